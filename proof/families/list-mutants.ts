import { listedItems } from '../../contract/identities.ts';
import type { ListRule, Operation } from '../../model/contract.ts';
import { valueAt, withValueAt } from '../../model/pointer.ts';
import type { TwinDeparture } from '../../servers/twin/departure.ts';
import { placed, spotOf } from '../../servers/twin/placing.ts';
import type { TwinReply } from '../../servers/twin/twin-replies.ts';
import { type Ground, type Mutant, mutantId } from '../mutant.ts';
import { changing } from './changing.ts';
import { deafTo } from './showing-mutants.ts';

/** Servers that cut, count or page a list otherwise than they were asked to. */
export function listMutants({ contract }: Ground): Mutant[] {
  return contract.operations.flatMap((operation) => {
    const { list } = operation;
    if (!list) return [];
    const make = (check: string, keyword: string, does: string, depart: () => TwinDeparture): Mutant => {
      const target = { operation: operation.id, where: 'list', statement: list.pointer, keyword };
      return { id: mutantId('list', target, does), family: 'list', check, target, what: does, depart };
    };
    const { limit, total, paging } = list;
    return [
      ...(limit === undefined
        ? []
        : [
            make('list-limit-ignored', 'limit', 'shows more than it is asked for', () =>
              deafTo(operation, limit),
            ),
          ]),
      ...(total === undefined
        ? []
        : [
            make('list-total-wrong', 'total', 'counts one too many', () =>
              changing(operation, undefined, (reply) => withCount(total, reply, 1)),
            ),
          ]),
      ...(paging && 'parameter' in paging && paging.parameter !== undefined
        ? [
            make('list-paging-incomplete', 'paging', 'shows the first page again', () =>
              deafTo(operation, paging.parameter ?? ''),
            ),
          ]
        : []),
      ...(paging
        ? [
            make('list-paging-incomplete', 'paging', 'leaves an item out of each later page', () =>
              gapped(operation, list),
            ),
          ]
        : []),
      ...laterMutants(operation, make),
    ];
  });

  /** What comes of a list that is made as a task. */
  function laterMutants(
    operation: Operation,
    make: (check: string, keyword: string, does: string, depart: () => TwinDeparture) => Mutant,
  ): Mutant[] {
    const { list } = operation;
    const ids = operation.responses.flatMap(({ task }) => task?.result?.operation ?? []);
    const result = contract.operations.find(({ id }) => ids.includes(id));
    if (!list || !result) return [];
    return [
      make('list-result-incomplete', 'result', 'leaves an item out of the result', () =>
        changing(result, undefined, (reply) => shortened(list, reply)),
      ),
    ];
  }
}

function shortened(list: ListRule, reply: TwinReply): TwinReply {
  const items = reply.status < 300 ? listedItems(list, reply.body) : undefined;
  if (!items || items.length === 0 || reply.body === undefined) return reply;
  return { ...reply, body: withValueAt(reply.body, list.items, items.slice(0, -1)) };
}

function gapped(operation: Operation, list: ListRule): TwinDeparture {
  return changing(operation, undefined, (reply, call) => {
    const { paging } = list;
    const isLater =
      paging && 'parameter' in paging && paging.parameter !== undefined
        ? [...call.values].some(([{ name }, value]) => name === paging.parameter && Number(value) > 0)
        : call.query.includes('assay-after');
    return isLater ? shortened(list, reply) : reply;
  });
}

function withCount(total: string, reply: TwinReply, more: number): TwinReply {
  if (reply.status >= 300) return reply;
  const name = /^\{?\$response\.header\.([^#}]+)/.exec(total)?.[1];
  if (name !== undefined)
    return {
      ...reply,
      headers: reply.headers.map(([header, value]) =>
        header.toLowerCase() === name.toLowerCase()
          ? [header, String(Number(value) + more)]
          : [header, value],
      ),
    };
  const spot = spotOf(total);
  if (!spot || reply.body === undefined) return reply;
  const there = Number(valueAt(reply.body, spot.pointer));
  if (Number.isNaN(there)) return reply;
  return { ...reply, body: placed(reply.body, spot, String(there + more), () => true) ?? reply.body };
}
