import type { Contract, Operation } from '../model/contract.ts';

/** Whether a value of a path parameter turns the path into another one: `details` beside `/appliances/details`. */
export function namesAnotherPath(
  { operations }: Pick<Contract, 'operations'>,
  { path }: Pick<Operation, 'path'>,
  parameter: string,
  value: string,
): boolean {
  const own = path.split('/');
  const filled = own.map((segment) => segment.replaceAll(`{${parameter}}`, value));
  return operations.some((other) => {
    const segments = other.path.split('/');
    if (other.path === path || segments.length !== own.length) return false;
    const isLiteral = segments.some((segment, at) => own[at] !== filled[at] && segment === filled[at]);
    return isLiteral && segments.every((segment, at) => isSame(segment, filled[at] ?? ''));
  });
}

function isSame(a: string, b: string): boolean {
  return a === b || a.includes('{') || b.includes('{');
}
