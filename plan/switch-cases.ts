import type { Case } from '../model/case.ts';
import type { Operation } from '../model/contract.ts';
import { withParameter } from './case-maker.ts';
import { draftOf } from './drafts.ts';
import type { PlanContext } from './options.ts';

/** Each way to switch something of an object that was there before, one after another: in full mode alone. */
export function switchCases(context: PlanContext, operation: Operation): Case[] {
  const { switch: said, method, effect } = operation;
  if (!said || context.mode !== 'full' || context.site.mock || !context.selects(operation)) return [];
  const { parameters, body } = draftOf(context, operation, []);
  if (!body || !('value' in body)) return [];
  const sequence = `switches of ${operation.id}`;
  return [...said.shows.keys()].map((value, index) => ({
    id: `${sequence} #${index + 1}`,
    operation: operation.id,
    phase: 'sequences',
    kind: 'step',
    purpose: `switch to ${value}`,
    effect,
    request: {
      method,
      parameters: withParameter(parameters, { name: said.parameter, in: 'query' }, value),
      body,
      credentials: 'valid',
    },
    // What else a real object needs to be switched so, the document need not say.
    expectation: { kind: 'documented' },
    group: sequence,
    step: { sequence, role: 'switch' },
  }));
}
