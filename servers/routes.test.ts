import { describe, expect, it } from 'vitest';
import type { Operation } from '../model/contract.ts';
import { contractOf, RESPONSES } from './prism/test-support.ts';
import { routesOf } from './routes.ts';

const GET = { get: { responses: RESPONSES } };

function operationsOf(templates: readonly string[]): readonly Operation[] {
  const parameter = (name: string) => ({ in: 'path', name, required: true, schema: { type: 'string' } });
  const paths = templates.map((template) => {
    const names = [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => String(name));
    return [template, { ...GET, parameters: names.map(parameter) }] as const;
  });
  return contractOf(Object.fromEntries(paths)).operations;
}

describe('routesOf', () => {
  it.each([
    [['/docs/{slug}', '/docs', '/docs/search'], '/docs/search', '/docs/search'],
    [['/docs/{slug}', '/docs', '/docs/search'], '/docs/other', '/docs/{slug}'],
    [['/docs/{slug}', '/docs', '/docs/search'], '/docs', '/docs'],
    [['/{a}/b', '/a/{b}'], '/a/b', '/a/{b}'],
    [['/files/{name}', '/files/{name}.json'], '/files/x.json', '/files/{name}.json'],
    [['/a.b'], '/axb', undefined],
    [['/{a}'], '/a/b', undefined],
  ])('of %j gives %s to %s', (templates, path, expected) => {
    expect(routesOf(operationsOf(templates))(path)?.path).toBe(expected);
  });

  it('gives literal paths in any order of many', () => {
    const sections = Array.from({ length: 8 }, (_, index) => `/s${index}`);
    const templates = sections.flatMap((section) => [
      `${section}/{id}`,
      section,
      `${section}/{id}/more`,
      `${section}/search`,
    ]);

    const operations = operationsOf(templates);
    for (const turn of operations.keys()) {
      const route = routesOf([...operations.slice(turn), ...operations.slice(0, turn)]);
      for (const section of sections) expect(route(`${section}/search`)?.path).toBe(`${section}/search`);
    }
  });
});
