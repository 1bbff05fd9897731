import type { Contract, Parameter, Resource } from '../model/contract.ts';
import { child } from '../model/pointer.ts';

/** The query parameter that narrows a resource's list to the object with a mark, where the contract names one. */
export function markFilter({ operations }: Contract, { list, mark }: Resource): Parameter | undefined {
  if (!list || mark === undefined) return undefined;
  const [name] = [...list.find].find(([, member]) => member === child('', mark)) ?? [];
  const operation = operations.find(({ id }) => id === list.operation);
  return operation?.parameters.find((parameter) => parameter.in === 'query' && parameter.name === name);
}
