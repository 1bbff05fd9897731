import type { ListRule, Operation } from '../../../model/contract.ts';
import { child, type Pointer } from '../../../model/pointer.ts';
import { error, type Remark } from '../diagnostic.ts';
import { hintFor } from '../nearest-name.ts';
import type { Rule } from '../rule.ts';

/** The parameters by which a list is cut and paged are parameters of its query. */
export const lists: Rule = {
  id: 'lists',
  *check({ contract }) {
    for (const operation of contract.operations) {
      for (const [name, pointer] of operation.list ? namedBy(operation.list) : [])
        yield* remarkOn(operation, name, pointer);
    }
  },
};

function* remarkOn({ id, parameters }: Operation, name: string, pointer: Pointer): Iterable<Remark> {
  const names = parameters.filter(({ in: where }) => where === 'query').map((parameter) => parameter.name);
  if (names.includes(name)) return;
  yield error(
    'list-parameter-unknown',
    pointer,
    `${id} has no query parameter ${JSON.stringify(name)}${hintFor(name, names)}`,
    'Name a parameter of the query.',
  );
}

function namedBy({ limit, paging, pointer }: ListRule): [name: string, pointer: Pointer][] {
  const member = { offset: 'offset', page: 'page', next: 'cursor' } as const;
  return [
    ...(limit === undefined ? [] : [[limit, child(pointer, 'limit')] as [string, Pointer]]),
    ...(paging?.parameter === undefined
      ? []
      : [[paging.parameter, child(pointer, 'paging', member[paging.by])] as [string, Pointer]]),
  ];
}
