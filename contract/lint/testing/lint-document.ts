import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../../model/json.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { lint } from '../lint.ts';

/** A small contract without fault: things that are made, listed, read and removed. */
export const SOUND: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      get: { operationId: 'listThings', responses: { 200: { description: 'All.' } } },
      post: {
        operationId: 'createThing',
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'object', properties: { name: { type: 'string' }, size: { type: 'integer' } } },
            },
          },
        },
        responses: { 201: { description: 'Made.' }, 400: { description: 'Refused.' } },
      },
    },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'getThing', responses: { 200: { description: 'One.' } } },
      delete: { operationId: 'deleteThing', responses: { 204: { description: 'Gone.' } } },
    },
  },
  components: { securitySchemes: { basic: { type: 'http', scheme: 'basic' } } },
  'x-assay-resources': {
    thing: {
      parameter: 'id',
      create: { operation: 'createThing', identity: '$response.body#/id' },
      read: { operation: 'getThing' },
      list: { operation: 'listThings', identity: '$item#/id' },
      delete: { operation: 'deleteThing' },
      echo: ['name'],
      mark: 'name',
    },
  },
};

/** The sound contract with a patch laid over: objects are merged, anything else is replaced. */
export function soundWith(patch: JsonObject): JsonObject {
  return merged(SOUND, patch) as JsonObject;
}

function merged(base: Json | undefined, patch: Json): Json {
  if (!isObject(base) || !isObject(patch)) return patch;
  const names = new Set([...Object.keys(base), ...Object.keys(patch)]);
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      name in patch ? merged(base[name], patch[name] ?? null) : (base[name] ?? null),
    ]),
  );
}

/** Lints a document, given as a value or as text, from a file of its own. */
export function lintDocument(document: Json, overlay?: Json): Diagnostic[] {
  const folder = mkdtempSync(join(tmpdir(), 'assay-lint-'));
  const write = (name: string, content: Json): string => {
    const file = join(folder, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return file;
  };
  try {
    const file = write('openapi.yaml', document);
    return lint(file, overlay === undefined ? undefined : write('overlay.yaml', overlay));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The codes of what lint says, without repetition. */
export function codesOf(document: Json, overlay?: Json): string[] {
  return [...new Set(lintDocument(document, overlay).map(({ code }) => code))];
}
