import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { compile } from '../../contract/compile.ts';
import type { Contract } from '../../model/contract.ts';
import type { JsonObject } from '../../model/json.ts';

/** Where the tests keep contracts and journals. */
export const FOLDER = mkdtempSync(join(tmpdir(), 'assay-lists-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Ways to the next page, by what carries it. */
export const PAGINGS = {
  offset: { offset: 'skip' },
  page: { page: 'page', first: 1 },
  cursor: { cursor: 'after', next: '$response.body#/next' },
  link: { next: '$response.header.Link#regex:<([^>]*)>; *rel="next"' },
} as const satisfies Record<string, JsonObject>;

/** The name of a way to the next page. */
export type PagingName = keyof typeof PAGINGS;

const COUNT = { type: 'integer', minimum: 0 };
const QUERY: Readonly<Record<PagingName, JsonObject[]>> = {
  offset: [{ name: 'skip', in: 'query', schema: COUNT }],
  page: [{ name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } }],
  cursor: [{ name: 'after', in: 'query', schema: { type: 'string', minLength: 1 }, example: 'n0' }],
  link: [],
};

const text = { type: 'string', minLength: 1 };
const note = { type: 'object', required: ['id', 'title'], properties: { id: text, title: text } };
const shown = (schema: JsonObject): JsonObject => ({
  description: 'Shown.',
  content: { 'application/json': { schema } },
});
const REFUSED = { description: 'Refused.', 'x-assay-refuses': ['body', 'query', 'media-type'] };
const GONE = { description: 'None.', 'x-assay-refuses': ['path'] };

/** A contract of notes that are listed by pages of a kind, counted in the body. */
export function notesContract(paging: PagingName): Contract {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    servers: [{ url: 'https://notes.example/v1' }],
    'x-assay-resources': {
      note: {
        parameter: 'id',
        create: { operation: 'createNote', identity: '$response.body#/id' },
        list: { operation: 'listNotes', items: '/notes', identity: '$item#/id' },
        delete: { operation: 'deleteNote' },
        mark: 'title',
      },
    },
    paths: {
      '/notes': {
        get: {
          operationId: 'listNotes',
          parameters: [
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
            ...QUERY[paging],
          ],
          'x-assay-list': { limit: 'limit', total: '$response.body#/total', paging: PAGINGS[paging] },
          responses: { 200: shown(listSchema()), 400: REFUSED },
        },
        post: {
          operationId: 'createNote',
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: { type: 'object', required: ['title'], properties: { title: text } },
              },
            },
          },
          responses: { 201: shown(note), 400: REFUSED },
        },
      },
      '/notes/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: text, 'x-assay-unknown': 'none' }],
        delete: { operationId: 'deleteNote', responses: { 204: { description: 'Gone.' }, 404: GONE } },
      },
    },
  };
  const file = join(FOLDER, `${paging}.json`);
  writeFileSync(file, JSON.stringify(document));
  return compile({ file });
}

function listSchema(): JsonObject {
  return {
    type: 'object',
    required: ['notes', 'total'],
    properties: { notes: { type: 'array', items: note }, total: COUNT, next: { type: ['string', 'null'] } },
  };
}
