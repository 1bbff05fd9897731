import type { JsonObject } from '../../../model/json.ts';
import { INVARIANTS } from '../../invariants-keyword.ts';
import { hasSource } from '../../sources.ts';
import { error } from '../diagnostic.ts';
import type { Place } from '../places.ts';
import type { Rule } from '../rule.ts';

const ASSERTING = [
  ...[
    'type',
    'enum',
    'const',
    'required',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'multipleOf',
  ],
  ...[
    'minLength',
    'maxLength',
    'pattern',
    'format',
    'minItems',
    'maxItems',
    'uniqueItems',
    'contains',
    'minContains',
  ],
  ...[
    'maxContains',
    'minProperties',
    'maxProperties',
    'propertyNames',
    'dependentRequired',
    'not',
    'anyOf',
    'oneOf',
  ],
];
// These forbid by being false and say nothing by being schemas.
const CLOSING = ['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'items'];

/** Where a contract declares its documents, every statement rests on one of them. */
export const unsourced: Rule = {
  id: 'unsourced',
  *check({ contract, document, places }) {
    if (contract.documents.length === 0) return;
    for (const { id, holder } of [...contract.invariants.values()].flat()) {
      if (contract.statement(holder, `${INVARIANTS}/${id}`).source.document !== contract.file) continue;
      yield error(
        'statement-unsourced',
        holder,
        `the invariant ${id} names no source, and nothing above it does.`,
        'Add `source:` to it.',
      );
    }
    for (const place of places('schema', 'parameter', 'header', 'response')) {
      const what = saidBy(place);
      if (what === undefined || hasSource(document, place.pointer)) continue;
      yield error(
        'statement-unsourced',
        place.pointer,
        `${what} names no source, and nothing above it does.`,
        'Add x-assay-source here or on what holds it; a $ref carries none.',
      );
    }
  },
};

function saidBy({ kind, value }: Place): string | undefined {
  if (kind === 'schema') {
    const keywords = assertingKeywords(value);
    return keywords.length === 0 ? undefined : `the schema's ${keywords.join(', ')}`;
  }
  if (value['$ref'] !== undefined) return undefined;
  if (kind === 'header') return value['required'] === true ? 'the required header' : undefined;
  return `the ${kind}`;
}

function assertingKeywords(schema: JsonObject): string[] {
  return [
    ...ASSERTING.filter((keyword) => Object.hasOwn(schema, keyword)),
    ...CLOSING.filter((keyword) => schema[keyword] === false),
  ];
}
