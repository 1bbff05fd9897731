import { createHash } from 'node:crypto';
import { violations } from '../../contract/validation.ts';
import type { Contract, Operation, Resource } from '../../model/contract.ts';

/** Makes an identity for a resource, of the kind of one that its document shows. */
export type NewIdentity = (resource: Resource, like: string | undefined) => string;

/** Makes identities that nothing has had yet; the same for the same seed. */
export function identityMaker(contract: Contract, seed: number): NewIdentity {
  let count = 0;
  return (resource, like) => {
    count += 1;
    const parameter = operationsOf(contract, resource)
      .flatMap(({ parameters }) => parameters)
      .find(({ name, in: where }) => where === 'path' && name === resource.parameter);
    const schema = parameter?.schema;
    const fits = (value: string) => {
      if (schema === undefined) return true;
      const number = Number(value);
      const spellings = Number.isSafeInteger(number) ? [value, number] : [value];
      return spellings.some((one) => violations(contract, schema, 'request', one).length === 0);
    };
    const number = String(1000 + count);
    const usual = like === undefined || !/^\d+$/.test(like) ? uuid(seed, count) : number;
    return [usual, uuid(seed, count), number, `id-${number}`].find(fits) ?? number;
  };
}

function operationsOf(
  { operations }: Contract,
  { read, list, delete: removal, update }: Resource,
): Operation[] {
  const ids = new Set([read, removal, update, list].map((role) => role?.operation));
  return operations.filter(({ id }) => ids.has(id));
}

/** A UUID of version 4 that a seed and a number determine. */
export function uuid(seed: number, count: number): string {
  const hex = createHash('sha256').update(`${seed} ${count}`).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
