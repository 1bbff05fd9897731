import type { ListedConstraint } from '../../contract/constraints.ts';
import { whereOf } from '../../contract/where-of.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import { isObject } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';

/** Why no request can break a constraint of a parameter: what is written in an address or a header is a text. */
export function whyNotInText(
  { document }: Contract,
  { parameters }: Operation,
  { where, schema, keyword }: ListedConstraint,
): string | undefined {
  const parameter = parameters.find((one) => whereOf(one) === where);
  if (!parameter || parameter.mediaType !== undefined) return undefined;
  const holder = valueAt(document, schema);
  if (!isObject(holder)) return undefined;
  if (keyword === 'type') {
    const types = [holder['type']].flat();
    if (types.includes('string')) return 'what is written there is a text, whatever was meant';
    return types.includes('array') ? 'a single value is a list of one' : undefined;
  }
  if (keyword === 'minItems' && Number(holder['minItems']) <= 1) return 'a list of nothing is not there';
  if (keyword === 'minLength' && parameter.in === 'path' && Number(holder['minLength']) <= 1)
    return 'a path with an empty part is another path';
  return undefined;
}
