import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lint } from './lint.ts';
import { RULES } from './rules.ts';
import { lintDocument, SOUND, soundWith } from './testing/lint-document.ts';

const SPECS = fileURLToPath(new URL('../../specs/', import.meta.url));

function shipped(): [file: string, overlay: string | undefined][] {
  return readdirSync(SPECS).flatMap((product) => {
    const folder = `${SPECS}${product}/versions`;
    const overlays = existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
    return [undefined, ...overlays].map((overlay): [string, string | undefined] => [
      `${SPECS}${product}/openapi.yaml`,
      overlay,
    ]);
  });
}

describe('lint', () => {
  it('finds nothing in a sound contract', () => {
    expect(lintDocument(SOUND)).toEqual([]);
  });

  it.each(
    shipped().map(([file, overlay]) => ({
      file,
      overlay,
      name: `${basename(file.replace('/openapi.yaml', ''))} ${basename(overlay ?? '')}`,
    })),
  )('finds nothing in $name', ({ file, overlay }) => {
    expect(lint(file, overlay)).toEqual([]);
  });

  it('points at the line and column', () => {
    const text =
      'openapi: 3.1.0\ninfo: {title: a, version: "1"}\npaths:\n  /x:\n    get:\n      operationId: x\n      x-assay-effect: reed\n';

    const [found] = lintDocument(text);

    expect(found).toMatchObject({
      severity: 'error',
      code: 'extension-shape',
      pointer: '/paths/~1x/get/x-assay-effect',
    });
    expect(found?.position).toMatchObject({ line: 7, column: 7 });
    expect(found?.message).toContain('"read", "create"');
  });

  it('lists what it finds in the order of the file', () => {
    const faulty = soundWith({ components: { schemas: { A: { minimum: 2, maximum: 1, pattern: '(' } } } });

    const lines = lintDocument(faulty).map(({ position }) => position.line);

    expect(lines.length).toBeGreaterThan(1);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('shows what an overlay adds at the place that it is added to', () => {
    const overlay = {
      overlay: '1.0.0',
      actions: [{ target: '$.paths["/things"].get', update: { 'x-assay-effect': 'reed' } }],
    };

    const [found] = lintDocument(SOUND, overlay);

    expect(found).toMatchObject({
      pointer: '/paths/~1things/get/x-assay-effect',
      position: { line: 9, column: 7 },
    });
  });

  it('names all broken references at once', () => {
    const faulty = soundWith({
      components: { schemas: { A: { $ref: '#/nowhere' }, B: { $ref: 'b.yaml' }, default: { $ref: '#/no' } } },
      paths: { '/x': { get: { responses: { default: { $ref: '#/components/responses/Gone' } } } } },
    });

    expect(lintDocument(faulty).map(({ code }) => code)).toEqual([
      'reference',
      'reference',
      'reference',
      'reference',
    ]);
  });

  it.each([
    { what: 'no YAML', text: 'a: [', code: 'document-syntax' },
    { what: 'a list', text: '[]', code: 'document-not-object' },
    { what: 'no OpenAPI', text: 'a: 1', code: 'not-openapi' },
    { what: 'no paths', text: 'openapi: 3.1.0', code: 'no-paths' },
    { what: 'an alias in a circle', text: 'openapi: 3.1.0\npaths: &a {x-a: *a}', code: 'document-aliases' },
  ])('says $code of $what', ({ text, code }) => {
    expect(lintDocument(text)).toMatchObject([
      { severity: 'error', code, position: { line: expect.any(Number) } },
    ]);
  });

  it('says that a file or an overlay cannot be read', () => {
    expect(lint('/nowhere/openapi.yaml')).toMatchObject([{ code: 'document-unreadable' }]);
    expect(
      lintDocument(SOUND, { overlay: '1.0.0', actions: [{ target: '$.nowhere', remove: true }] }),
    ).toMatchObject([{ code: 'overlay-target' }]);
  });

  it('has rules with ids of their own', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });
});
