import '@hyperjump/json-schema/draft-04';
import '@hyperjump/json-schema/draft-06';
import '@hyperjump/json-schema/draft-07';
import '@hyperjump/json-schema/draft-2019-09';
import '@hyperjump/json-schema/formats';
import {
  getAllRegisteredSchemaUris,
  registerSchema,
  type SchemaObject,
  setShouldValidateFormat,
  unregisterSchema,
  type Validator,
  validate,
} from '@hyperjump/json-schema/draft-2020-12';
import type { Json } from '../../model/json.ts';
import { parent, tokens } from '../../model/pointer.ts';
import type { BenchCase } from '../corpora/bench-case.ts';
import { DIALECTS, type DraftName } from '../corpora/dialect.ts';
import { type Remote, remotesFor } from '../corpora/remotes.ts';
import { useExactMultiples } from './exact-multiple.ts';
import type { JudgeOrReason, Violation } from './judge.ts';
import { useMoreFormats } from './more-formats.ts';

const SCHEMA_URI = 'https://bench.invalid/schema';

/** Registered before anything of ours: the metaschemas. */
const OWN = new Set(getAllRegisteredSchemaUris());

useExactMultiples();
useMoreFormats();

let current: DraftName | undefined;

/** The first judge: @hyperjump/json-schema, which shares nothing with the generators. */
export async function hyperjumpJudge(
  { schema, draft }: BenchCase,
  remotes: readonly Remote[],
): Promise<JudgeOrReason> {
  useRemotes(remotes, draft);
  for (const uri of getAllRegisteredSchemaUris()) if (isLeftOver(uri, remotes)) unregisterSchema(uri);
  try {
    registerSchema(schema as SchemaObject | boolean, SCHEMA_URI, DIALECTS[draft]);
    const check = await validate(SCHEMA_URI);
    return {
      isValid: (value, formats = true) => asserting(formats, () => check(value as never)).valid,
      violations: (value) => violationsOf(check, value),
    };
  } catch (error) {
    return { cannot: error instanceof Error ? error.message : String(error) };
  }
}

/** The metaschemas of all drafts by their URIs, as the validator has them. */
export { OWN as METASCHEMA_URIS };

function isLeftOver(uri: string, remotes: readonly Remote[]): boolean {
  return !OWN.has(uri) && !remotes.some((remote) => remote.uri === uri);
}

function useRemotes(remotes: readonly Remote[], draft: DraftName): void {
  if (current === draft) return;
  current = draft;
  for (const uri of getAllRegisteredSchemaUris()) if (!OWN.has(uri)) unregisterSchema(uri);
  for (const { uri, schema } of remotesFor(remotes, draft)) {
    registerSchema(schema as SchemaObject | boolean, uri, DIALECTS[draft]);
  }
}

function asserting<T>(formats: boolean, action: () => T): T {
  setShouldValidateFormat(formats);
  return action();
}

function violationsOf(check: Validator, value: Json): Violation[] {
  const output = asserting(true, () => check(value as never, 'BASIC'));
  if (output.valid) return [];
  return (output.errors ?? []).map(({ absoluteKeywordLocation, instanceLocation, keyword }) => ({
    keyword: keywordOf(keyword, absoluteKeywordLocation),
    ...placeOf(fragment(instanceLocation)),
    location: decodeURIComponent(absoluteKeywordLocation),
  }));
}

/** The place of a member's name begins with a star. */
function placeOf(instance: string): Pick<Violation, 'instance' | 'ofName'> {
  return instance.startsWith('*') ? { instance: parent(instance.slice(1)), ofName: true } : { instance };
}

/** A `false` schema fails by itself, without a keyword. */
function keywordOf(id: string, location: string): string {
  if (id.endsWith('/evaluation/validate')) return 'false schema';
  return tokens(fragment(location)).at(-1) ?? '';
}

function fragment(uri: string): string {
  const after = uri.slice(uri.indexOf('#') + 1);
  return uri.includes('#') ? decodeURIComponent(after) : '';
}
