import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { forkedHand, type Orders } from './hand.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-hand-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PROGRAM = `
  process.on('message', ({ id }) => {
    if (id === 'endless') for (;;);
    if (id === 'deadly') process.exit(1);
    if (id) process.send({ id, outcome: 'killed', by: [], exchanges: 1, departed: 1, probes: 0 });
  });
  process.on('disconnect', () => process.exit());
`;

function hand(limitMs: number) {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, PROGRAM);
  return forkedHand({} as Orders, { program, limitMs });
}

describe('a hand in a process of its own', () => {
  it('that never answers is ended, and the next one goes on', async () => {
    const own = hand(6000);

    const endless = await own.try('endless', false);
    const next = await own.try('usual', false);
    own.close();

    expect(endless).toMatchObject({ outcome: 'survived', error: 'it took longer than 6 s' });
    expect(next).toMatchObject({ id: 'usual', outcome: 'killed' });
  });

  it('that dies is told', async () => {
    await expect(hand(20_000).try('deadly', false)).rejects.toThrow('ended: deadly');
  });
});
