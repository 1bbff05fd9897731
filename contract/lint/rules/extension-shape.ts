import { readFileSync } from 'node:fs';
import { isObject, type Json, type JsonObject } from '../../../model/json.ts';
import { child, type Pointer } from '../../../model/pointer.ts';
import { schemaProblems } from '../../json-schema.ts';
import { error, type Remark } from '../diagnostic.ts';
import { hintFor } from '../nearest-name.ts';
import type { Place, PlaceKind } from '../places.ts';
import type { Rule } from '../rule.ts';

/** Where each extension is read. */
const READ_AT: Readonly<Record<string, readonly PlaceKind[]>> = {
  'x-assay-source': [
    ...(['schema', 'parameter', 'header', 'response', 'operation', 'security-scheme', 'resource'] as const),
    ...(['request-body', 'media-type', 'path-item', 'responses', 'list'] as const),
  ],
  'x-assay-documents': ['info'],
  'x-assay-value': ['parameter', 'schema'],
  'x-assay-unknown': ['parameter', 'schema'],
  'x-assay-refuses': ['response'],
  'x-assay-body': ['response'],
  'x-assay-secret': ['schema'],
  'x-assay-credentials': ['security-scheme'],
  'x-assay-session': ['security-scheme'],
  'x-assay-resources': ['document'],
  'x-assay-task': ['response'],
  'x-assay-list': ['operation'],
  'x-assay-effect': ['operation'],
  'x-assay-dangerous': ['operation'],
  'x-assay-restore': ['operation'],
  'x-assay-switch': ['operation'],
  'x-assay-limits': ['document'],
  'x-assay-invariants': ['schema', 'response', 'operation'],
};

const DOCUMENTATION = 'docs/contract-language.md describes it.';

/** Extensions are known, stand where they are read, and have the form of contract/extensions.schema.json. */
export const extensionShape: Rule = {
  id: 'extension-shape',
  *check({ places }) {
    for (const place of places(...ALL_KINDS)) {
      for (const [name, value] of Object.entries(place.value)) {
        if (name.startsWith('x-assay-')) yield* remarksOn(place, name, value);
      }
    }
  },
};

const ALL_KINDS: readonly PlaceKind[] = [
  ...([
    'document',
    'info',
    'components',
    'path-item',
    'operation',
    'parameter',
    'header',
    'request-body',
  ] as const),
  ...([
    'media-type',
    'encoding',
    'response',
    'responses',
    'paths',
    'callback',
    'link',
    'example',
    'schema',
  ] as const),
  ...(['security-scheme', 'resource', 'list'] as const),
];

function* remarksOn({ kind, pointer }: Place, name: string, value: Json): Iterable<Remark> {
  const at = child(pointer, name);
  const kinds = Object.hasOwn(READ_AT, name) ? READ_AT[name] : undefined;
  if (!kinds) {
    const hint = hintFor(name, Object.keys(READ_AT));
    yield error(
      'extension-unknown',
      at,
      `${name} is no extension that is read${hint}`,
      `Correct or remove it. ${DOCUMENTATION}`,
    );
  } else if (!kinds.includes(kind)) {
    const where = kinds.slice(0, 7).join(', ');
    yield error(
      'extension-misplaced',
      at,
      `${name} is not read on a ${kind}.`,
      `It belongs on: ${where}. ${DOCUMENTATION}`,
    );
  } else if (!((kind === 'resource' || kind === 'list') && name === 'x-assay-source')) {
    // The source of a resource or a list is part of its own form.
    yield* shapeRemarks(at, name, value);
  }
}

function* shapeRemarks(at: Pointer, name: string, value: Json): Iterable<Remark> {
  for (const problem of schemaProblems(definition(name), value)) {
    const place = problem.pointer === '' ? name : `${name}${problem.pointer}`;
    yield error(
      'extension-shape',
      at + problem.pointer,
      `${place} ${problem.message}${problem.message.endsWith('?') ? '' : '.'}`,
      DOCUMENTATION,
    );
  }
}

const definitions = new Map<string, JsonObject>();

function definition(name: string): JsonObject {
  const known = definitions.get(name);
  if (known) return known;
  const schema = { $defs: allDefinitions(), $ref: `#/$defs/${name}` };
  definitions.set(name, schema);
  return schema;
}

function allDefinitions(): JsonObject {
  const file = new URL('../../extensions.schema.json', import.meta.url);
  const schema = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
  return isObject(schema['$defs']) ? schema['$defs'] : {};
}
