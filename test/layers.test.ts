import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A file of each folder with an import that its folder may not have. */
const VIOLATIONS = {
  'model/planted.ts': '../contract/planted.ts',
  'contract/planted.ts': '../generators/planted.ts',
  'generators/planted.ts': '../contract/planted.ts',
  'plan/planted.ts': '../engine/planted.ts',
  'checks/planted.ts': '../engine/planted.ts',
  'targets/planted.ts': '../generators/planted.ts',
  'servers/planted.ts': '../engine/planted.ts',
  'engine/planted.ts': '../servers/planted.ts',
  'reports/planted.ts': '../contract/planted.ts',
  'reports/html/planted.ts': '../../engine/planted.ts',
  'runner/planted.ts': '../suites/planted.ts',
  'proof/families/planted.ts': '../../reports/planted.ts',
  'suites/planted.ts': '../engine/planted.ts',
  'cli/commands/planted.ts': '../../suites/planted.ts',
  'generators/valid/planted.ts': '../../bench/planted.ts',
  'bench/planted.ts': '../plan/planted.ts',
  'bench/judges/planted.ts': '../../generators/planted.ts',
} as const;

let folder: string;
let told: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-layers-'));
  const { vcs: _, ...config } = JSON.parse(readFileSync('biome.json', 'utf8')) as Record<string, unknown>;
  plant('biome.json', JSON.stringify(config));
  for (const [path, imported] of Object.entries(VIOLATIONS)) {
    plant(path, `import type { Planted } from '${imported}';\n\nexport type Copy = Planted;\n`);
    plant(path.replace('planted', 'honest'), "export type { Copy } from './planted.ts';\n");
  }
  const run = spawnSync(resolve('node_modules/.bin/biome'), ['lint', '--max-diagnostics=100'], {
    cwd: folder,
    encoding: 'utf8',
  });
  told = run.stdout + run.stderr;
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the direction of imports', () => {
  it.each(Object.keys(VIOLATIONS))(
    'a planted violation in %s is found, though it imports a type alone',
    (path) => {
      expect(told).toMatch(new RegExp(`^${path}:\\d+:\\d+ lint/style/noRestrictedImports`, 'm'));
    },
  );

  it('imports within a folder are let be', () => {
    expect(told).not.toContain('honest.ts');
  });
});

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
