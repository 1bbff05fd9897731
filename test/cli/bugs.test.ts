import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assay, mainFile, newFolder } from './cli.ts';
import { folderWith, PETS_31 } from './pets.ts';

const REJECTS = 'setImmediate(() => Promise.reject(new TypeError("planted")))';
const THROWS = 'setImmediate(() => { throw new TypeError("planted"); })';

/** A module that breaks the tool when it says its seed. */
function breaking(how: string): Record<string, string> {
  const code = `const { write } = process.stderr; process.stderr.write = function (text, ...more) { if (/^seed 77/m.test(text)) ${how}; return write.call(this, text, ...more); };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

describe('a bug of assay', () => {
  it.each([
    { what: 'a promise that nobody waits for is rejected', how: REJECTS },
    { what: 'a callback throws', how: THROWS },
  ])('is exit 70 with version, seed and how to report it, where $what', async ({ how }) => {
    const folder = folderWith({ 'pets.json': PETS_31 });

    const { code, stderr } = await assay(['run', 'pets.json', '--seed', '77', '--budget', 'quick'], {
      folder,
      env: breaking(how),
    });

    expect(code).toBe(70);
    expect(stderr).toMatch(/assay: this is a bug of assay/);
    expect(stderr).toMatch(/assay \d+\.\d+\.\d+, Node .*, seed 77\n/);
    expect(stderr).toContain('TypeError: planted');
    expect(stderr).toContain('Report it with this text');
  });
});

describe('whoever reads along and goes away', () => {
  it.each([
    { what: 'stdout', args: ['plan', 'illumio-pce', '--json'] },
    { what: 'stderr', args: ['run', 'pets.json', '--budget', 'quick'] },
  ] as const)('does not end a command that writes to $what', async ({ what, args }) => {
    const folder = what === 'stderr' ? folderWith({ 'pets.json': PETS_31 }) : newFolder();
    const child = spawn(process.execPath, [mainFile(), ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child[what].destroy();
    child[what === 'stdout' ? 'stderr' : 'stdout'].resume();

    const [code] = (await once(child, 'close')) as [number];

    expect(code).toBe(0);
    if (what === 'stderr') expect(existsSync(join(folder, '.assay', 'report.json'))).toBe(true);
  });
});
