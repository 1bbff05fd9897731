import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../model/json.ts';
import { codesOf, soundWith } from '../testing/lint-document.ts';
import {
  answers,
  basic,
  createdBelow,
  foreign,
  get,
  linked,
  type Pair,
  session,
  shown,
  task,
  thing,
} from '../testing/patches.ts';

const MAX = { name: 'max', in: 'query', schema: { type: 'integer' } };

const PAIRS: readonly Pair[] = [
  {
    code: 'operation-id-missing',
    faulty: { paths: { '/x': { get: { responses: {} } } } },
    sound: { paths: { '/x': { get: { operationId: 'x', responses: {} } } } },
  },
  {
    code: 'operation-id-duplicate',
    faulty: { paths: { '/x': { get: { operationId: 'getThing' } } } },
    sound: { paths: { '/x': { get: { operationId: 'x' } } } },
  },
  {
    code: 'operation-unknown',
    faulty: linked({ operationId: 'gotThing' }),
    sound: linked({ operationId: 'getThing' }),
  },
  {
    code: 'operation-unknown',
    faulty: linked({ operationRef: '#/paths/~1x/get' }),
    sound: linked({ operationRef: '#/paths/~1things~1{id}/get' }),
  },
  { code: 'operation-unknown', faulty: thing({ act: ['reset'] }), sound: thing({ act: ['getThing'] }) },
  {
    code: 'operation-unknown',
    faulty: thing({ update: { operation: 'put' } }),
    sound: thing({ update: { operation: 'createThing' } }),
  },
  {
    code: 'operation-unknown',
    faulty: thing({ delete: { operation: 'deleteThing', revive: 'x' } }),
    sound: thing({ delete: { operation: 'deleteThing', revive: 'createThing' } }),
  },
  {
    code: 'operation-unknown',
    faulty: get({ 'x-assay-restore': { read: 'x' } }),
    sound: get({ 'x-assay-restore': { read: 'getThing' } }),
  },
  {
    code: 'restore-member-unknown',
    faulty: get({ 'x-assay-restore': { read: 'getThing', echo: ['colour', { member: 'none' }] } }),
    sound: get({ 'x-assay-restore': { read: 'getThing' } }),
  },
  ...[
    { code: 'switch-parameter-unknown', change: { parameter: 'none' } },
    { code: 'switch-parameter-unknown', change: { read: { operation: 'getThing', parameter: 'none' } } },
    { code: 'switch-state-invalid', change: { shows: { half: { '/on': true } } } },
    { code: 'operation-unknown', change: { read: { operation: 'none', parameter: 'id' } } },
  ].map(({ code, change }) => ({ code, faulty: switching(change), sound: switching({}) })),
  { code: 'operation-unknown', faulty: session({ logout: 'x' }), sound: session({ logout: 'deleteThing' }) },
  {
    code: 'operation-unknown',
    faulty: task({ result: { operation: 'x' } }),
    sound: task({ result: { operation: 'getThing' } }),
  },
  {
    code: 'link-foreign',
    faulty: linked({ operationRef: 'https://example.com/a.yaml#/x' }),
    sound: linked({ operationId: 'getThing' }),
  },
  {
    code: 'link-parameter-unknown',
    faulty: linked({ operationId: 'getThing', parameters: { ids: '1' } }),
    sound: linked({ operationId: 'getThing', parameters: { id: '1' } }),
  },
  {
    code: 'expression',
    faulty: linked({ operationId: 'getThing', parameters: { id: '$response.bdy#/id' } }),
    sound: linked({ operationId: 'getThing', parameters: { id: '{$response.body#/0/id}' } }),
  },
  {
    code: 'expression',
    faulty: thing({ create: { identity: '$response.body#/href#regex:/things/[0-9]+' } }),
    sound: thing({ create: { identity: '$response.body#/href#regex:/things/([0-9]+)$' } }),
  },
  {
    code: 'expression',
    faulty: thing({ create: { identity: '$response.body#/href#regex:(' } }),
    sound: thing({ create: { identity: '$response.header.Location#regex:([^/]+)$' } }),
  },
  {
    code: 'expression',
    faulty: thing({ list: { identity: '$response.body#/id' } }),
    sound: thing({ list: { identity: '$item#/id' } }),
  },
  {
    code: 'expression',
    faulty: task({ poll: { operation: 'getThing', parameters: { id: '$response.query.id' } } }),
    sound: task({}),
  },
  { code: 'expression-constant', faulty: session({ token: 'abc' }), sound: session({}) },
  {
    code: 'resource-parameter-unknown',
    faulty: thing({ parameter: 'thing_id' }),
    sound: thing({ parameter: 'id' }),
  },
  {
    code: 'resource-member-unknown',
    faulty: thing({ echo: ['nam'] }),
    sound: thing({ echo: [{ member: 'size', as: 'value' }] }),
  },
  { code: 'resource-member-unknown', faulty: thing({ unique: ['nam'] }), sound: thing({ unique: ['name'] }) },
  {
    code: 'resource-member-undeclared',
    faulty: { ...shown, ...thing({ fixed: ['creatd_at'] }) },
    sound: { ...shown, ...thing({ fixed: ['created_at'] }) },
  },
  {
    code: 'resource-member-undeclared',
    faulty: { ...shown, ...thing({ rising: ['changed'] }) },
    sound: thing({ rising: ['changed'] }),
  },
  {
    code: 'resource-member-undeclared',
    faulty: { ...shown, ...thing({ act: [{ operation: 'getThing', distinct: '/keys/0/cod' }] }) },
    sound: { ...shown, ...thing({ act: [{ operation: 'getThing', distinct: '/keys/0/code' }] }) },
  },
  {
    code: 'operation-unknown',
    faulty: thing({ act: [{ operation: 'reset' }] }),
    sound: thing({ act: [{ operation: 'getThing', distinct: '/code' }, 'getThing'] }),
  },
  {
    code: 'resource-member-contradictory',
    faulty: thing({ fixed: ['name'] }),
    sound: thing({ fixed: ['id'] }),
  },
  {
    code: 'resource-rising-unordered',
    faulty: { ...shown, ...thing({ rising: ['keys'] }) },
    sound: { ...shown, ...thing({ rising: ['created_at'] }) },
  },
  { code: 'resource-mark-no-string', faulty: thing({ mark: 'size' }), sound: thing({ mark: 'name' }) },
  {
    code: 'resource-place-unknown',
    faulty: createdBelow({}),
    sound: createdBelow({ 'x-assay-value': { env: 'TENANT' } }),
  },
  {
    code: 'resource-find-unknown',
    faulty: thing({ list: { find: { name: '/name' } } }),
    sound: {
      ...get({ parameters: [{ name: 'name', in: 'query', schema: {} }] }),
      ...thing({ list: { find: { name: '/name' } } }),
    },
  },
  {
    code: 'list-parameter-unknown',
    faulty: get({ 'x-assay-list': { limit: 'max' } }),
    sound: get({ 'x-assay-list': { limit: 'max' }, parameters: [MAX] }),
  },
  {
    code: 'list-parameter-unknown',
    faulty: get({ 'x-assay-list': { paging: { cursor: 'from', next: '$response.body#/next' } } }),
    sound: get({
      'x-assay-list': { paging: { cursor: 'max', next: '$response.body#/next' } },
      parameters: [MAX],
    }),
  },
  {
    code: 'expression',
    faulty: get({ 'x-assay-list': { total: '$item#/total' } }),
    sound: get({ 'x-assay-list': { total: '$response.header.X-Total' } }),
  },
  {
    code: 'extension-shape',
    faulty: get({ 'x-assay-list': { items: '/items' } }),
    sound: get({ 'x-assay-list': { items: '/items', total: '$response.body#/total' } }),
  },
  { code: 'scheme-unknown', faulty: session({ with: 'basik' }), sound: session({ with: 'basic' }) },
  {
    code: 'scheme-unknown',
    faulty: get({ security: [{ key: [] }] }),
    sound: get({ security: [{ basic: [] }] }),
  },
  {
    code: 'session-no-api-key',
    faulty: basic({ 'x-assay-session': { login: 'createThing', with: 'basic', token: '$url' } }),
    sound: session({}),
  },
  {
    code: 'credentials-part-unfit',
    faulty: basic({ 'x-assay-credentials': { token: { env: 'T' } } }),
    sound: basic({ 'x-assay-credentials': { username: { env: 'U' } } }),
  },
  {
    code: 'credentials-part-unfit',
    faulty: basic({ 'x-assay-credentials': { weaker: { token: { env: 'T' } } } }),
    sound: basic({ 'x-assay-credentials': { weaker: { username: { env: 'R' }, password: { env: 'S' } } } }),
  },
  {
    code: 'credentials-weaker-same',
    faulty: basic({ 'x-assay-credentials': { username: { env: 'U' }, weaker: { username: { env: 'U' } } } }),
    sound: basic({ 'x-assay-credentials': { username: { env: 'U' }, weaker: { username: { env: 'R' } } } }),
  },
  { code: 'status-key', faulty: answers('20X', {}), sound: answers('2XX', {}) },
  {
    code: 'body-none-with-content',
    faulty: answers('200', { 'x-assay-body': 'none', content: { 'text/plain': {} } }),
    sound: answers('200', { 'x-assay-body': 'none' }),
  },
  {
    code: 'refuses-without-error',
    faulty: answers('200', { 'x-assay-refuses': ['body'] }),
    sound: answers('default', { 'x-assay-refuses': ['body'] }),
  },
  {
    code: 'effect-unsaid',
    faulty: { paths: { '/x': { post: { operationId: 'x' } } } },
    sound: { paths: { '/x': { post: { operationId: 'x', 'x-assay-effect': 'read' } } } },
  },
  { code: 'path-value-unsaid', faulty: foreign({}), sound: foreign({ 'x-assay-value': { env: 'OTHER' } }) },
  { code: 'path-value-unsaid', faulty: foreign({}), sound: foreign({ example: 'a' }) },
  {
    code: 'path-value-unsaid',
    faulty: foreign({}),
    sound: {
      paths: {
        ...(linked({ operationId: 'getOther', parameters: { other: '$response.body#/0/id' } })[
          'paths'
        ] as JsonObject),
        ...(foreign({})['paths'] as JsonObject),
      },
    },
  },
];

function switching(change: JsonObject): JsonObject {
  const said = {
    parameter: 'to',
    member: '/id',
    read: { operation: 'getThing', parameter: 'id' },
    shows: { on: { '/on': true } },
  };
  const to = { name: 'to', in: 'query', schema: { enum: ['on', 'off'] } };
  return get({ parameters: [to], 'x-assay-switch': { ...said, ...change } });
}

describe('rules on operations, resources and schemes', () => {
  it.each(PAIRS)('say $code, and only where it is so', ({ code, faulty, sound }) => {
    expect(codesOf(soundWith(faulty))).toContain(code);
    expect(codesOf(soundWith(sound))).not.toContain(code);
  });
});
