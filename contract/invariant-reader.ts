import type { Contract, Invariant } from '../model/contract.ts';
import { UserError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { CelError, type CelRule, parseCel } from './cel.ts';
import { INVARIANTS } from './invariants-keyword.ts';
import { type Place, placesIn } from './lint/places.ts';
import { items, object, text } from './members.ts';

const rules = new WeakMap<Invariant, CelRule>();

/**
 * Every invariant of a document, by the place that it stands on.
 * @throws UserError at one that is no rule in CEL.
 */
export function readInvariants(
  document: JsonObject,
  position: Contract['position'],
): Map<Pointer, readonly Invariant[]> {
  const found = new Map<Pointer, readonly Invariant[]>();
  for (const place of placesIn(document)) {
    const { kind, pointer, value } = place;
    if (value[INVARIANTS] === undefined) continue;
    if (kind !== 'schema' && kind !== 'response' && kind !== 'operation') continue;
    found.set(pointer, readHere({ ...place, kind }, position));
  }
  return found;
}

function readHere(
  { kind, pointer, value }: Place & Pick<Invariant, 'kind'>,
  position: Contract['position'],
): Invariant[] {
  return items(value[INVARIANTS], child(pointer, INVARIANTS)).map(([entry, at]) => {
    const said = object(entry);
    const cel = text(said['cel']) ?? '';
    const rule = ruleAt(cel, child(at, 'cel'), position);
    const id = text(said['id']) ?? at.slice(at.lastIndexOf('/') + 1);
    const message = text(said['message']) ?? cel;
    const { reads, constants } = rule;
    const invariant: Invariant = { id, holder: pointer, kind, cel, message, reads, constants };
    rules.set(invariant, rule);
    return invariant;
  });
}

function ruleAt(cel: string, at: Pointer, position: Contract['position']): CelRule {
  try {
    return parseCel(cel);
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    throw new UserError('INVARIANT', `the rule is not valid CEL: ${error.message}`, {
      position: position(at),
      mend: 'Correct the expression; docs/contract-language.md tells what it can speak of.',
    });
  }
}

/** The rule of an invariant, as it was parsed when its contract was read. */
export function ruleOf(invariant: Invariant): CelRule {
  const rule = rules.get(invariant);
  if (!rule) throw new TypeError(`the invariant ${invariant.id} is of no contract that was read`);
  return rule;
}
