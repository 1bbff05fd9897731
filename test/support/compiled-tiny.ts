import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { compile } from '../../contract/compile.ts';
import type { Contract } from '../../model/contract.ts';
import { TINY_CONTRACT } from './tiny-contract.ts';

// Journals are synced to disk at each entry, which a disk in memory does at once.
const MEMORY = '/dev/shm';
/** Where the tests of one file keep contracts and journals. */
export const TINY_FOLDER = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'assay-tiny-'));
afterAll(() => rmSync(TINY_FOLDER, { recursive: true, force: true }));

const contracts = new Map<string, Contract>();

/** The tiny contract, compiled, with an edit where one is given. */
export function tinyContract(edit: (text: string) => string = (text) => text): Contract {
  const text = edit(TINY_CONTRACT);
  const known = contracts.get(text);
  if (known) return known;
  const file = join(TINY_FOLDER, `tiny-${contracts.size}.yaml`);
  writeFileSync(file, text);
  const contract = compile({ file });
  contracts.set(text, contract);
  return contract;
}
