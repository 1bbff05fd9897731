import type { Json } from '../../model/json.ts';
import { child, valueAt, withValueAt } from '../../model/pointer.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { HINTED_KINDS } from '../valid/kinds.ts';
import { memo } from '../valid/memo.ts';
import type { Model } from '../valid/model.ts';
import { Source } from '../valid/source.ts';
import { validValue } from '../valid/valid.ts';
import { type Guide, including } from '../valid/want.ts';
import type { Attempt, Candidate, Site } from './breaking.ts';
import { choiceWays } from './choice-faults.ts';
import { containerWays } from './container-faults.ts';
import type { Broken } from './fault.ts';
import { flaw } from './proof.ts';
import { scalarWays, type Way } from './scalar-faults.ts';
import { surveyOf } from './survey.ts';

/** A candidate with its proof, or the reason why there is none. */
export interface Finding {
  readonly candidate: Candidate;
  /** The way that succeeded. */
  readonly attempt?: Attempt;
  readonly broken?: Broken;
  readonly reason?: string;
}

/** The candidates of a schema, each proved when it is first asked for. */
class Analysis {
  readonly candidates: ReadonlyMap<string, Candidate>;
  readonly #model: Model;
  readonly #findings = new Map<string, Finding>();
  readonly #bases = new Map<string, Json | UnsupportedSchemaError>();

  constructor(model: Model) {
    this.#model = model;
    this.candidates = new Map(candidates(model).map((candidate) => [candidate.id, candidate]));
  }

  /** The proof of one candidate. */
  finding(id: string): Finding | undefined {
    const candidate = this.candidates.get(id);
    if (!candidate) return undefined;
    const finding = this.#findings.get(id) ?? find(this.#model, candidate, this.#bases);
    this.#findings.set(id, finding);
    return finding;
  }

  /** The proofs of all candidates but those in members that are left out. */
  get findings(): Finding[] {
    const usual = [...this.candidates.values()].filter(({ isLeftOut }) => !isLeftOut);
    return usual.flatMap(({ id }) => this.finding(id) ?? []);
  }
}

/** The constraints of a schema and the ways to break them. */
export const analysisOf: (model: Model) => Analysis = memo((model: Model) => new Analysis(model));

/** Ways that lead to the same constraint are tried up to this number. */
const MOST_ATTEMPTS = 4;

/** Collects the ways to break constraints: those of the same one become attempts at one fault. */
class Collection {
  readonly #byPlace = new Map<string, Candidate & { readonly attempts: Attempt[] }>();
  readonly #ids = new Set<string>();

  get candidates(): Candidate[] {
    return [...this.#byPlace.values()];
  }

  add(site: Site, ways: Iterable<Way>, isLeftOut: boolean): void {
    for (const way of ways) {
      const { keyword, what, member } = way;
      const name = [site.instance, keyword, ...(member === undefined ? [] : [member]), what].join(' ');
      const place = `${name} @${site.conjunct.pointer}`;
      const known = this.#byPlace.get(place);
      if (known) {
        if (known.attempts.length < MOST_ATTEMPTS) known.attempts.push(attemptOf(site, way));
        continue;
      }
      const id = this.#ids.has(name) ? place : name;
      this.#ids.add(id);
      this.#byPlace.set(place, {
        id,
        instance: site.instance,
        schema: site.conjunct.pointer,
        keyword,
        ...(member === undefined ? {} : { member }),
        what,
        attempts: [attemptOf(site, way)],
        isLeftOut,
      });
    }
  }
}

function attemptOf({ instance, guide }: Site, { keyword, breaker, needs = [] }: Way): Attempt {
  const kind = HINTED_KINDS[keyword];
  const typed: Guide = kind ? { ...guide, kinds: [...guide.kinds, { instance, kind }] } : guide;
  return { breaker, guide: including(typed, ...needs.map((token) => child(instance, token))) };
}

function candidates(model: Model): Candidate[] {
  const { places, forks } = surveyOf(model);
  const collection = new Collection();
  for (const { instance, guide, leaf, fresh, again, isLeftOut } of places) {
    for (const conjunct of [...fresh, ...again]) {
      const site: Site = { instance, guide, leaf, conjunct };
      collection.add(site, scalarWays(site), isLeftOut);
      collection.add(site, containerWays(model, site), isLeftOut);
    }
  }
  for (const fork of forks) {
    const { instance, guide, before: leaf, holder: conjunct } = fork;
    collection.add({ instance, guide, leaf, conjunct }, choiceWays(fork), fork.isLeftOut);
  }
  return collection.candidates;
}

function find(
  model: Model,
  candidate: Candidate,
  bases: Map<string, Json | UnsupportedSchemaError>,
): Finding {
  const findings: Finding[] = [];
  for (const attempt of candidate.attempts) {
    const finding = attempted(model, candidate, attempt, bases);
    if (finding.broken) return finding;
    findings.push(finding);
  }
  return findings[0] ?? { candidate, reason: 'there is no way to make it' };
}

function attempted(
  model: Model,
  candidate: Candidate,
  attempt: Attempt,
  bases: Map<string, Json | UnsupportedSchemaError>,
): Finding {
  const base = baseOf(model, attempt.guide, bases);
  if (base instanceof UnsupportedSchemaError) return { candidate, reason: base.reason };
  const value = valueAt(base, candidate.instance);
  if (value === undefined) return { candidate, reason: 'no valid value was made that has the place' };
  let reason = 'no value was found that breaks it and keeps the rest';
  for (const wrong of attempt.breaker({ model, source: Source.replay(), mode: 'example', value })) {
    const broken = withValueAt(base, candidate.instance, wrong);
    const found = flaw(model, candidate, broken);
    if (found === undefined) return { candidate, attempt, broken: { base, value: broken } };
    reason = found;
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
