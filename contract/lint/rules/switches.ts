import { child, valueAt } from '../../../model/pointer.ts';
import { SchemaError, violations } from '../../validation.ts';
import { error } from '../diagnostic.ts';
import type { Rule } from '../rule.ts';

/** What switches something is a query parameter that takes each of the states, and a read can be asked for the object. */
export const switches: Rule = {
  id: 'switches',
  *check({ contract }) {
    for (const { id, parameters, pointer, switch: said } of contract.operations) {
      if (!said) continue;
      const at = child(pointer, 'x-assay-switch');
      const own = parameters.find(({ name, in: where }) => where === 'query' && name === said.parameter);
      if (!own)
        yield error(
          'switch-parameter-unknown',
          child(at, 'parameter'),
          `${id} has no query parameter ${JSON.stringify(said.parameter)}.`,
          'Name the query parameter whose value is the state.',
        );
      for (const state of own ? said.shows.keys() : []) {
        if (own && isValid(contract, own.schema, state)) continue;
        yield error(
          'switch-state-invalid',
          child(at, 'shows', state),
          `${said.parameter} cannot be ${JSON.stringify(state)}.`,
          'Name a value that the parameter takes.',
        );
      }
      const read = contract.operations.find((operation) => operation.id === said.read.operation);
      if (read?.parameters.some(({ name, in: where }) => where === 'path' && name === said.read.parameter))
        continue;
      yield error(
        'switch-parameter-unknown',
        child(at, 'read', 'parameter'),
        `${said.read.operation} has no path parameter ${JSON.stringify(said.read.parameter)}.`,
        'Name the path parameter that carries the object.',
      );
    }
  },
};

function isValid(contract: Parameters<typeof violations>[0], schema: string, state: string): boolean {
  try {
    return (
      valueAt(contract.document, schema) === undefined ||
      violations(contract, schema, 'request', state).length === 0
    );
  } catch (problem) {
    if (problem instanceof SchemaError) return true;
    throw problem;
  }
}
