import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeDigest } from './code-digest.ts';

const FOLDERS = 'model contract generators plan checks targets engine runner servers proof cli'.split(' ');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-code-'));
  for (const folder of FOLDERS) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'checks', 'one.js'), 'export const one = 1;');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the digest of the code', () => {
  it.each([
    ['a check changes', 'checks/one.js', 'export const one = 2;'],
    ['a file comes', 'engine/two.js', ''],
    ['a file comes in a folder of a folder', 'proof/families/three.js', ''],
  ])('is another one when %s', (_, path, text) => {
    const before = codeDigest(root);
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);

    expect(codeDigest(root)).not.toBe(before);
  });

  it.each([
    ['what only shows results changes', 'cli/colour.js', 'export {};'],
    ['a test changes', 'checks/one.test.ts', 'export {};'],
    ['a type declaration changes', 'checks/one.d.ts', 'export {};'],
  ])('is the same when %s', (_, path, text) => {
    const before = codeDigest(root);
    writeFileSync(join(root, path), text);

    expect(codeDigest(root)).toBe(before);
  });

  it('is that of this program where no folder is named', () => {
    expect(codeDigest()).toBe(codeDigest(join(import.meta.dirname, '..')));
    expect(codeDigest()).not.toBe(codeDigest(root));
  });
});
