import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { valid } from '../generators/index.ts';
import type { Json } from '../model/json.ts';
import { isDescribed, usualContent } from './body-wire.ts';
import type { CaseMaker } from './case-maker.ts';
import { attempt, generatorOptions, schemaAt } from './generation.ts';
import type { Omit, PlanContext } from './options.ts';
import { addValid } from './valid-bodies.ts';

/** Random valid bodies: every second one plain, so that a refusal of it binds. */
export function randomCases(context: PlanContext, maker: CaseMaker, omit: Omit): void {
  const content = usualContent(maker.operation.body);
  const { random } = context.budget;
  if (!isDescribed(content) || random === 0) return;
  const schema = schemaAt(context, content.schema);
  const sample = (stream: 'plain' | 'wild', numRuns: number): Json[] => {
    const options = generatorOptions(context, { plain: stream === 'plain', optional: 'some' });
    return fc.sample(valid(schema, options), { seed: seedOf(context, maker, stream), numRuns });
  };
  const made = attempt(
    () => [...sample('plain', Math.ceil(random / 2)), ...sample('wild', Math.floor(random / 2))],
    (why) => omit('random bodies', why),
  );
  const left: string[] = [];
  for (const value of distinct(made ?? [])) {
    addValid(context, maker, content, value, 'random', 'a random body', (_, why) => left.push(why));
  }
  const [why] = left;
  if (why !== undefined) omit(`${left.length} of the random bodies`, why);
}

function distinct(values: readonly Json[]): Json[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** Each operation has its own stream, so that leaving one out changes no other. */
function seedOf({ seed }: PlanContext, { operation }: CaseMaker, stream: string): number {
  return createHash('sha256').update(`${seed}\n${operation.id}\n${stream}`).digest().readInt32BE(0);
}
