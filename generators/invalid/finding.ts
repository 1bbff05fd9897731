import type { Json } from '../../model/json.ts';
import { valueAt, withValueAt } from '../../model/pointer.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import type { Model } from '../valid/model.ts';
import { Source } from '../valid/source.ts';
import { validValue } from '../valid/valid.ts';
import type { Guide } from '../valid/want.ts';
import { besidesOf, fewOf } from './beside.ts';
import type { Attempt, Candidate } from './breaking.ts';
import type { Broken, ProvedFault } from './fault.ts';
import { proofOf } from './proof.ts';

/** A candidate with its proof, or the reason why there is none. */
export type Finding =
  | {
      readonly candidate: Candidate;
      readonly fault: ProvedFault;
      readonly attempt: Attempt;
      readonly broken: Broken;
    }
  | { readonly candidate: Candidate; readonly reason: string };

/** The valid values that faults are made from, or why there are none, by the guide that asks for them. */
export type Bases = Map<string, Json | UnsupportedSchemaError>;

/** The proof that a candidate can be made alone. */
export function findAlone(model: Model, candidate: Candidate, bases: Bases): Finding {
  if (candidate.hopeless !== undefined) return { candidate, reason: candidate.hopeless };
  let first: Finding | undefined;
  for (const attempt of candidate.attempts) {
    const finding = attempted(model, candidate, attempt, bases);
    if ('fault' in finding) return finding;
    first ??= finding;
  }
  return first ?? { candidate, reason: 'there is no way to make it' };
}

/** The proof that a candidate can be made together with scalar assertions beside it, as few as possible. */
export function findWithBesides(model: Model, candidate: Candidate, bases: Bases): Finding | undefined {
  for (const attempt of candidate.attempts) {
    const besides = besidesOf(candidate.fault, attempt.site);
    const free = attempted(model, candidate, { ...attempt, loosened: besides }, bases);
    // Where all of them together do not help, fewer do not either.
    if (!('fault' in free)) continue;
    for (const loosened of fewOf(besides)) {
      const finding = attempted(model, candidate, { ...attempt, loosened }, bases);
      if ('fault' in finding) return finding;
    }
    return free;
  }
  return undefined;
}

function attempted(model: Model, candidate: Candidate, attempt: Attempt, bases: Bases): Finding {
  const { fault, place } = candidate;
  const { guide, loosened } = attempt;
  const base = baseOf(model, guide, bases);
  if (base instanceof UnsupportedSchemaError) return { candidate, reason: base.reason };
  const value = valueAt(base, place);
  if (value === undefined) return { candidate, reason: 'no valid value was made that has the place' };
  let reason = 'no value was found that breaks it and keeps the rest';
  const mayFail = loosened.map(({ companion }) => companion);
  for (const wrong of attempt.breaker({ model, source: Source.replay(), mode: 'example', value, loosened })) {
    const broken = withValueAt(base, place, wrong);
    const proof = proofOf(model, fault, broken, mayFail);
    if ('companions' in proof) {
      return { candidate, attempt, fault: { ...fault, ...proof }, broken: { base, value: broken } };
    }
    reason = proof.flaw;
  }
  return { candidate, reason };
}

function baseOf(model: Model, guide: Guide, bases: Bases): Json | UnsupportedSchemaError {
  const key = JSON.stringify(guide);
  const known = bases.get(key);
  if (known !== undefined) return known;
  const base = made(() => validValue(model, Source.replay(), 'example', guide));
  bases.set(key, base);
  return base;
}

function made(make: () => Json): Json | UnsupportedSchemaError {
  try {
    return make();
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return error;
    throw error;
  }
}
