import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders whose code decides what a trial comes to; the others only show it. */
const DECIDING = [
  'model',
  'contract',
  'generators',
  'plan',
  'checks',
  'targets',
  'engine',
  'runner',
  'servers',
  'proof',
];

/** SHA-256 of the code below a folder that decides what trials come to, this program's own where none is named. */
export function codeDigest(root: string = join(import.meta.dirname, '..')): string {
  const digest = createHash('sha256');
  for (const folder of DECIDING)
    for (const path of codeIn(root, folder)) digest.update(path).update(readFileSync(join(root, path)));
  return digest.digest('hex');
}

const CODE = /(?<!\.test|\.d)\.[jt]s$/;

function codeIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => CODE.test(path))
    .map((path) => join(folder, path))
    .sort();
}
