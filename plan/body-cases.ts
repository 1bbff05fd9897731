import { boundaries, example } from '../generators/index.ts';
import type { Content } from '../model/contract.ts';
import { equalJson, type Json } from '../model/json.ts';
import { faultGroups } from './body-faults.ts';
import { type Described, isDescribed, usualContent } from './body-wire.ts';
import type { CaseMaker } from './case-maker.ts';
import { bodyOf } from './drafts.ts';
import { adapted } from './examples.ts';
import { attempt, constraintOptions, generatorOptions, schemaAt } from './generation.ts';
import type { Omit, PlanContext } from './options.ts';
import { addValid, validCase } from './valid-bodies.ts';

/** What the document shows: each named example of a body. */
export function exampleCases(context: PlanContext, maker: CaseMaker, omit: Omit): void {
  for (const content of maker.operation.body?.contents ?? []) {
    if (!isDescribed(content)) continue;
    for (const { name, value } of content.examples) {
      const what = `the document's example ${name}`;
      const fitted = attempt(
        () => adapted(context, content.schema, value),
        (why) => omit(what, why),
      );
      if (fitted === undefined) continue;
      addValid(context, maker, content, fitted, 'examples', what, omit);
    }
  }
}

/** Once without the mark's member, where it is optional: only what is required is enough. */
export function bareCase(context: PlanContext, maker: CaseMaker): void {
  const content = usualContent(maker.operation.body);
  const { body } = maker.draft;
  if (!isDescribed(content) || !body || !('value' in body)) return;
  const value = example(schemaAt(context, content.schema), generatorOptions(context));
  if (Object.keys(value ?? {}).length >= Object.keys(body.value ?? {}).length) return;
  const usual = validCase(context, maker, content, value, 'coverage', 'only what is required');
  if (usual) maker.group([{ ...usual, body: { mediaType: body.mediaType, value } }]);
}

/** Once with every member, where the document binds a target weakly to some: a refusal says little, a failure does not. */
export function everyCase(context: PlanContext, maker: CaseMaker, omit: Omit): void {
  const content = usualContent(maker.operation.body);
  if (!isDescribed(content) || !maker.draft.body) return;
  const schema = schemaAt(context, content.schema);
  const [all, every] = [generatorOptions(context), constraintOptions(context)].map((options) =>
    attempt(() => example(schema, { ...options, optional: 'all' })),
  );
  if (every === undefined || equalJson(every, all ?? null)) return;
  addValid(context, maker, content, every, 'coverage', 'every member', omit, { kind: 'plain' });
}

/** Each fault of a body once, followed by the request that is equal but for it; then the boundaries. */
export function bodyCases(context: PlanContext, maker: CaseMaker, omit: Omit): void {
  const { body } = maker.operation;
  const usual = usualContent(body);
  if (isDescribed(usual)) {
    attempt(
      () => {
        faultGroups(context, maker, usual, () => true, omit);
        boundaryCases(context, maker, usual, omit);
      },
      (why) => omit('faults and boundaries of its body', why, { where: 'body', never: false }),
    );
  }
  for (const content of body?.contents ?? [])
    if (content !== usual) otherContent(context, maker, content, omit);
}

/** Another media type carries the plainest body once, and what is required in it is missing once. */
function otherContent(context: PlanContext, maker: CaseMaker, content: Content, omit: Omit): void {
  if (!isDescribed(content)) return;
  const what = `as ${content.mediaType}`;
  const body = bodyOf(context, maker.operation, content, {}, (why) => omit(what, why));
  if (!body || !('value' in body)) return;
  addValid(context, maker, content, body.value, 'coverage', what, omit);
  attempt(
    () =>
      faultGroups(
        context,
        maker,
        content,
        ({ keyword }) => keyword === 'required',
        (fault, why, about) => {
          if (about?.constraint?.keyword === 'required') omit(`${fault} ${what}`, why, about);
        },
      ),
    (why) => omit(what, why),
  );
}

function boundaryCases(context: PlanContext, maker: CaseMaker, content: Described, omit: Omit): void {
  const schema = schemaAt(context, content.schema);
  // The base of the faults was sent as their control.
  const seen: Json[] = [example(schema, generatorOptions(context))];
  for (const { value, what, instance } of boundaries(schema, constraintOptions(context))) {
    if (seen.some((other) => equalJson(other, value))) continue;
    seen.push(value);
    const purpose = `${instance || 'the body'}: ${what}`;
    addValid(context, maker, content, value, 'coverage', purpose, omit, {
      kind: 'boundary',
      about: instance,
    });
  }
}
