import type { Operation, Resource } from '../../../model/contract.ts';
import type { Json } from '../../../model/json.ts';
import { child, tokens } from '../../../model/pointer.ts';
import { entries, items, object, text, texts } from '../../members.ts';
import { ancestorsOf } from '../../parents.ts';
import { meant } from '../../reference.ts';
import { schemaMembers } from '../../schema-members.ts';
import { error, type Remark, warning } from '../diagnostic.ts';
import { hintFor } from '../nearest-name.ts';
import type { LintContext, Rule } from '../rule.ts';

/** What a resource says of its identity and its members is there in its operations. */
export const resources: Rule = {
  id: 'resources',
  *check(context) {
    for (const resource of context.contract.resources) {
      yield* parameterRemarks(context, resource);
      yield* placeRemarks(context, resource);
      yield* memberRemarks(context, resource);
      yield* findRemarks(context, resource);
    }
  },
};

function* parameterRemarks({ contract }: LintContext, resource: Resource): Iterable<Remark> {
  const { read, delete: removal, parameter, pointer } = resource;
  for (const step of [read, removal]) {
    const operation = contract.operations.find(({ id }) => id === step?.operation);
    const names = (operation?.parameters ?? [])
      .filter(({ in: where }) => where === 'path')
      .map(({ name }) => name);
    if (!operation || names.includes(parameter)) continue;
    const near = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
    yield error(
      'resource-parameter-unknown',
      child(pointer, 'parameter'),
      `${operation.id} has no path parameter ${JSON.stringify(parameter)}; ${near}.`,
      'Name the path parameter that carries the identity.',
    );
  }
}

/** A create needs to know below what: from the site, or from an object of another resource. */
function* placeRemarks({ contract }: LintContext, resource: Resource): Iterable<Remark> {
  const create = contract.operations.find(({ id }) => id === resource.create?.operation);
  const known = new Set(ancestorsOf(contract, resource).map(({ parameter }) => parameter));
  for (const { in: where, name, value } of create?.parameters ?? []) {
    if (where !== 'path' || value || known.has(name)) continue;
    yield warning(
      'resource-place-unknown',
      child(resource.pointer, 'create'),
      `nothing says where ${name} of ${create?.id} comes from, so that no ${resource.name} is created.`,
      'Give it an x-assay-value, or declare the resource whose objects it names.',
    );
  }
}

function* memberRemarks({ contract, document }: LintContext, resource: Resource): Iterable<Remark> {
  const maker = resource.create?.operation ?? resource.update?.operation;
  const operation = contract.operations.find(({ id }) => id === maker);
  const named = namedMembers(object(meant(document, resource.pointer).value), resource.pointer);
  if (named.length === 0 || !operation) return;
  const members = bodyMembers(document, operation);
  for (const { member, pointer } of named) {
    if (members.has(member)) continue;
    const hint = hintFor(member, members.keys());
    yield error(
      'resource-member-unknown',
      pointer,
      `the body of ${operation.id} declares no member ${JSON.stringify(member)}${hint}`,
      'Name a member that is sent.',
    );
  }
  yield* markRemarks(document, resource, members);
}

function* markRemarks(
  document: LintContext['document'],
  { mark, pointer }: Resource,
  members: ReadonlyMap<string, string>,
): Iterable<Remark> {
  const declared = mark === undefined ? undefined : members.get(mark);
  if (declared === undefined) return;
  const type = object(meant(document, declared).value)['type'];
  if (type === undefined || [type].flat().includes('string')) return;
  yield error(
    'resource-mark-no-string',
    child(pointer, 'mark'),
    `${mark} is of type ${JSON.stringify(type)} and cannot carry our mark, a text.`,
    'Name a string member.',
  );
}

function* findRemarks({ contract, document }: LintContext, resource: Resource): Iterable<Remark> {
  const operation = contract.operations.find(({ id }) => id === resource.list?.operation);
  const list = object(object(meant(document, resource.pointer).value)['list']);
  for (const [name, , pointer] of entries(list['find'], child(resource.pointer, 'list', 'find'))) {
    if (
      !operation ||
      operation.parameters.some((parameter) => parameter.in === 'query' && parameter.name === name)
    )
      continue;
    yield warning(
      'resource-find-unknown',
      pointer,
      `${operation.id} has no query parameter ${name}.`,
      'Name one that filters the list.',
    );
  }
}

function namedMembers(
  declared: Record<string, Json>,
  pointer: string,
): { member: string; pointer: string }[] {
  const create = object(declared['create']);
  const lookup = entries(
    object(create['identity'])['lookup'],
    child(pointer, 'create', 'identity', 'lookup'),
  );
  const mark = text(declared['mark']);
  return [
    ...items(declared['echo'], child(pointer, 'echo')).flatMap(([said, at]) => {
      const member = text(said) ?? text(object(said)['member']);
      return member === undefined ? [] : [{ member, pointer: at }];
    }),
    ...texts(declared['unique']).map((member, index) => ({
      member,
      pointer: child(pointer, 'unique', index),
    })),
    ...(mark === undefined ? [] : [{ member: mark, pointer: child(pointer, 'mark') }]),
    ...lookup.flatMap(([, said, at]) => {
      const [member] = tokens(text(said) ?? '');
      return member === undefined ? [] : [{ member, pointer: at }];
    }),
  ];
}

function bodyMembers(document: LintContext['document'], operation: Operation): Map<string, string> {
  return new Map(
    (operation.body?.contents ?? []).flatMap(({ schema }) =>
      schema === undefined ? [] : [...schemaMembers(document, schema)],
    ),
  );
}
