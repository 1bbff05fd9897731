import type { Json } from '../../model/json.ts';
import { SILENT_CONTAINS, spelt } from '../schema/normal-form.ts';
import type { Compiling } from './compiling.ts';
import { below, type Check, fail, quietly } from './pass.ts';

/** The checks of what a schema says of arrays, but for what is left unevaluated. */
export function* arrayChecks(compiling: Compiling): Generator<Check> {
  const { schema } = compiling.at;
  if (schema['prefixItems'] !== undefined || schema['items'] !== undefined) yield items(compiling);
  if (schema['contains'] !== undefined) yield contains(compiling, schema['contains']);
}

function items(compiling: Compiling): Check {
  const { schema, pointer } = compiling.at;
  const listed = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  const leading = listed.map((one, index) => compiling.below(one, 'prefixItems', index));
  const rest = schema['items'] === undefined ? undefined : compiling.below(schema['items'], 'items');
  const closed = schema['items'] === false;
  const keyword = spelt(schema, 'items');
  return (value, pass) => {
    if (!Array.isArray(value)) return true;
    let valid = true;
    for (let index = 0; index < value.length; index++) {
      const check = leading[index] ?? rest;
      if (!check) break;
      const isBeyond = closed && index >= leading.length;
      const holds = isBeyond ? fail(pass, keyword, pointer) : below(check, value[index] ?? null, index, pass);
      valid = holds && valid;
      if (!valid && !pass.violations) return false;
      if (isBeyond) break;
    }
    pass.evaluated?.items(rest ? Number.POSITIVE_INFINITY : leading.length);
    return valid;
  };
}

function contains(compiling: Compiling, schema: Json): Check {
  const { minContains, maxContains, [SILENT_CONTAINS]: silent } = compiling.at.schema;
  const check = compiling.below(schema, 'contains');
  const min = typeof minContains === 'number' ? minContains : 1;
  const max = typeof maxContains === 'number' ? maxContains : Number.POSITIVE_INFINITY;
  return (value, pass) => {
    if (!Array.isArray(value)) return true;
    let found = 0;
    for (const [index, item] of value.entries()) {
      if (!quietly(check, item, pass)) continue;
      found++;
      if (silent !== true) pass.evaluated?.index(index);
    }
    return (found >= min && found <= max) || fail(pass, 'contains', compiling.at.pointer);
  };
}

/** The check of the items that nothing else has described. */
export function unevaluatedItems(compiling: Compiling, schema: Json): Check {
  const check = compiling.below(schema, 'unevaluatedItems');
  return (value, pass) => {
    if (!Array.isArray(value)) return true;
    let valid = true;
    for (const [index, item] of value.entries()) {
      if (pass.evaluated?.hasIndex(index)) continue;
      const holds =
        schema === false
          ? fail(pass, 'unevaluatedItems', compiling.at.pointer)
          : below(check, item, index, pass);
      valid = holds && valid;
      if (!valid && (!pass.violations || schema === false)) return false;
    }
    pass.evaluated?.items(Number.POSITIVE_INFINITY);
    return valid;
  };
}
