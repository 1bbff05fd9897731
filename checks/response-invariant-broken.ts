import {
  bindsReplies,
  type InvariantOutcome,
  type InvariantPlace,
  invariantStatement,
  invariantsBelow,
} from '../contract/invariants.ts';
import type { Broken, Check, Judgement } from '../model/check.ts';
import type { Contract, Operation, Response } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { isObject, type Json } from '../model/json.ts';
import type { Level } from '../model/statement.ts';
import type { Exchange } from '../model/trace.ts';
import { boundOf, documentedResponse } from './documented-response.ts';
import { invariantOutcomes } from './invariant-outcomes.ts';
import { broken, brokenOrHolds } from './judgements.ts';

/** What must hold between the members of a reply holds. */
export const responseInvariantBroken: Check = {
  id: 'response-invariant-broken',
  title: 'What must hold between members holds',
  level: 'must',
  judges: ['exchange'],
  // A mock answers with examples: what they say of a request, or of each other, nobody made true.
  needs: ['state'],
  applies: ({ pointer, responses }, contract) =>
    (contract.invariants.get(pointer) ?? []).some((invariant) => bindsReplies(contract, invariant)) ||
    responses.some((response) => hasInvariants(contract, response)),
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const response = documentedResponse(exchange);
    if (!exchange.reply || !response) return [];
    const outcomes = invariantOutcomes(contract, exchange, response);
    return judged(contract, exchange, boundOf(response, exchange.reply.status), outcomes);
  },
};

function hasInvariants(contract: Contract, { pointer, contents }: Response): boolean {
  return (
    contract.invariants.has(pointer) ||
    contents.some(
      ({ schema }) =>
        schema !== undefined &&
        invariantsBelow(contract, schema).some((invariant) => bindsReplies(contract, invariant)),
    )
  );
}

function judged(
  contract: Contract,
  exchange: Exchange,
  bound: Level,
  outcomes: readonly InvariantOutcome[],
): Judgement[] {
  if (outcomes.length === 0) return [];
  const { operation } = exchange;
  const wrong = outcomes.filter(({ verdict }) => verdict === 'broken');
  const found = brokenOrHolds(
    operation,
    wrong.map((outcome) => brokenBy(contract, exchange, outcome, bound)),
  );
  const unknown = outcomes.flatMap((outcome) =>
    outcome.verdict === 'unknown' ? [errorOf(contract, operation, outcome, outcome.why ?? '')] : [],
  );
  if (unknown.length === 0) return found;
  const contractErrors = [...new Set(unknown)];
  if (wrong.length > 0) return found.map((judgement) => ({ ...judgement, contractErrors }));
  const why = 'a rule of the contract cannot be evaluated';
  return [{ operation: operation.id, verdict: 'not-decidable', why, contractErrors }];
}

function errorOf(
  contract: Contract,
  operation: Operation,
  { invariant }: InvariantPlace,
  why: string,
): string {
  const { file, line, column } = invariantStatement(contract, invariant).source;
  const [reason] = why.split('\n');
  return `${file}:${line}:${column}: the invariant ${invariant.id} cannot be evaluated on a reply of ${operation.id}: ${reason}`;
}

function brokenBy(
  contract: Contract,
  exchange: Exchange,
  { invariant, instance, self }: InvariantPlace,
  bound: Level,
): Broken {
  const where = instance === '' ? '' : `${instance}: `;
  return broken(
    {
      statement: invariantStatement(contract, invariant),
      instance,
      message: `${where}${invariant.message}`,
      expected: inWords(invariant.cel),
      received: spokenOf(invariant.reads, self),
      exchange,
    },
    bound,
  );
}

/** Of an object the members that the rule reads. */
function spokenOf(reads: readonly (readonly string[])[], self: Json | undefined): Json {
  if (!isObject(self)) return self ?? null;
  const names = reads.flatMap(([variable, name]) =>
    variable === 'self' && name !== undefined ? [name] : [],
  );
  const members = names.flatMap((name) =>
    Object.hasOwn(self, name) ? [[name, self[name] ?? null] as const] : [],
  );
  return members.length === 0 ? self : Object.fromEntries(members);
}
