import type { JsonObject } from '../../../model/json.ts';
import { jsonType } from '../../../model/json.ts';
import { child, type Pointer } from '../../../model/pointer.ts';
import { items, object, texts } from '../../members.ts';
import { error, type Remark, warning } from '../diagnostic.ts';
import type { Rule } from '../rule.ts';

const BOUNDS: readonly (readonly [low: string, high: string, isStrict: boolean])[] = [
  ['minimum', 'maximum', false],
  ['exclusiveMinimum', 'maximum', true],
  ['minimum', 'exclusiveMaximum', true],
  ['exclusiveMinimum', 'exclusiveMaximum', true],
  ['minLength', 'maxLength', false],
  ['minItems', 'maxItems', false],
  ['minProperties', 'maxProperties', false],
  ['minContains', 'maxContains', false],
];
const COUNTS = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'];
const MEND = 'Correct it: as it stands, no value fits.';

/** Schemas that no value can satisfy. */
export const contradictions: Rule = {
  id: 'contradictions',
  *check({ places }) {
    for (const { value, pointer } of places('schema')) {
      yield* boundRemarks(value, pointer);
      yield* countRemarks(value, pointer);
      yield* choiceRemarks(value, pointer);
      yield* closedRemarks(value, pointer);
    }
  },
};

function* boundRemarks(schema: JsonObject, pointer: Pointer): Iterable<Remark> {
  for (const [low, high, isStrict] of BOUNDS) {
    const [from, to] = [schema[low], schema[high]];
    if (typeof from !== 'number' || typeof to !== 'number' || from < to || (from === to && !isStrict))
      continue;
    yield error(
      'bounds-contradict',
      child(pointer, low),
      `${low} ${from} leaves nothing below ${high} ${to}.`,
      MEND,
    );
  }
}

function* countRemarks(schema: JsonObject, pointer: Pointer): Iterable<Remark> {
  for (const keyword of COUNTS) {
    const count = schema[keyword];
    if (typeof count !== 'number' || (Number.isInteger(count) && count >= 0)) continue;
    yield error(
      'count-invalid',
      child(pointer, keyword),
      `${keyword} is ${count}, which counts nothing.`,
      'Write a whole number from 0.',
    );
  }
  const step = schema['multipleOf'];
  if (typeof step === 'number' && step <= 0) {
    yield error(
      'multiple-of-invalid',
      child(pointer, 'multipleOf'),
      `multipleOf is ${step}; it must be greater than 0.`,
      MEND,
    );
  }
}

function* choiceRemarks(schema: JsonObject, pointer: Pointer): Iterable<Remark> {
  const choices = schema['enum'];
  if (Array.isArray(choices) && choices.length === 0) {
    yield error('enum-empty', child(pointer, 'enum'), 'an enum without values allows nothing.', MEND);
  }
  if (Array.isArray(schema['type']) && schema['type'].length === 0) {
    yield error('type-empty', child(pointer, 'type'), 'a list of no types allows nothing.', MEND);
  }
  const types = [schema['type'] ?? []].flat();
  if (types.length === 0) return;
  for (const [choice, at] of items(choices, child(pointer, 'enum'))) {
    const type = jsonType(choice);
    if (types.includes(type) || (type === 'integer' && types.includes('number'))) continue;
    yield warning(
      'enum-outside-type',
      at,
      `${JSON.stringify(choice)} is not of type ${types.join(' or ')}, so it is never valid.`,
      'Quote it, or widen the type.',
    );
  }
}

function* closedRemarks(schema: JsonObject, pointer: Pointer): Iterable<Remark> {
  if (schema['additionalProperties'] !== false || schema['patternProperties'] !== undefined) return;
  const declared = object(schema['properties']);
  for (const [index, name] of texts(schema['required']).entries()) {
    if (Object.hasOwn(declared, name)) continue;
    yield error(
      'required-not-allowed',
      child(pointer, 'required', index),
      `${JSON.stringify(name)} is required, and additionalProperties forbids it.`,
      'Declare it under properties.',
    );
  }
}
