import { isObject, type Json } from '../../../model/json.ts';
import { child, type Pointer } from '../../../model/pointer.ts';
import { entries, items, object } from '../../members.ts';
import { error, type Remark } from '../diagnostic.ts';
import { hintFor } from '../nearest-name.ts';
import type { Place } from '../places.ts';
import type { LintContext, Rule } from '../rule.ts';

type Named = readonly [name: Json | undefined, pointer: Pointer];

/** Operations that links and extensions speak of exist; one that does not is silently passed over by a run. */
export const operationReferences: Rule = {
  id: 'operation-references',
  *check(context) {
    const { places } = context;
    for (const place of places('link', 'response', 'operation', 'security-scheme', 'resource')) {
      for (const [name, pointer] of namedBy(place)) yield* remarkOn(context, name, pointer);
    }
  },
};

function* remarkOn(
  { operationIds }: LintContext,
  name: Json | undefined,
  pointer: Pointer,
): Iterable<Remark> {
  if (typeof name !== 'string' || operationIds.has(name)) return;
  const hint = hintFor(name, operationIds);
  yield error(
    'operation-unknown',
    pointer,
    `no operation has the operationId ${JSON.stringify(name)}${hint}`,
    'Name an operation of the document.',
  );
}

function namedBy({ kind, pointer, value }: Place): Named[] {
  const member = (holder: Json | undefined, at: Pointer, ...names: string[]): Named[] =>
    names.map((name) => [object(holder)[name], child(at, name)]);
  if (kind === 'link') return member(value, pointer, 'operationId');
  if (kind === 'operation') {
    const switched = object(value['x-assay-switch'])['read'];
    return [
      ...member(value['x-assay-restore'], child(pointer, 'x-assay-restore'), 'read'),
      ...member(switched, child(pointer, 'x-assay-switch', 'read'), 'operation'),
    ];
  }
  if (kind === 'security-scheme') {
    return member(value['x-assay-session'], child(pointer, 'x-assay-session'), 'login', 'logout');
  }
  if (kind === 'response') {
    return ['poll', 'result'].flatMap((step) =>
      member(object(value['x-assay-task'])[step], child(pointer, 'x-assay-task', step), 'operation'),
    );
  }
  return resourceNames(value, pointer);
}

function resourceNames(value: Place['value'], pointer: Pointer): Named[] {
  const steps = ['create', 'read', 'list', 'update', 'delete'].flatMap((step): Named[] =>
    entries(value[step], child(pointer, step)).flatMap(([name, said, at]): Named[] =>
      name === 'operation' || name === 'revive' ? [[said, at]] : [],
    ),
  );
  const removal = isObject(value['delete']) ? value['delete']['prepare'] : undefined;
  return [
    ...steps,
    ...items(removal, child(pointer, 'delete', 'prepare')),
    ...items(value['act'], child(pointer, 'act')).map(
      ([said, at]): Named => (isObject(said) ? [said['operation'], child(at, 'operation')] : [said, at]),
    ),
  ];
}
