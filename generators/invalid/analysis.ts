import { memo } from '../valid/memo.ts';
import type { Model } from '../valid/model.ts';
import { besidesOf } from './beside.ts';
import type { Candidate } from './breaking.ts';
import { candidatesOf } from './candidates.ts';
import type { ProvedFault, UnbreakableFault } from './fault.ts';
import { type Bases, type Finding, findAlone, findWithBesides } from './finding.ts';
import { unreachedSites } from './unreached.ts';

/** The candidates of a schema, each proved when it is first asked for. */
class Analysis {
  readonly #candidates: ReadonlyMap<string, Candidate>;
  readonly #model: Model;
  readonly #findings = new Map<string, Finding>();
  readonly #alone = new Map<string, Finding>();
  readonly #bases: Bases = new Map();

  constructor(model: Model) {
    this.#model = model;
    this.#candidates = new Map(candidatesOf(model).map((candidate) => [candidate.fault.id, candidate]));
  }

  /** The proof of one candidate. */
  finding(id: string): Finding | undefined {
    const candidate = this.#candidates.get(id);
    if (!candidate) return undefined;
    const finding = this.#findings.get(id) ?? this.#find(candidate);
    this.#findings.set(id, finding);
    return finding;
  }

  /** The faults that can be made, but for those in members that are left out. */
  get faults(): ProvedFault[] {
    return this.#usual.flatMap((finding) => ('fault' in finding ? [finding.fault] : []));
  }

  /** The constraints that cannot be broken, and those that no value reaches. */
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

  /** What stands beside a constraint may break with it only where no way breaks the constraint alone. */
  #find(candidate: Candidate): Finding {
    const alone = this.#findAlone(candidate);
    if ('fault' in alone || !hasBesides(candidate)) return alone;
    const others = [...this.#candidates.values()].filter((other) => isOfSameConstraint(candidate, other));
    if (others.some((other) => 'fault' in this.#findAlone(other))) return alone;
    this.#model.begin();
    return findWithBesides(this.#model, candidate, this.#bases) ?? alone;
  }

  #findAlone(candidate: Candidate): Finding {
    const { id } = candidate.fault;
    const known = this.#alone.get(id);
    if (known) return known;
    this.#model.begin();
    const finding = findAlone(this.#model, candidate, this.#bases);
    this.#alone.set(id, finding);
    return finding;
  }
}

/** The constraints of a schema and the ways to break them. */
export const analysisOf: (model: Model) => Analysis = memo((model: Model) => new Analysis(model));

function hasBesides({ fault, attempts, hopeless }: Candidate): boolean {
  return hopeless === undefined && attempts.some(({ site }) => besidesOf(fault, site).length > 0);
}

function isOfSameConstraint({ fault }: Candidate, { fault: other }: Candidate): boolean {
  return (
    fault.keyword === other.keyword && fault.instance === other.instance && fault.schema === other.schema
  );
}
