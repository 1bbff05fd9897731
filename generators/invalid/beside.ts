import { spelt } from '../schema/normal-form.ts';
import type { Beside, Site } from './breaking.ts';
import type { Fault } from './fault.ts';

/** What is said of scalars of one kind without looking at others: one value may break several at once. */
const OF_ONE_KIND: readonly (readonly string[])[] = [
  ['minLength', 'maxLength', 'pattern', 'format'],
  ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'format'],
];

/** The assertions of the same kind of scalars that hold beside a fault; none where it is no fault of a scalar's own. */
export function besidesOf({ keyword, instance, schema }: Fault, { leaf }: Site): Beside[] {
  const kindred = new Set(OF_ONE_KIND.filter((keywords) => keywords.includes(keyword)).flat());
  // What we derived is nowhere told as broken: it stands for what must stay as it is.
  const own = leaf.conjuncts.filter((conjunct) => conjunct.own);
  const all = own.flatMap((conjunct) =>
    [...kindred]
      .filter((name) => conjunct.schema[name] !== undefined)
      .map((name): Beside => {
        const companion = { instance, schema: conjunct.pointer, keyword: spelt(conjunct.schema, name) };
        return { schema: conjunct.schema, keyword: name, companion };
      }),
  );
  return all.filter(({ companion }) => companion.schema !== schema || companion.keyword !== keyword);
}

/** What may break together with a fault: one assertion, then two, so that few break. */
export function* fewOf(besides: readonly Beside[]): Generator<readonly Beside[]> {
  for (const one of besides) yield [one];
  for (const [at, one] of besides.entries()) {
    for (const other of besides.slice(at + 1)) yield [one, other];
  }
}
