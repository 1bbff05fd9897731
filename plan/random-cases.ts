import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { UnsupportedSchemaError, valid } from '../generators/index.ts';
import type { Json } from '../model/json.ts';
import { describedContents, validCase } from './body-cases.ts';
import type { CaseMaker } from './case-maker.ts';
import { generatorOptions, schemaAt } from './drafts.ts';
import type { PlanContext } from './options.ts';

/** Random valid bodies: every second one plain, so that a refusal of it binds. */
export function randomCases(context: PlanContext, maker: CaseMaker, notes: (why: string) => void): void {
  const [content] = describedContents(maker);
  const { random } = context.budget;
  if (!content || random === 0) return;
  const schema = schemaAt(context, content.schema);
  const options = (plain: boolean) => generatorOptions(context, { plain, optional: 'some' });
  try {
    const plain = fc.sample(valid(schema, options(true)), { seed: seedOf(context, maker, 'plain'), numRuns: half(random, 1) });
    const wild = fc.sample(valid(schema, options(false)), { seed: seedOf(context, maker, 'wild'), numRuns: half(random, 0) });
    for (const value of distinct([...plain, ...wild])) {
      maker.group([validCase(context, maker, content, value, 'random', 'a random body')]);
    }
  } catch (error) {
    if (!(error instanceof UnsupportedSchemaError)) throw error;
    notes(`no random bodies can be made: ${error.message}`);
  }
}

function half(count: number, round: 0 | 1): number {
  return Math.max(1, Math.floor((count + round) / 2));
}

function distinct(values: readonly Json[]): Json[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** Each operation has its own stream, so that leaving one out changes no other. */
function seedOf({ seed }: PlanContext, { operation }: CaseMaker, stream: string): number {
  return createHash('sha256').update(`${seed}\n${operation.id}\n${stream}`).digest().readInt32BE(0);
}
