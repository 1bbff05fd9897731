import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { compile } from '../../contract/compile.ts';
import type { Contract } from '../../model/contract.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Oddity } from './odd-server.ts';

/** Where the tests keep contracts and journals. */
export const FOLDER = mkdtempSync(join(tmpdir(), 'assay-odd-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const text = { type: 'string', minLength: 1, maxLength: 60 };
const pages = { type: 'integer', minimum: 0, maximum: 900 };
const id = { type: 'integer', minimum: 1 };
const book = { type: 'object', required: ['id', 'title'], properties: { id, title: text, pages } };
const write = { type: 'object', required: ['title'], properties: { title: text, pages } };
const json = (schema: JsonObject) => ({ content: { 'application/json': { schema } } });
const shown = (schema: JsonObject) => ({ description: 'Shown.', ...json(schema) });
const body = (schema: JsonObject) => ({ required: true, ...json(schema) });
const REFUSED = { description: 'Refused.', 'x-assay-refuses': ['body', 'media-type'] };
const NONE = { description: 'None.', 'x-assay-refuses': ['path', 'state', 'query'] };
const GONE = { description: 'Gone.' };
const at = (name: string) => ({
  name,
  in: 'path',
  required: true,
  schema: id,
  'x-assay-unknown': 77_777_777,
});

/** Books on shelves, as the document of a server that is odd in one way says. */
export function oddContract(oddity: Oddity): Contract {
  const isArchive = oddity === 'goes on to show what is deleted';
  const isSilent = oddity === 'names nothing and lists late';
  const paging =
    oddity === 'goes on by cursors'
      ? { cursor: 'after', next: '$response.body#/next' }
      : { page: 'page', first: 1 };
  const list = { type: 'object', required: ['items', 'total'], properties: listMembers() };
  const identity = isSilent ? { lookup: { '/title': '/title' } } : '$response.body#/id';
  const document = {
    openapi: '3.1.0',
    info: { title: 'Odd', version: '1' },
    servers: [{ url: 'https://odd.example' }],
    security: [],
    'x-assay-resources': {
      shelf: {
        parameter: 'shelf',
        create: { operation: 'createShelf' },
        read: { operation: 'getShelf' },
        delete: { operation: 'deleteShelf', gone: ['404'] },
        mark: 'title',
      },
      book: {
        parameter: 'book',
        create: { operation: 'createBook', identity },
        read: { operation: 'getBook' },
        list: { operation: 'listBooks', items: '/items' },
        update: { operation: 'putBook', semantics: 'replace' },
        delete: { operation: 'deleteBook', gone: [isArchive ? '200' : '404'] },
        echo: ['title', 'pages'],
        mark: 'title',
      },
    },
    paths: {
      '/shelves': {
        post: {
          operationId: 'createShelf',
          requestBody: body(write),
          responses: { 201: shown(book), 400: REFUSED },
        },
      },
      '/shelves/{shelf}': {
        parameters: [at('shelf')],
        get: { operationId: 'getShelf', responses: { 200: shown(book), 404: NONE } },
        delete: { operationId: 'deleteShelf', responses: { 204: GONE, 404: NONE } },
      },
      '/shelves/{shelf}/books': {
        parameters: [at('shelf')],
        get: {
          operationId: 'listBooks',
          parameters: [
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
            'cursor' in paging
              ? { name: 'after', in: 'query', schema: text }
              : { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000 } },
          ],
          'x-assay-list': { limit: 'limit', total: '$response.body#/total', paging },
          responses: { 200: shown(list), 404: NONE },
        },
        post: {
          operationId: 'createBook',
          requestBody: body(write),
          responses: { 201: isSilent ? GONE : shown(book), 400: REFUSED, 404: NONE },
        },
      },
      '/shelves/{shelf}/books/{book}': {
        parameters: [at('shelf'), at('book')],
        get: { operationId: 'getBook', responses: { 200: shown(book), 404: NONE } },
        put: {
          operationId: 'putBook',
          requestBody: body(write),
          responses: { 200: shown(book), 400: REFUSED, 404: NONE },
        },
        delete: { operationId: 'deleteBook', responses: { 204: GONE, 404: NONE } },
      },
    },
  };
  const file = join(FOLDER, `${oddity.replaceAll(' ', '-')}.json`);
  writeFileSync(file, JSON.stringify(document));
  return compile({ file });
}

function listMembers(): JsonObject {
  return {
    items: { type: 'array', items: book },
    total: { type: 'integer' },
    next: { type: ['string', 'null'] },
  };
}
