import type { ListedConstraint } from '../../contract/constraints.ts';
import { meant } from '../../contract/reference.ts';
import { schemaMembers } from '../../contract/schema-members.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import { isObject, type Json } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import { isJson } from '../../servers/media-type.ts';
import { type Mutant, mutantId, type Target } from '../mutant.ts';
import { FAILURE } from './failure.ts';

/**
 * Servers that fail on bodies with two optional members at once, and on neither alone: each member with the next one, so
 * that all take part in two.
 */
export function combinationMutants(
  contract: Contract,
  operation: Operation,
  constraints: readonly ListedConstraint[],
): Mutant[] {
  const schema = operation.body?.contents.find(({ mediaType }) => isJson(mediaType))?.schema;
  if (schema === undefined) return [];
  const names = optionalMembers(contract, schema, constraints);
  return names.flatMap((name, at): Mutant[] => {
    const other = names[(at + 1) % names.length];
    // Of two there is one pair.
    if (other === undefined || other === name || (names.length === 2 && at === 1)) return [];
    const both = [name, other].sort().join(' and ');
    const target: Target = {
      operation: operation.id,
      where: 'body',
      statement: schema,
      keyword: 'properties',
      member: both,
    };
    return [
      {
        id: mutantId('request', target, 'fails on both'),
        family: 'request',
        check: 'response-server-error',
        target,
        what: `answers 500 to a body with ${both}`,
        depart: () => ({
          answer(call, usual) {
            const reply = usual();
            const isMeant = call.operation === operation && has(call.body, name) && has(call.body, other);
            return isMeant && reply.status < 300 ? FAILURE : reply;
          },
        }),
      },
    ];
  });
}

function optionalMembers(
  { document }: Contract,
  schema: Pointer,
  constraints: readonly ListedConstraint[],
): string[] {
  const required = new Set(
    constraints.flatMap(({ where, instance, keyword, member }) =>
      where === 'body' && instance === '' && keyword === 'required' && member !== undefined ? [member] : [],
    ),
  );
  return [...schemaMembers(document, schema)].flatMap(([name, place]) => {
    const said = meant(document, place).value;
    const isSent = isObject(said) && said['readOnly'] !== true && said['deprecated'] !== true;
    return isSent && !required.has(name) ? [name] : [];
  });
}

function has(body: Json | undefined, name: string): boolean {
  return isObject(body) && Object.hasOwn(body, name);
}
