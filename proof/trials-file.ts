import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Json } from '../model/json.ts';
import type { Verdict } from './trial.ts';

/** Verdicts on disk, one a line as they come, so that a proof can go on where it stopped. */
export interface TrialsFile {
  /** Those of an earlier proof of the same. */
  readonly done: ReadonlyMap<string, Verdict>;
  add(verdict: Verdict): void;
}

/**
 * Opens the verdicts of a proof. Those of another contract, code or choice of options are no use: `about` says what they
 * depend on, and with another one the file begins anew.
 */
export function trialsIn(path: string, about: Json, isFresh: boolean): TrialsFile {
  const name = createHash('sha256').update(JSON.stringify(about)).digest('hex');
  const [first, ...lines] = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const isSame = !isFresh && first === JSON.stringify({ about: name });
  if (!isSame) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify({ about: name })}\n`);
  }
  const done = isSame ? lines.flatMap(verdictIn) : [];
  return {
    done: new Map(done.map((verdict) => [verdict.id, verdict])),
    add: (verdict) => appendFileSync(path, `${JSON.stringify(verdict)}\n`),
  };
}

/** The last line may be cut where the process was killed. */
function verdictIn(line: string): Verdict[] {
  try {
    return [JSON.parse(line) as Verdict];
  } catch {
    return [];
  }
}
