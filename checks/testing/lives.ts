import type { Broken, Check } from '../../model/check.ts';
import type { Contract, OperationId, Resource } from '../../model/contract.ts';
import type { Step, Trace } from '../../model/trace.ts';
import { operationOf } from '../../test/support/tiny-exchange.ts';
import { lifeOf, type ToldStep } from '../../test/support/tiny-life.ts';

/** What is not plain about the exchange of a step; `member` is the one that it is about. */
type Told = Partial<ToldStep> & { readonly member?: string };

/** A step of a life: its role and what is told of it. */
export type LifeStep = readonly [role: Step['role'], told?: Told | undefined];

/** A life whose steps are sent to the operations of its resource, and answered by the first documented success. */
export function lifeWith(
  contract: Contract,
  name: string,
  identity: string | undefined,
  steps: readonly LifeStep[],
): Trace {
  const resource = contract.resources.find((one) => one.name === name);
  const told = steps.map(([role, { member, ...parts } = {}]): ToldStep => {
    const operation = parts.operation ?? operationFor(resource, role);
    const success = operationOf(contract, operation).responses.find(({ status }) => /^2\d\d$/.test(status));
    const step = { sequence: 'life', role, ...(member === undefined ? {} : { member }) };
    return {
      status: Number(success?.status),
      ...parts,
      role,
      operation,
      planned: { step, ...parts.planned },
    };
  });
  return lifeOf(contract, name, identity, told);
}

function operationFor(resource: Resource | undefined, role: Step['role']): OperationId {
  const { create, read, list, update, delete: removal, act = [] } = resource ?? {};
  const [kind = ''] = role.split('-');
  const operations = new Map([
    ['create', create?.operation],
    ['read', read?.operation],
    ['list', list?.operation],
    ['update', update?.operation],
    ['delete', removal?.operation],
    ['revive', removal?.revive],
    ['act', act[0]],
  ]);
  const operation = operations.get(kind);
  if (operation === undefined) throw new Error(`nothing of the resource is sent as ${role}`);
  return operation;
}

/** What a check says of a trace, each verdict with its reason. */
export function saidOf(check: Check, trace: Trace, contract: Contract): string[] {
  return check.judge(trace, contract).map(({ verdict, why }) => (why ? `${verdict}: ${why}` : verdict));
}

/** What a check finds in a life, with roles in the place of exchanges. */
export function foundIn(check: Check, trace: Trace, contract: Contract) {
  const steps = trace.kind === 'life' ? trace.steps : [];
  const roleOf = (exchange: Broken['exchange']) => steps.find((one) => one.exchange === exchange)?.role;
  return check.judge(trace, contract).flatMap(({ operation, broken = [] }) =>
    broken.map(({ statement, exchange, steps: shown = [], ...rest }) => ({
      ...rest,
      operation,
      statement: [statement.pointer, statement.keyword].join(' '),
      exchange: roleOf(exchange),
      steps: shown.map(roleOf),
    })),
  );
}
