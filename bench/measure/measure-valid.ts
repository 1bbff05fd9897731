import type { Json } from '../../model/json.ts';
import { isJudge, type Judge } from '../judges/judge.ts';
import { type Chair, chairOf, type Panel } from '../judges/panel.ts';
import { type Draw, Refusal, type Subject, type SubjectInput } from '../subjects/subject.ts';
import type { Bench } from './bench.ts';
import { type ValidResult, type WrongValue, without } from './outcome.ts';
import { shortJson } from './short-json.ts';

/** Has a generator make values for a schema and both judges judge them; `made` is called in between. */
export function measureValid(
  subject: Subject,
  input: SubjectInput,
  { panel, agreements }: Bench,
  { made, ...draw }: Draw & { made: () => void },
): ValidResult {
  const values = valuesOf(subject, input, draw);
  made();
  return Array.isArray(values) ? judge(values, panel, chairOf(panel, agreements)) : values;
}

function valuesOf(subject: Subject, input: SubjectInput, draw: Draw): unknown[] | ValidResult {
  try {
    return subject.maker(input)(draw);
  } catch (error) {
    return refusedOrCrashed(error);
  }
}

/** The result of a generator that threw. */
export function refusedOrCrashed(error: unknown): ValidResult {
  if (error instanceof Refusal) return without('refused', { reason: error.message, place: error.place });
  return without('crashed', {
    reason: error instanceof Error ? `${error.name}: ${error.message}` : `${error}`,
  });
}

function judge(values: readonly unknown[], panel: Panel, chair: Chair | undefined): ValidResult {
  const sent = values.map(asSent);
  const distinct = new Set(sent.map((value) => JSON.stringify(value) ?? '')).size;
  if (!chair) return { ...without('unjudged'), values: values.length, distinct };
  const wrong = sent.filter((value) => !accepts(chair.judge, value));
  const second = chair.name === 'hyperjump' && isJudge(panel.ajv) ? panel.ajv : undefined;
  const disputed = second
    ? sent.filter((value) => accepts(chair.judge, value) !== accepts(second, value))
    : [];
  return {
    outcome: wrong.length > 0 ? 'unsound' : 'sound',
    values: values.length,
    wrong: wrong.length,
    distinct,
    disputed: disputed.length,
    judge: chair.name,
    ...(wrong.length > 0 ? { firstWrong: wrongValue(chair.judge, wrong[0]) } : {}),
    ...(second && disputed.length > 0 ? { firstDisputed: wrongValue(second, disputed[0]) } : {}),
  };
}

/** What would arrive: a value that JSON cannot carry is none. */
function asSent(value: unknown): Json | undefined {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : (JSON.parse(text) as Json);
}

function accepts(judge: Judge, value: Json | undefined): boolean {
  try {
    return value !== undefined && judge.isValid(value);
  } catch {
    // ajv, say, calls what a value has for a `valueOf`: it does not accept it.
    return false;
  }
}

function wrongValue(judge: Judge, value: Json | undefined): WrongValue {
  if (value === undefined) return { value: 'undefined', breaks: ['is no JSON'] };
  return { value: shortJson(value), breaks: breaksOf(judge, value) };
}

function breaksOf(judge: Judge, value: Json): string[] {
  try {
    const breaks = judge
      .violations(value)
      .map(({ keyword, instance }) => `${keyword} at ${instance || 'the root'}`);
    return [...new Set(breaks)].slice(0, 5);
  } catch (error) {
    return [`the judge fails: ${error instanceof Error ? error.message : String(error)}`];
  }
}
