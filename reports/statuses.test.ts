import { describe, expect, it } from 'vitest';
import type { ListedExchange } from '../model/run.ts';
import { countStatuses, statusesOf } from './statuses.ts';

const sent = (
  operation: string,
  status: number | null,
  method = operation.split(' ')[0] ?? '',
): ListedExchange => ({
  number: 1,
  at: 0,
  phase: 'coverage',
  operation,
  purpose: 'see',
  method,
  path: '/',
  status,
  durationMs: 1,
  findings: [],
  whole: null,
});

describe('the statuses of an operation', () => {
  it('are counted where the document lists them, by class and default too, and told apart where it does not', () => {
    const documented = { 'GET /a': ['200', '4XX', 'default'], 'GET /b': ['201'], 'GET /c': [] };
    const exchanges = [
      ...[200, 200, 404, 500, 302].map((status) => sent('GET /a', status)),
      ...[200, null].map((status) => sent('GET /b', status)),
      sent('GET /a', 405, 'TRACE'),
    ];

    const statuses = statusesOf(documented, exchanges);

    expect(statuses).toEqual([
      {
        operation: 'GET /a',
        documented: [
          { status: '200', exchanges: 2 },
          { status: '4XX', exchanges: 1 },
          { status: 'default', exchanges: 1 },
        ],
        undocumented: [{ status: 302, exchanges: 1 }],
      },
      {
        operation: 'GET /b',
        documented: [{ status: '201', exchanges: 0 }],
        undocumented: [{ status: 200, exchanges: 1 }],
      },
      { operation: 'GET /c', documented: [], undocumented: [] },
    ]);
    expect(countStatuses(statuses)).toEqual({ seen: 3, documented: 4 });
  });

  it('of a document that lists default alone are all under it', () => {
    expect(statusesOf({ 'GET /a': ['default'] }, [sent('GET /a', 200)])[0]?.documented).toEqual([
      { status: 'default', exchanges: 1 },
    ]);
  });
});
