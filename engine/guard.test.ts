import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../contract/compile.ts';
import type { Case } from '../model/case.ts';
import type { Json } from '../model/json.ts';
import type { Mode } from '../model/run.ts';
import type { EngineContext } from './context.ts';
import { guard } from './guard.ts';

const DOCUMENT = `
openapi: 3.1.0
info: {title: Guarded, version: '1'}
x-assay-resources:
  thing: {parameter: id, create: {operation: make}, read: {operation: read}, delete: {operation: remove}}
  member: {parameter: id, create: {operation: join}, delete: {operation: leave}}
  part: {parameter: part, create: {operation: fit}, delete: {operation: unfit}}
paths:
  /things:
    post: {operationId: make, responses: {'201': {description: made}}}
  /things/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: read, responses: {'200': {description: shown}}}
    delete: {operationId: remove, responses: {'204': {description: gone}}}
  /things/{id}/parts:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    post: {operationId: fit, responses: {'201': {description: made}}}
  /things/{id}/parts/{part}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: part, in: path, required: true, schema: {type: string}}
    delete: {operationId: unfit, responses: {'204': {description: gone}}}
  /orgs/{org}/members/{id}:
    parameters:
      - {name: org, in: path, required: true, schema: {type: integer}, x-assay-value: {env: ORG, default: 1}}
      - {name: id, in: path, required: true, schema: {type: string}}
    delete: {operationId: leave, responses: {'204': {description: gone}}}
  /orgs/{org}/members:
    parameters:
      - {name: org, in: path, required: true, schema: {type: integer}, x-assay-value: {env: ORG, default: 1}}
    post: {operationId: join, responses: {'201': {description: made}}}
  /config:
    put: {operationId: configure, x-assay-restore: {read: read}, responses: {'200': {description: changed}}}
  /reset:
    post: {operationId: reset, x-assay-effect: update, responses: {'200': {description: reset}}}
  /danger:
    post: {operationId: danger, x-assay-dangerous: true, responses: {'201': {description: made}}}
`;

const file = join(mkdtempSync(join(tmpdir(), 'assay-guard-')), 'openapi.yaml');
writeFileSync(file, DOCUMENT);
const contract = compile({ file });
const OWN = contract.resources.slice(0, 2).map((resource) => ({
  resource,
  identity: 'mine',
  path: new Map<string, Json>([
    ['id', 'mine'],
    ...(resource.name === 'member' ? ([['org', 1]] as const) : []),
  ]),
}));

/** What the guard says of a request; undefined where it lets it pass. */
function said(
  operationId: string,
  mode: Mode,
  options: { id?: string; org?: Json; faulty?: string; method?: string; mock?: boolean } = {},
) {
  const operation = contract.operations.find((candidate) => candidate.operationId === operationId);
  if (!operation) throw new Error(`no ${operationId}`);
  const context = {
    contract,
    mode,
    plan: { basics: { 'POST /things': {} } },
    profile: { isStateful: options.mock !== true },
  } as unknown as EngineContext;
  const { id, org, faulty } = options;
  const fault = { kind: 'path', place: { where: `path ${faulty}`, instance: '' } };
  const expectation = faulty === undefined ? { kind: 'success' } : { kind: 'refusal', fault };
  const planned = { request: { method: options.method ?? operation.method }, expectation } as Case;
  const path = new Map<string, Json>([
    ...(id === undefined ? [] : ([['id', id]] as const)),
    ...(org === undefined ? [] : ([['org', org]] as const)),
  ]);
  try {
    guard(context, planned, operation, path, (name) => OWN.filter(({ resource }) => resource.name === name));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('guard', () => {
  it('lets reads pass in every mode', () => {
    expect(said('read', 'read-only', { id: 'theirs' })).toBeUndefined();
    expect(said('read', 'full', { id: 'theirs' })).toBeUndefined();
  });

  it('lets nothing be written in read-only mode', () => {
    expect(said('make', 'read-only')).toContain('read-only');
    expect(said('remove', 'read-only', { id: 'mine' })).toContain('read-only');
  });

  it('lets only our own objects be removed, in every mode', () => {
    expect(said('remove', 'write', { id: 'mine' })).toBeUndefined();
    expect(said('remove', 'write', { id: 'theirs' })).toContain('theirs was not created by this run');
    expect(said('remove', 'full', { id: 'theirs' })).toContain('theirs was not created by this run');
  });

  it('lets things be made only below our own objects', () => {
    expect(said('fit', 'write', { id: 'mine' })).toBeUndefined();
    expect(said('fit', 'full', { id: 'theirs' })).toContain('theirs was not created by this run');
  });

  it('lets a path be faulty on purpose in what the site gives, beside the name of an object of ours', () => {
    expect(said('leave', 'write', { id: 'mine', org: 1 })).toBeUndefined();
    expect(said('leave', 'write', { id: 'mine', org: 'none', faulty: 'org' })).toBeUndefined();
    expect(said('leave', 'write', { id: 'mine', org: 2 })).toContain('mine was not created by this run');
    expect(said('leave', 'write', { id: 'theirs', org: 'none', faulty: 'org' })).toContain('theirs');
    expect(said('leave', 'write', { id: 'none', org: 1, faulty: 'id' })).toContain('none was not created');
  });

  it('holds an undocumented method that may write for a write', () => {
    expect(said('read', 'write', { id: 'theirs', method: 'PATCH' })).toContain('theirs');
    expect(said('read', 'write', { id: 'mine', method: 'PATCH' })).toBeUndefined();
    expect(said('read', 'read-only', { id: 'theirs', method: 'TRACE' })).toBeUndefined();
  });

  it('keeps what exists once and what is dangerous for full mode', () => {
    expect(said('configure', 'write')).toContain('full mode');
    expect(said('configure', 'full')).toBeUndefined();
    expect(said('danger', 'write')).toContain('full mode');
    expect(said('danger', 'full')).toBeUndefined();
  });

  it('lets no update pass that names no object of ours', () => {
    expect(said('reset', 'full')).toContain('names no object of this run');
  });

  it('has nothing to guard on a mock', () => {
    expect(said('remove', 'read-only', { id: 'theirs', mock: true })).toBeUndefined();
  });
});
