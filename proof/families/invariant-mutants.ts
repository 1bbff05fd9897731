import { bindsReplies, invariantsBelow, invariantsOfReply } from '../../contract/invariants.ts';
import { placesRead } from '../../contract/read-places.ts';
import type { Contract, Invariant, Operation, Response } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import { valueAt, withValueAt } from '../../model/pointer.ts';
import { outcomesOf } from '../../servers/twin/keeping-invariants.ts';
import type { Replies, TwinReply } from '../../servers/twin/twin-replies.ts';
import type { Call } from '../../servers/twin/twin-request.ts';
import { type Brood, type Ground, type Mutant, mutantId, ofResponses, type Target } from '../mutant.ts';
import { changing } from './changing.ts';
import { otherValue } from './other-value.ts';

const CHECK = 'response-invariant-broken';

/** Servers in whose replies one thing does not hold that must hold between members, though each is right by itself. */
export function invariantMutants(ground: Ground): Brood {
  const { contract, replies } = ground;
  return ofResponses(ground, (operation, response) =>
    rulesOf(contract, operation, response).map((invariant) =>
      breaking(contract, replies, { operation, response, invariant }),
    ),
  );
}

interface Rule {
  readonly operation: Operation;
  readonly response: Response;
  readonly invariant: Invariant;
}

function rulesOf(contract: Contract, operation: Operation, response: Response): Invariant[] {
  const below = response.contents.flatMap(({ schema }) =>
    schema === undefined ? [] : invariantsBelow(contract, schema),
  );
  const status = Number(response.status);
  const whole = Number.isNaN(status) ? [] : invariantsOfReply(contract, operation, response, status);
  return [...new Set([...whole, ...below.filter((invariant) => bindsReplies(contract, invariant))])];
}

function targetOf({ operation, response, invariant: { holder, id } }: Rule): Target {
  return { operation: operation.id, where: `${response.status} body`, statement: holder, keyword: id };
}

function breaking(contract: Contract, replies: Replies, rule: Rule): Mutant {
  const target = targetOf(rule);
  const { operation, response, invariant } = rule;
  return {
    id: mutantId('response', target, 'does not hold'),
    family: 'response',
    check: CHECK,
    target,
    what: `answers with what does not hold: ${invariant.message}`,
    depart: () =>
      changing(operation, response, (reply, call) => {
        const body = brokenBody(contract, replies, { call, reply, invariant });
        return body === undefined ? reply : { ...reply, body };
      }),
  };
}

interface Scene {
  readonly call: Call;
  readonly reply: TwinReply;
  readonly invariant: Invariant;
}

/** A body that is right by its schema and breaks the rule; undefined where none is found. */
function brokenBody(
  contract: Contract,
  replies: Replies,
  { call, reply, invariant }: Scene,
): Json | undefined {
  const { body } = reply;
  if (body === undefined) return undefined;
  const isBroken = (made: Json) =>
    replies.isRight(call.operation, reply.status, made) &&
    outcomesOf(contract, call, { ...reply, body: made }).some(
      (outcome) => outcome.invariant === invariant && outcome.verdict === 'broken',
    );
  const places = outcomesOf(contract, call, reply)
    .filter((outcome) => outcome.invariant === invariant && outcome.verdict === 'holds')
    .flatMap(placesRead);
  for (const place of new Set(places))
    for (const value of othersFor(valueAt(body, place))) {
      const made = withValueAt(body, place, value);
      if (isBroken(made)) return made;
    }
  return undefined;
}

function othersFor(value: Json | undefined): (Json | undefined)[] {
  const near: Json[] = typeof value === 'number' ? [value - 1, value + 1, 0, -1, 1e6] : [];
  const earlier =
    typeof value === 'string' ? [value.replace(/^\d{4}/, '1999'), value.replace(/^\d{4}/, '2199')] : [];
  return [otherValue(value), ...near, ...earlier, undefined, null, '', [], 'other', 1];
}
