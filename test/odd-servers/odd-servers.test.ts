import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conduct } from '../../runner/conduct.ts';
import { defaultOptions } from '../../runner/default-options.ts';
import { FOLDER, oddContract } from './odd-contract.ts';
import { type Oddity, startOdd } from './odd-server.ts';

async function tried(oddity: Oddity) {
  const server = await startOdd(oddity);
  const run = await conduct(oddContract(oddity), {
    ...defaultOptions(),
    target: server.origin,
    rate: 'none',
    mode: 'full',
    env: new Map(),
    journals: join(FOLDER, 'journals'),
  });
  await server.close();
  return { run, server };
}

const ODDITIES: readonly Oddity[] = [
  'is as usual',
  'shows and lists late what was written',
  'names nothing and lists late',
  'gives the highest number and one',
  'goes on by cursors',
  'goes on to show what is deleted',
];

describe('a correct server', () => {
  it.each(ODDITIES)('that %s is conformant, and left as it was', async (oddity) => {
    const { run, server } = await tried(oddity);

    const musts = run.findings.filter(({ level }) => level === 'must');
    expect(musts.map(({ check, operation, message }) => `${check} ${operation}: ${message}`)).toEqual([]);
    expect(run.exitCode).toBe(0);
    expect(server.touched).toEqual([]);
    expect(server.left()).toEqual([]);
    expect(run.leftovers).toEqual([]);
  });
});
