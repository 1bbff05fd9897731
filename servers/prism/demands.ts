import { evaluate } from '../../contract/expressions.ts';
import type { Contract, Link, Operation, OperationId, Parameter } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import { child, type Pointer, tokens, withValueAt } from '../../model/pointer.ts';
import { exampleValue, isValid } from '../example-value.ts';

/** Something that a later request takes from a reply: an id, an href, a token, the state of a task. */
export interface Demand {
  /** Runtime expression on the reply, `$response.body…` or `$response.header…`. */
  readonly expression: string;
  /** What may be put at the expression's place where the reply does not give it yet, the likeliest first. */
  readonly candidates: readonly Json[];
  /** The response that speaks of it; where none is named, the first success. */
  readonly response?: Pointer;
  /** Whether what the expression gives will do. */
  suits(value: Json): boolean;
}

/** What later requests take from the successful replies of each operation. */
export function demandsOf(contract: Contract): ReadonlyMap<OperationId, readonly Demand[]> {
  const demands = new Map<OperationId, Demand[]>();
  const add = (operation: OperationId, more: readonly Demand[]): void => {
    demands.set(operation, [...(demands.get(operation) ?? []), ...more]);
  };
  for (const operation of contract.operations) {
    for (const { links, task, pointer: response } of operation.responses) {
      const here = (link: Link): Demand[] =>
        linkDemands(contract, link).map((demand) => ({ ...demand, response }));
      add(operation.id, links.flatMap(here));
      if (!task || task.poll === 'location') continue;
      add(operation.id, here(task.poll));
      const done = task.succeeded[0];
      if (done !== undefined) add(task.poll.operation, [stateDemand(task.status, task.succeeded)]);
      if (task.result) add(task.poll.operation, linkDemands(contract, task.result));
    }
  }
  for (const { session } of contract.schemes) if (session) add(session.login, [tokenDemand(session.token)]);
  for (const [operation, demand] of identityDemands(contract)) add(operation, [demand]);
  return demands;
}

/** A mock's task is done when it is first looked at: it has no time in which it could go on. */
function stateDemand(status: Pointer, succeeded: readonly string[]): Demand {
  return {
    expression: `$response.body#${status}`,
    candidates: succeeded,
    suits: (value) => typeof value === 'string' && succeeded.includes(value),
  };
}

function tokenDemand(expression: string): Demand {
  const suits = (value: Json): boolean => typeof value === 'string' && /^[!-~]+$/.test(value);
  return { expression, candidates: ['mock-session-1'], suits };
}

function linkDemands(contract: Contract, link: Link): Demand[] {
  return [...link.parameters].flatMap(([key, expression]) => {
    const target = contract.operations.find(({ id }) => id === link.operation);
    const name = key.replace(/^(path|query|header|cookie)\./, '');
    const parameter = target?.parameters.find((candidate) => candidate.name === name);
    if (!target || !parameter || !String(expression).startsWith('$response.')) return [];
    return [parameterDemand(contract, target, parameter, String(expression))];
  });
}

function identityDemands(contract: Contract): [OperationId, Demand][] {
  return contract.resources.flatMap(({ parameter: name, create, read, update, list, ...resource }) => {
    const users = [read?.operation, update?.operation, resource.delete?.operation, ...resource.act];
    const target = contract.operations.find(
      ({ id, path }) => users.includes(id) && path.includes(`{${name}}`),
    );
    const parameter = target?.parameters.find((candidate) => candidate.name === name);
    if (!target || !parameter) return [];
    const made = (expression: string): Demand => parameterDemand(contract, target, parameter, expression);
    const found: [OperationId, Demand][] = [];
    if (create && 'expression' in create.identity)
      found.push([create.operation, made(create.identity.expression)]);
    if (list) {
      const item = `$response.body#${list.items}/0`;
      found.push([list.operation, made(list.identity.replace(/^\$item#?/, item))]);
    }
    return found;
  });
}

function parameterDemand(
  contract: Contract,
  target: Operation,
  parameter: Parameter,
  expression: string,
): Demand {
  const value = parameterValue(contract, parameter);
  const path = pathOf(contract, target);
  return {
    expression,
    candidates: expression.includes('#regex:') ? [path, contract.basePath + path] : [value],
    suits: (candidate) =>
      [candidate, Number(candidate)].some((read) => isValid(contract, parameter.schema, 'request', read)),
  };
}

function parameterValue(contract: Contract, { schema, value, examples }: Parameter): Json {
  return value?.default ?? examples[0]?.value ?? exampleValue(contract, schema, 'request') ?? '1';
}

/** What a path template looks like with values in it. */
function pathOf(contract: Contract, { path, parameters }: Operation): string {
  return path.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const parameter = parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
    return parameter ? encodeURIComponent(String(parameterValue(contract, parameter))) : whole;
  });
}

/**
 * A value at `root` (`$response.body` or `$response.header.<name>`) changed, as far as it stays valid, so that every
 * demand on it is met.
 */
export function satisfied(
  root: string,
  value: Json,
  demands: readonly Demand[],
  isStillValid: (value: Json) => boolean,
): Json {
  const own = demands.filter(({ expression }) => placeIn(root, expression) !== undefined);
  return own.reduce((so, demand) => {
    const place = placeIn(root, demand.expression) ?? '';
    if (given(root, so, demand).some((found) => demand.suits(found))) return so;
    const changed = demand.candidates.map((candidate) => withValueAt(so, place, candidate));
    return (
      changed.find(
        (made) => given(root, made, demand).some((found) => demand.suits(found)) && isStillValid(made),
      ) ?? so
    );
  }, value);
}

/** Places of a body that demands speak of. */
export function demandedPlaces(demands: readonly Demand[]): Pointer[] {
  return demands.flatMap(({ expression }) => placeIn('$response.body', expression) ?? []);
}

/** The pointer into the value at `root` that an expression means; undefined for one about something else. */
function placeIn(root: string, expression: string): Pointer | undefined {
  const source = expression.replace(/#regex:.*$/s, '');
  if (source.toLowerCase() === root.toLowerCase()) return '';
  return source.startsWith(`${root}#`) ? child('', ...tokens(source.slice(root.length + 1))) : undefined;
}

function given(root: string, value: Json, { expression }: Demand): Json[] {
  const name = root.replace(/^\$response\.header\./, '');
  const response =
    root === '$response.body' ? { headers: [], body: value } : { headers: [[name, String(value)] as const] };
  return evaluate(expression, { response });
}
