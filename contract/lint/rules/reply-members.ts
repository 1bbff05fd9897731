import type { Operation, Resource } from '../../../model/contract.ts';
import { child, type Pointer, tokens, valueAt } from '../../../model/pointer.ts';
import { items, object, text } from '../../members.ts';
import { meant } from '../../reference.ts';
import { schemaMembers } from '../../schema-members.ts';
import { error, type Remark } from '../diagnostic.ts';
import { hintFor } from '../nearest-name.ts';
import type { LintContext, Rule } from '../rule.ts';

/** What a resource says of members of replies is said of members that replies have, and contradicts nothing. */
export const replyMembers: Rule = {
  id: 'reply-members',
  *check(context) {
    for (const resource of context.contract.resources) {
      yield* rememberedRemarks(context, resource);
      yield* distinctRemarks(context, resource);
    }
  },
};

function* rememberedRemarks(context: LintContext, resource: Resource): Iterable<Remark> {
  const { read, fixed, rising, echo, pointer } = resource;
  const operation = context.contract.operations.find(({ id }) => id === read?.operation);
  for (const [keyword, members] of Object.entries({ fixed, rising })) {
    for (const [index, member] of members.entries()) {
      const at = child(pointer, keyword, index);
      if (echo.some((one) => one.member === member)) yield contradicted(member, keyword, at);
      if (!operation) continue;
      const place = child(read?.at ?? '', member);
      yield* undeclaredRemarks(context, operation, place, at);
      if (keyword === 'rising') yield* unorderedRemarks(context, operation, place, at);
    }
  }
}

function contradicted(member: string, keyword: string, at: Pointer): Remark {
  return error(
    'resource-member-contradictory',
    at,
    `${member} is echoed, so an update may give it any value, and is called ${keyword}, too.`,
    `Name it under echo or under ${keyword}.`,
  );
}

const ORDERED = new Set(['string', 'integer', 'number']);

function* unorderedRemarks(
  { document }: LintContext,
  operation: Operation,
  place: Pointer,
  at: Pointer,
): Iterable<Remark> {
  const types = placesOf(document, operation, place).flatMap(({ schema }) =>
    schema === undefined ? [] : (object(meant(document, schema).value)['type'] ?? []),
  );
  if (types.length === 0 || types.some((type) => ORDERED.has(String(type)))) return;
  yield error(
    'resource-rising-unordered',
    at,
    `what rises is a date-time or a number, and this is of type ${JSON.stringify(types[0])}.`,
    'Name a date-time or a number.',
  );
}

function* distinctRemarks(context: LintContext, { distinct, pointer }: Resource): Iterable<Remark> {
  const acts = object(valueAt(context.document, pointer))['act'];
  for (const [said, at] of items(acts, child(pointer, 'act'))) {
    const operation = context.operation(text(object(said)['operation']) ?? '');
    const place = operation && distinct.get(operation.id);
    if (operation && place !== undefined)
      yield* undeclaredRemarks(context, operation, place, child(at, 'distinct'));
  }
}

function* undeclaredRemarks(
  { document }: LintContext,
  operation: Operation,
  place: Pointer,
  at: Pointer,
): Iterable<Remark> {
  const found = placesOf(document, operation, place);
  const missing = found.flatMap((one) => one.missing ?? []);
  const [first] = missing;
  if (first === undefined || missing.length < found.length) return;
  const hint = hintFor(first.member, first.known);
  yield error(
    'resource-member-undeclared',
    at,
    `no successful reply of ${operation.id} declares ${JSON.stringify(first.member)}${hint}`,
    'Name a member that is shown.',
  );
}

/** Where the schema of something stands, or which member on the way to it is not declared; neither where nothing is. */
interface Found {
  readonly schema?: Pointer;
  readonly missing?: { readonly member: string; readonly known: readonly string[] };
}

function placesOf(document: LintContext['document'], { responses }: Operation, place: Pointer): Found[] {
  return responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ contents }) => contents)
    .flatMap(({ schema }) => (schema === undefined ? [] : [placeIn(document, schema, place)]));
}

function placeIn(document: LintContext['document'], schema: Pointer, place: Pointer): Found {
  let at = schema;
  for (const token of tokens(place)) {
    const members = schemaMembers(document, at);
    const { pointer, value } = meant(document, at);
    const isItem = /^\d+$/.test(token) && object(value)['items'] !== undefined;
    const next = isItem ? child(pointer, 'items') : members.get(token);
    if (next === undefined)
      return members.size === 0 ? {} : { missing: { member: token, known: [...members.keys()] } };
    at = next;
  }
  return { schema: at };
}
