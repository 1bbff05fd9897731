import type { Contract, Invariant, Operation, Response } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import type { Statement } from '../model/statement.ts';
import { CelError, CelRangeError, type CelVariables } from './cel.ts';
import { ruleOf } from './invariant-reader.ts';
import { INVARIANTS } from './invariants-keyword.ts';
import { membersAlong } from './member-path.ts';
import { schemaPlaces } from './schema-walk.ts';
import { SchemaError, violations } from './validation.ts';
import type { Direction } from './views.ts';

/** A value with an invariant that speaks of it. */
export interface InvariantPlace {
  readonly invariant: Invariant;
  /** Place of `self` in the body. */
  readonly instance: Pointer;
  /** Absent where there is no JSON body. */
  readonly self?: Json;
}

/**
 * What came of an invariant at a place; `unknown` where it cannot be evaluated, which is a fault of the contract,
 * `beyond` where nothing could be computed with such values.
 */
export type InvariantOutcome = InvariantPlace & {
  readonly verdict: 'holds' | 'broken' | 'unknown' | 'beyond';
  /** Why it cannot be evaluated. */
  readonly why?: string;
};

/** The statement that an invariant makes. */
export function invariantStatement(contract: Contract, { holder, id }: Invariant): Statement {
  return contract.statement(holder, `${INVARIANTS}/${id}`);
}

/** Whether an invariant speaks of a variable. */
export function speaksOf({ reads }: Invariant, variable: keyof CelVariables): boolean {
  return reads.some(([name]) => name === variable);
}

/** Whether an invariant binds what is sent: it speaks of nothing that only a reply has. */
export function bindsRequests({ document }: Contract, invariant: Invariant): boolean {
  const { kind } = invariant;
  if (kind === 'response' || speaksOf(invariant, 'status') || speaksOf(invariant, 'headers')) return false;
  if (kind === 'operation') return !speaksOf(invariant, 'self');
  return !readsHidden(document, invariant, 'readOnly');
}

/** Whether an invariant binds what comes back: it speaks of nothing that only a request has. */
export function bindsReplies(contract: Contract, invariant: Invariant): boolean {
  if (invariant.kind === 'operation') return !bindsRequests(contract, invariant);
  return invariant.kind === 'response' || !readsHidden(contract.document, invariant, 'writeOnly');
}

const hiding = { readOnly: new WeakMap<Invariant, boolean>(), writeOnly: new WeakMap<Invariant, boolean>() };

function readsHidden(
  document: Contract['document'],
  invariant: Invariant,
  hidden: 'readOnly' | 'writeOnly',
): boolean {
  const known = hiding[hidden].get(invariant);
  if (known !== undefined) return known;
  const found = invariant.reads.some(
    ([variable, ...path]) =>
      variable === 'self' && membersAlong(document, invariant.holder, path).isHidden(hidden),
  );
  hiding[hidden].set(invariant, found);
  return found;
}

/** The places of a body of which invariants of its schema speak; those in a branch only where it applies. */
export function invariantPlaces(
  contract: Contract,
  schema: Pointer,
  direction: Direction,
  body: Json,
): InvariantPlace[] {
  const { document, invariants } = contract;
  if (invariants.size === 0) return [];
  const binds = direction === 'request' ? bindsRequests : bindsReplies;
  const along = {
    sent: body,
    accepts: (at: Pointer, value: Json) => accepts(contract, at, direction, value),
    enters: (at: Pointer) => leadsToInvariants(contract, at),
  };
  return schemaPlaces(document, schema, along).flatMap((place) =>
    place.sent === undefined
      ? []
      : (invariants.get(place.schema) ?? [])
          .filter((invariant) => binds(contract, invariant))
          .map((invariant) => ({ invariant, instance: place.at, self: place.sent as Json })),
  );
}

function accepts(contract: Contract, schema: Pointer, direction: Direction, value: Json): boolean {
  try {
    return violations(contract, schema, direction, value).length === 0;
  } catch (error) {
    if (error instanceof SchemaError) return false;
    throw error;
  }
}

const leading = new WeakMap<Contract, Map<Pointer, boolean>>();

/** Whether invariants stand in a schema or in what it refers to. */
export function leadsToInvariants(contract: Contract, schema: Pointer): boolean {
  const known = leading.get(contract) ?? new Map<Pointer, boolean>();
  leading.set(contract, known);
  const cached = known.get(schema);
  if (cached !== undefined) return cached;
  const found = invariantsBelow(contract, schema).length > 0;
  known.set(schema, found);
  return found;
}

/** The invariants in a schema and in what it refers to. */
export function invariantsBelow({ document, invariants }: Contract, schema: Pointer): Invariant[] {
  if (invariants.size === 0) return [];
  return schemaPlaces(document, schema).flatMap((place) => invariants.get(place.schema) ?? []);
}

/** The invariants of replies that stand on an operation or a response; those of an operation hold for successes. */
export function invariantsOfReply(
  contract: Contract,
  operation: Operation,
  response: Response,
  status: number,
): Invariant[] {
  const isSuccess = status >= 200 && status < 300;
  const own = isSuccess ? (contract.invariants.get(operation.pointer) ?? []) : [];
  return [...own, ...(contract.invariants.get(response.pointer) ?? [])].filter((invariant) =>
    bindsReplies(contract, invariant),
  );
}

/** What comes of an invariant at a place, with what else is known. */
export function outcomeOf(place: InvariantPlace, variables: Omit<CelVariables, 'self'>): InvariantOutcome {
  try {
    const isKept = ruleOf(place.invariant).holds({ ...variables, self: place.self });
    return { ...place, verdict: isKept ? 'holds' : 'broken' };
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    return { ...place, verdict: error instanceof CelRangeError ? 'beyond' : 'unknown', why: error.message };
  }
}
