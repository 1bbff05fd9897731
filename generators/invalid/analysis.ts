import type { Json } from '../../model/json.ts';
import { valueAt, withValueAt } from '../../model/pointer.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { memo } from '../valid/memo.ts';
import type { Model } from '../valid/model.ts';
import { Source } from '../valid/source.ts';
import { validValue } from '../valid/valid.ts';
import type { Guide } from '../valid/want.ts';
import type { Attempt, Candidate } from './breaking.ts';
import { candidatesOf } from './candidates.ts';
import type { Broken, ProvedFault, UnbreakableFault } from './fault.ts';
import { proofOf } from './proof.ts';
import { unreachedSites } from './unreached.ts';

/** A candidate with its proof, or the reason why there is none. */
export type Finding =
  | {
      readonly candidate: Candidate;
      readonly fault: ProvedFault;
      readonly attempt: Attempt;
      readonly broken: Broken;
    }
  | { readonly candidate: Candidate; readonly reason: string };

/** The candidates of a schema, each proved when it is first asked for. */
class Analysis {
  readonly #candidates: ReadonlyMap<string, Candidate>;
  readonly #model: Model;
  readonly #findings = new Map<string, Finding>();
  readonly #bases = new Map<string, Json | UnsupportedSchemaError>();

  constructor(model: Model) {
    this.#model = model;
    this.#candidates = new Map(candidatesOf(model).map((candidate) => [candidate.fault.id, candidate]));
  }

  /** The proof of one candidate. */
  finding(id: string): Finding | undefined {
    const candidate = this.#candidates.get(id);
    if (!candidate) return undefined;
    this.#model.begin();
    const finding = this.#findings.get(id) ?? find(this.#model, candidate, this.#bases);
    this.#findings.set(id, finding);
    return finding;
  }

  /** The faults that can be made alone, but for those in members that are left out. */
  get faults(): ProvedFault[] {
    return this.#usual.flatMap((finding) => ('fault' in finding ? [finding.fault] : []));
  }

  /** The constraints that cannot be broken alone, and those that no value reaches. */
  get unbreakable(): UnbreakableFault[] {
    const known = [...this.#candidates.values()].map(({ fault }) => fault);
    const reasons = this.#usual.flatMap((finding) =>
      'reason' in finding ? [{ ...finding.candidate.fault, reason: finding.reason }] : [],
    );
    return [...reasons, ...unreachedSites(this.#model, known)];
  }

  get #usual(): Finding[] {
    const usual = [...this.#candidates.values()].filter(({ isLeftOut }) => !isLeftOut);
    return usual.flatMap(({ fault }) => this.finding(fault.id) ?? []);
  }
}

/** The constraints of a schema and the ways to break them. */
export const analysisOf: (model: Model) => Analysis = memo((model: Model) => new Analysis(model));

function find(
  model: Model,
  candidate: Candidate,
  bases: Map<string, Json | UnsupportedSchemaError>,
): Finding {
  if (candidate.hopeless !== undefined) return { candidate, reason: candidate.hopeless };
  let first: Finding | undefined;
  for (const attempt of candidate.attempts) {
    const finding = attempted(model, candidate, attempt, bases);
    if ('fault' in finding) return finding;
    first ??= finding;
  }
  return first ?? { candidate, reason: 'there is no way to make it' };
}

function attempted(
  model: Model,
  candidate: Candidate,
  attempt: Attempt,
  bases: Map<string, Json | UnsupportedSchemaError>,
): Finding {
  const { fault, place } = candidate;
  const base = baseOf(model, attempt.guide, bases);
  if (base instanceof UnsupportedSchemaError) return { candidate, reason: base.reason };
  const value = valueAt(base, place);
  if (value === undefined) return { candidate, reason: 'no valid value was made that has the place' };
  let reason = 'no value was found that breaks it and keeps the rest';
  for (const wrong of attempt.breaker({ model, source: Source.replay(), mode: 'example', value })) {
    const broken = withValueAt(base, place, wrong);
    const proof = proofOf(model, fault, broken);
    if ('companions' in proof) {
      return { candidate, attempt, fault: { ...fault, ...proof }, broken: { base, value: broken } };
    }
    reason = proof.flaw;
  }
  return { candidate, reason };
}

function baseOf(
  model: Model,
  guide: Guide,
  bases: Map<string, Json | UnsupportedSchemaError>,
): Json | UnsupportedSchemaError {
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
