import { listedItems } from '../contract/identities.ts';
import type { Broken, Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { isObject, type Json } from '../model/json.ts';
import { succeeded } from '../model/trace.ts';
import { broken, brokenOrHolds, notExercised } from './judgements.ts';
import { refusalStatement } from './refusal-statement.ts';

/** A create that is refused stores nothing. */
export const resourceRefusedCreateStored: Check = {
  id: 'resource-refused-create-stored',
  title: 'A refused create stores nothing',
  level: 'must',
  wfc: 104,
  judges: ['aftermath'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(({ create, list, mark }) => create?.operation === id && list && mark !== undefined),
  judge(trace, contract) {
    if (trace.kind !== 'aftermath') return [];
    const { resource, refused, list } = trace;
    const [first] = refused;
    const items = resource.list && succeeded(list) ? listedItems(resource.list, list.reply?.json) : undefined;
    if (!first) return [];
    const { operation } = first;
    if (!items) {
      const status = list.reply?.status;
      return notExercised(
        operation,
        `the list after a refused create was answered ${status ?? 'by nothing'}`,
      );
    }
    const keyOf = (holder: Json | undefined) =>
      resource.mark !== undefined && isObject(holder) ? holder[resource.mark] : undefined;
    const stored = refused.flatMap((exchange): Broken[] => {
      const mark = keyOf(exchange.body);
      const item = items.find((one) => mark !== undefined && keyOf(one) === mark);
      if (item === undefined) return [];
      const status = exchange.reply?.status ?? 0;
      const message = `the create was refused with ${status}, and the list shows what it was to make`;
      return [
        broken({
          statement: refusalStatement(contract, exchange),
          instance: null,
          message,
          expected: inWords(`a list without ${JSON.stringify(mark)}`),
          received: item,
          exchange: list,
          steps: [exchange, list],
        }),
      ];
    });
    return brokenOrHolds(operation, stored);
  },
};
