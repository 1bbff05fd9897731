import type { Content, Example, Operation } from '../../../model/contract.ts';
import type { Json } from '../../../model/json.ts';
import type { Pointer } from '../../../model/pointer.ts';
import { invariantPlaces, outcomeOf } from '../../invariants.ts';
import { SchemaError, type Violation, violations } from '../../validation.ts';
import type { Direction } from '../../views.ts';
import { error, type Remark } from '../diagnostic.ts';
import type { LintContext, Rule } from '../rule.ts';

interface Shown {
  readonly example: Example;
  readonly schema: Pointer;
  readonly direction: Direction;
  readonly what: string;
}

const JSON_TYPE = /^(?:application\/json|[^;]+\+json)\b/i;

/** Examples are valid: they are sent, or a mock answers with them. */
export const examples: Rule = {
  id: 'examples',
  *check({ contract }) {
    const seen = new Set<string>();
    for (const shown of contract.operations.flatMap(shownBy)) {
      const key = [shown.example.pointer, shown.schema, shown.direction].join('\n');
      if (seen.has(key)) continue;
      seen.add(key);
      const broken = brokenBy(contract, shown);
      if (broken.length > 0) yield remark(shown, broken);
      else yield* ruleRemarks(contract, shown);
    }
  },
};

function shownBy({ id, parameters, body, responses }: Operation): Shown[] {
  return [
    ...parameters.flatMap(({ name, examples, schema, mediaType }) =>
      shownIn(
        { mediaType: mediaType ?? 'application/json', schema, examples },
        'request',
        `parameter ${name} of ${id}`,
      ),
    ),
    ...(body?.contents ?? []).flatMap((content) => shownIn(content, 'request', `the body of ${id}`)),
    ...responses.flatMap(({ status, contents }) =>
      contents.flatMap((content) => shownIn(content, 'response', `${status} of ${id}`)),
    ),
  ];
}

function shownIn(
  { mediaType, schema, examples }: Pick<Content, 'mediaType' | 'schema' | 'examples'>,
  direction: Direction,
  what: string,
): Shown[] {
  if (schema === undefined) return [];
  return examples
    .filter(({ value }) => JSON_TYPE.test(mediaType) || !isRaw(value))
    .map((example) => ({ example, schema, direction, what }));
}

/** A text in another media type is the body as it stands on the wire. */
function isRaw(value: Json): boolean {
  return typeof value === 'string';
}

function brokenBy(contract: LintContext['contract'], { schema, direction, example }: Shown): Violation[] {
  try {
    return violations(contract, schema, direction, example.value);
  } catch (problem) {
    // A schema that does not compile is shown by its own rule.
    if (problem instanceof SchemaError) return [];
    throw problem;
  }
}

/** What the rules of its schema say of an example, as far as it alone tells. */
function* ruleRemarks(
  contract: LintContext['contract'],
  { schema, direction, example, what }: Shown,
): Iterable<Remark> {
  for (const place of invariantPlaces(contract, schema, direction, example.value)) {
    if (place.invariant.reads.some(([variable]) => variable !== 'self')) continue;
    const outcome = outcomeOf(place, {});
    if (outcome.verdict === 'holds') continue;
    const where = place.instance === '' ? 'it' : place.instance;
    const so =
      outcome.verdict === 'broken'
        ? `breaks the invariant ${place.invariant.id}: ${place.invariant.message}`
        : `cannot be held against the invariant ${place.invariant.id}: ${outcome.why?.split('\n')[0]}`;
    yield error(
      'example-invalid',
      `${example.pointer}${place.instance}`,
      `the example ${example.name} for ${what}: ${where} ${so}.`,
      'Correct the example or the rule.',
    );
  }
}

function remark({ example, what, direction }: Shown, [first, ...rest]: Violation[]): Remark {
  const place = first?.instance === '' ? 'it' : (first?.instance ?? 'it');
  const more = rest.length === 0 ? '' : `, and ${rest.length} more`;
  return error(
    'example-invalid',
    `${example.pointer}${first?.instance ?? ''}`,
    `the example ${example.name} for ${what} is not valid as a ${direction}: ${place} ${first?.message ?? ''} (${first?.schema ?? ''})${more}.`,
    'Correct the example or the schema.',
  );
}
