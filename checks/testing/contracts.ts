import type { Contract, Resource } from '../../model/contract.ts';
import type { Level } from '../../model/statement.ts';

/** A contract of which one resource is another. */
export function withResource(
  contract: Contract,
  name: string,
  change: (resource: Resource) => Resource,
): Contract {
  const resources = contract.resources.map((one) => (one.name === name ? change(one) : one));
  return { ...contract, resources };
}

/** A contract of which one resource lacks a part. */
export function lacking(
  contract: Contract,
  name: string,
  part: 'create' | 'read' | 'list' | 'update' | 'delete' | 'mark',
): Contract {
  return withResource(contract, name, ({ [part]: _, ...rest }) => rest);
}

/** A contract in which what a keyword says binds as hard as is told, wherever it stands. */
export function withLevel(contract: Contract, keyword: string, level: Level): Contract {
  return {
    ...contract,
    statement(pointer, said) {
      const statement = contract.statement(pointer, said);
      return said === keyword ? { ...statement, level } : statement;
    },
  };
}
