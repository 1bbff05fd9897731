import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { type ExpressionContext, evaluate } from './expressions.ts';

const CONTEXT: ExpressionContext = {
  status: 201,
  url: 'https://example.com/a',
  method: 'POST',
  request: {
    headers: [['X-Trace', 't1']],
    body: { name: 'n', nested: { 'a/b': 1 } },
    path: new Map<string, Json>([['id', 7]]),
    query: new Map<string, Json>([['q', 'x']]),
  },
  response: {
    headers: [['Location', '/things/42']],
    body: { id: 5, href: '/orgs/1/things/42', list: [{ id: 'a' }, { id: 'b' }, {}], none: null },
  },
};

describe('evaluate', () => {
  it.each<{ expression: Json; values: Json[] }>([
    { expression: '$statusCode', values: [201] },
    { expression: '$url', values: ['https://example.com/a'] },
    { expression: '$method', values: ['POST'] },
    { expression: '$request.body#/name', values: ['n'] },
    { expression: '$request.body#/nested/a~1b', values: [1] },
    { expression: '$request.path.id', values: [7] },
    { expression: '$request.query.q', values: ['x'] },
    { expression: '$request.header.x-trace', values: ['t1'] },
    { expression: '$response.header.location', values: ['/things/42'] },
    { expression: '$response.body#/id', values: [5] },
    { expression: '{$response.body#/id}', values: [5] },
    { expression: '$response.body#/none', values: [null] },
    { expression: '$response.body#/nowhere', values: [] },
    { expression: '$response.body#/list/0/id', values: ['a', 'b'] },
    { expression: '$response.body#/list/1/id', values: ['b'] },
    { expression: '$response.body#/href#regex:/things/([0-9]+)$', values: ['42'] },
    { expression: '$response.body#/href#regex:/orgs/([a-z]+)/', values: [] },
    { expression: '$response.body#/id#regex:(.)', values: [] },
    { expression: '$response.body#/list/0/id#regex:^(a)$', values: ['a'] },
    { expression: 'constant', values: ['constant'] },
    { expression: 'costs 5$', values: ['costs 5$'] },
    { expression: 5, values: [5] },
    { expression: '$nonsense', values: [] },
  ])('gives $values for $expression', ({ expression, values }) => {
    expect(evaluate(expression, CONTEXT)).toEqual(values);
  });

  it('speaks of an item', () => {
    expect(evaluate('$item#/id', { item: { id: 'a' } })).toEqual(['a']);
    expect(evaluate('$item', { item: 'a' })).toEqual(['a']);
  });

  it('gives nothing where there was no reply', () => {
    expect(evaluate('$response.body#/id', {})).toEqual([]);
    expect(evaluate('$response.body#/toString', CONTEXT)).toEqual([]);
  });
});
