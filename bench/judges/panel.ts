import type { Json } from '../../model/json.ts';
import type { BenchCase } from '../corpora/bench-case.ts';
import type { Remote } from '../corpora/remotes.ts';
import { ajvJudge } from './ajv.ts';
import { hyperjumpJudge } from './hyperjump.ts';
import { isJudge, type Judge, type JudgeOrReason } from './judge.ts';

/** The first one decides. */
const JUDGES = ['hyperjump', 'ajv'] as const;

/** Both judges of one schema; each may be unable to judge it. */
export interface Panel {
  readonly hyperjump: JudgeOrReason;
  readonly ajv: JudgeOrReason;
}

/** A judge with its name. */
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

/** Schemas that a judge is known to misread where the suite has no test that shows it. */
const MISREAD = [
  {
    judge: 'ajv',
    schemas: /^draft7\/definitions: validate definition against metaschema/,
    why: 'its copy of the metaschema of draft 7 lacks writeOnly',
  },
  {
    judge: 'hyperjump',
    schemas: /optional\/id: non-schema object containing/,
    why: 'it takes the $id of a value within const for an identifier',
  },
];

/** Gathers both judges for a schema. */
export async function panelFor(benchCase: BenchCase, remotes: readonly Remote[]): Promise<Panel> {
  const misreadBy = (name: string): { cannot: string } | undefined => {
    const found = MISREAD.find(({ judge, schemas }) => judge === name && schemas.test(benchCase.id));
    return found && { cannot: found.why };
  };
  return {
    hyperjump: misreadBy('hyperjump') ?? (await hyperjumpJudge(benchCase, remotes)),
    ajv: misreadBy('ajv') ?? ajvJudge(benchCase, remotes),
  };
}

/**
 * Who decides about a schema: hyperjump, unless it cannot, or the suite shows it to be wrong there and ajv not to be.
 * Undefined where neither can, or the suite shows both to be wrong.
 */
export function chairOf(panel: Panel, agreed: readonly Agreement[]): Chair | undefined {
  const able = JUDGES.flatMap((name): Chair[] => {
    const judge = panel[name];
    return isJudge(judge) ? [{ name, judge }] : [];
  });
  return able.find(({ name }) => isRight(name, agreed));
}

/** Whether the suite shows no mistake of a judge about a schema. */
export function isRight(name: Chair['name'], agreed: readonly Agreement[]): boolean {
  return agreed.every(({ judge, wrong }) => judge !== name || wrong === 0);
}

/** Holds both judges against the tests that the suite has for a schema. */
export function agreements(panel: Panel, { tests, formats }: BenchCase): Agreement[] {
  return JUDGES.map((name) => {
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
