import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../../contract/compile.ts';
import type { Contract } from '../../model/contract.ts';
import { TEST_FOLDER } from './test-folder.ts';
import { TINY_CONTRACT } from './tiny-contract.ts';

/** Where the tests of one process keep contracts and journals. */
export const TINY_FOLDER = mkdtempSync(join(process.env[TEST_FOLDER] ?? tmpdir(), 'tiny-'));

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
