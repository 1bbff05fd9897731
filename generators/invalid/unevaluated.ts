import { spelt } from '../schema/normal-form.ts';
import { memo } from '../valid/memo.ts';
import type { Model } from '../valid/model.ts';
import type { Companion, Fault } from './fault.ts';
import { surveyOf } from './survey.ts';

const KEYWORDS = ['unevaluatedProperties', 'unevaluatedItems'];

const all = memo((model: Model): readonly Required<Companion>[] =>
  surveyOf(model).places.flatMap(({ instance, leaf }) =>
    leaf.conjuncts.flatMap(({ schema, pointer, own }) =>
      KEYWORDS.filter((keyword) => own && schema[keyword] !== undefined).map((keyword) => ({
        instance,
        schema: pointer,
        keyword: spelt(schema, keyword),
      })),
    ),
  ),
);

/**
 * The `unevaluated…` at and above a fault: what a schema describes no longer counts where the schema fails, by some
 * validators for the broken part alone, by others for all of it.
 */
export function unevaluatedAbove(model: Model, { instance }: Fault): Companion[] {
  return all(model).filter((one) => instance === one.instance || instance.startsWith(`${one.instance}/`));
}
