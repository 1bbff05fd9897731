import type { Contract, Operation } from '../model/contract.ts';
import type { Pointer } from '../model/pointer.ts';
import { schemaMembers } from './schema-members.ts';

/**
 * The members that the documented successes of an operation declare at a place of their bodies, and where. None where
 * no schema says what stands there.
 */
export function shownMembers(
  { document }: Contract,
  operation: Operation | undefined,
  at: Pointer,
): Map<string, Pointer> {
  const successes = operation?.responses.filter(({ status }) => status.startsWith('2')) ?? [];
  const found = successes.flatMap(({ contents }) =>
    contents.flatMap(({ schema }) => {
      const holder = schema === undefined ? undefined : memberAt(document, schema, at);
      return holder === undefined ? [] : [...schemaMembers(document, holder)];
    }),
  );
  // The first to declare a member is what the others agree with.
  return new Map(found.reverse());
}

function memberAt(document: Contract['document'], schema: Pointer, at: Pointer): Pointer | undefined {
  const names = at.split('/').slice(1);
  return names.reduce<Pointer | undefined>(
    (holder, name) =>
      holder === undefined
        ? undefined
        : schemaMembers(document, holder).get(name.replaceAll('~1', '/').replaceAll('~0', '~')),
    schema,
  );
}
