import type { Json } from '../../model/json.ts';
import { isJudge, type Judge } from '../judges/judge.ts';
import { type Agreement, isRight, type Panel } from '../judges/panel.ts';
import type { Draw, FaultSubject, FaultyValues, SubjectFault, SubjectInput } from '../subjects/subject.ts';
import type { Bench } from './bench.ts';
import { type FaultProof, type FaultResult, type Unproved, withoutFaults } from './fault-result.ts';
import { refusedOrCrashed } from './measure-valid.ts';
import { disproof } from './proof.ts';
import { shortJson } from './short-json.ts';
import { siteResults } from './site-results.ts';

/** Faults of a schema whose first shrinks are looked at. */
const SHRUNK_FAULTS = 10;

interface Made {
  readonly faults: readonly SubjectFault[];
  readonly unbreakable: readonly (SubjectFault & { readonly reason: string })[];
  readonly values: readonly FaultyValues[];
}

interface Named {
  readonly name: string;
  readonly judge: Judge;
}

/** Has a generator name its faults and make values for them, and the judges find exactly those in the values. */
export function measureInvalid(
  subject: FaultSubject,
  input: SubjectInput,
  { panel, agreements, sites }: Bench,
  { made: onMade, ...draw }: Draw & { made: () => void },
): FaultResult {
  const made = make(subject, input, draw);
  onMade();
  if ('outcome' in made) return withoutFaults(made.outcome, sites, made);
  const judges = judgesOf(panel, agreements);
  const proofs = made.faults.map((fault, index) =>
    proofOf(fault, made.values[index] ?? { values: [], shrunk: [] }, judges),
  );
  const isUnsound = proofs.some(
    ({ values, proved, shrinks, shrinksProved }) => values + shrinks > proved + shrinksProved,
  );
  return {
    outcome: judges.length === 0 ? 'unjudged' : isUnsound ? 'unsound' : 'sound',
    sites: siteResults(sites, made.faults, made.unbreakable),
    faults: proofs,
    judges: judges.map(({ name }) => name),
  };
}

function make(
  subject: FaultSubject,
  input: SubjectInput,
  { count, seed }: Draw,
): Made | ReturnType<typeof refusedOrCrashed> {
  try {
    const faults = subject.faults(input);
    const values = faults.map((fault, index) => {
      const share = Math.max(1, Math.floor((count + faults.length - 1 - index) / Math.max(1, faults.length)));
      const isShrunk = index < SHRUNK_FAULTS;
      return subject.faultyValues(input, fault, { count: share, seed: seed + index, isShrunk });
    });
    return { faults, unbreakable: subject.unbreakable(input), values };
  } catch (error) {
    return refusedOrCrashed(error);
  }
}

/** Both must find the fault; a judge that the suite shows to be wrong about this schema is not asked. */
function judgesOf(panel: Panel, agreements: readonly Agreement[]): Named[] {
  return (['hyperjump', 'ajv'] as const).flatMap((name) => {
    const judge = panel[name];
    return isJudge(judge) && isRight(name, agreements) ? [{ name, judge }] : [];
  });
}

function proofOf(
  fault: SubjectFault,
  { values, shrunk }: FaultyValues,
  judges: readonly Named[],
): FaultProof {
  const unproved = values.flatMap((value) => flawOf(fault, value, judges) ?? []);
  const unprovedShrinks = shrunk.flatMap((value) => flawOf(fault, value, judges) ?? []);
  const first = unproved[0] ?? unprovedShrinks[0];
  return {
    keyword: fault.keyword,
    values: values.length,
    proved: values.length - unproved.length,
    shrinks: shrunk.length,
    shrinksProved: shrunk.length - unprovedShrinks.length,
    ...(first ? { first } : {}),
  };
}

function flawOf(fault: SubjectFault, value: Json, judges: readonly Named[]): Unproved | undefined {
  const sent = JSON.parse(JSON.stringify(value)) as Json;
  for (const { name, judge } of judges) {
    const why = attempted(() => disproof(judge, fault, sent));
    if (why !== undefined) {
      return { fault: fault.id, schema: fault.schema, value: shortJson(sent), why: `${name}: ${why}` };
    }
  }
  return undefined;
}

/** A validator that throws proves nothing. */
function attempted(action: () => string | undefined): string | undefined {
  try {
    return action();
  } catch (error) {
    return `the judge fails: ${error instanceof Error ? error.message : String(error)}`;
  }
}
