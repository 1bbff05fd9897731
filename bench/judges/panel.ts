import type { Json } from '../../model/json.ts';
import type { BenchCase } from '../corpora/bench-case.ts';
import type { Remote } from '../corpora/remotes.ts';
import { ajvJudge } from './ajv.ts';
import { hyperjumpJudge } from './hyperjump.ts';
import { isJudge, type Judge, type JudgeOrReason } from './judge.ts';

/** Both judges of one schema; each may be unable to judge it. */
export interface Panel {
  readonly hyperjump: JudgeOrReason;
  readonly ajv: JudgeOrReason;
}

/** The judge that decides, and its name: hyperjump, or ajv where hyperjump cannot. */
export interface Chair {
  readonly name: 'hyperjump' | 'ajv';
  readonly judge: Judge;
}

/** How a judge agrees with what the suite says. */
export interface Agreement {
  readonly judge: 'hyperjump' | 'ajv';
  readonly assertions: number;
  readonly wrong: number;
  readonly cannot?: string;
}

/** Gathers both judges for a schema. */
export async function panelFor(benchCase: BenchCase, remotes: readonly Remote[]): Promise<Panel> {
  return { hyperjump: await hyperjumpJudge(benchCase, remotes), ajv: ajvJudge(benchCase, remotes) };
}

/** Who decides about a schema; undefined where neither can. */
export function chairOf({ hyperjump, ajv }: Panel): Chair | undefined {
  if (isJudge(hyperjump)) return { name: 'hyperjump', judge: hyperjump };
  return isJudge(ajv) ? { name: 'ajv', judge: ajv } : undefined;
}

/** Holds both judges against the tests that the suite has for a schema. */
export function agreements(panel: Panel, { tests, formats }: BenchCase): Agreement[] {
  return (['hyperjump', 'ajv'] as const).map((name) => {
    const judge = panel[name];
    if (!isJudge(judge)) return { judge: name, assertions: 0, wrong: 0, cannot: judge.cannot };
    const wrong = tests.filter(({ data, valid }) => judged(judge, data, formats) !== valid);
    return { judge: name, assertions: tests.length, wrong: wrong.length };
  });
}

function judged(judge: Judge, value: Json, formats: boolean): boolean | undefined {
  try {
    return judge.isValid(value, formats);
  } catch {
    return undefined;
  }
}
