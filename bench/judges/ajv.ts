import { createRequire } from 'node:module';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  Ajv as AjvDraft7,
  type AnySchemaObject,
  type ErrorObject,
  type Options,
  type ValidateFunction,
} from 'ajv/dist/ajv.js';
import ajvFormats from 'ajv-formats';
import type { JsonSchema } from '../../model/json.ts';
import type { BenchCase } from '../corpora/bench-case.ts';
import { type DraftName, isAtLeast } from '../corpora/dialect.ts';
import { type Remote, remotesFor } from '../corpora/remotes.ts';
import { fromDraft4 } from './draft4-translation.ts';
import type { JudgeOrReason, Violation } from './judge.ts';
import { MORE_FORMATS } from './more-formats.ts';

const require = createRequire(import.meta.url);
const DRAFT6 = require('ajv/dist/refs/json-schema-draft-06.json') as AnySchemaObject;

type AnyAjv = AjvDraft7 | Ajv2019 | Ajv2020;

/** The second judge: ajv with the class that is made for the draft; draft 4 is translated for it. */
export function ajvJudge(benchCase: BenchCase, remotes: readonly Remote[]): JudgeOrReason {
  const { schema } = benchCase;
  try {
    return judgeWith(benchCase, remotes, true);
  } catch (error) {
    const cannot = error instanceof Error ? error.message : String(error);
    // Many patterns are no regular expressions with the u flag: they are tried without.
    if (!JSON.stringify(schema).includes('attern')) return { cannot };
    try {
      return judgeWith(benchCase, remotes, false);
    } catch {
      return { cannot };
    }
  }
}

function judgeWith(benchCase: BenchCase, remotes: readonly Remote[], unicodeRegExp: boolean): JudgeOrReason {
  const strict = compiled(benchCase, remotes, { unicodeRegExp });
  const hasFormats = JSON.stringify(benchCase.schema).includes('"format"');
  const lenient = hasFormats
    ? compiled(benchCase, remotes, { unicodeRegExp, validateFormats: false })
    : strict;
  return {
    isValid: (value, formats = true) => (formats ? strict : lenient)(value) === true,
    violations: (value) => (strict(value) ? [] : (strict.errors ?? []).map(violationOf)),
  };
}

function compiled(
  { draft, schema }: BenchCase,
  remotes: readonly Remote[],
  options: Options,
): ValidateFunction {
  const ajv = ajvFor(draft, {
    ...options,
    allErrors: true,
    strict: false,
    logger: false,
    ownProperties: true,
    validateSchema: false,
    // 0.07 is a multiple of 0.01, whatever binary fractions say.
    multipleOfPrecision: 6,
    ignoreKeywordsWithRef: !isAtLeast(draft, 'draft2019-09'),
  });
  ajvFormats.default(ajv as AjvDraft7);
  // ajv-formats leaves out its range.
  ajv.addFormat('int64', {
    type: 'number',
    validate: (value: number) => MORE_FORMATS['int64']?.(value) === true,
  });
  const read = draft === 'draft4' ? fromDraft4 : (own: JsonSchema) => own;
  const near = remotesFor(remotes, draft).map((remote) => ({ ...remote, schema: read(remote.schema) }));
  if (JSON.stringify(schema).includes('://')) addRemotes(ajv, near);
  return ajv.compile(read(schema));
}

function ajvFor(draft: DraftName, options: Options): AnyAjv {
  if (draft === 'draft2020-12') return new Ajv2020(options);
  if (draft === 'draft2019-09') return new Ajv2019(options);
  const ajv = new AjvDraft7(options);
  if (draft === 'draft6') ajv.addMetaSchema(DRAFT6);
  return ajv;
}

function addRemotes(ajv: AnyAjv, remotes: readonly Remote[]): void {
  for (const { uri, schema } of remotes) {
    try {
      ajv.addSchema(schema as AnySchemaObject, uri);
    } catch {
      // Some share an `$id`: the first one is what a schema means by it.
    }
  }
}

function violationOf({ keyword, instancePath, schemaPath, params, propertyName }: ErrorObject): Violation {
  const member: unknown =
    params['missingProperty'] ??
    params['additionalProperty'] ??
    params['unevaluatedProperty'] ??
    params['propertyName'];
  return {
    keyword,
    instance: instancePath,
    location: decodeURIComponent(schemaPath.replace(/\/false schema$/, '')),
    ...(propertyName === undefined ? {} : { ofName: true }),
    ...(typeof member === 'string' ? { member } : {}),
  };
}
