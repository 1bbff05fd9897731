import { describe, expect, it } from 'vitest';
import { runShelf } from './run-shelf.ts';
import type { ShelfFault } from './shelf-server.ts';

const CREATE = 'POST /books';
const READ = 'GET /books/{book_id}';
const UPDATE = 'PUT /books/{book_id}';
const DELETE = 'DELETE /books/{book_id}';

/** What each fault must be found as; a fault of bodies shows wherever they are read. */
const TEN: readonly [
  fault: ShelfFault,
  check: string,
  operations: readonly string[],
  /** A keyword, where the check judges more than one. */
  keyword?: string,
][] = [
  ['server error', 'response-server-error', [CREATE]],
  ['invalid reply', 'response-body-schema-violation', [READ], 'type'],
  ['maximum ignored', 'request-invalid-accepted', [CREATE, UPDATE], 'maximum'],
  ['enum ignored', 'request-invalid-accepted', [CREATE, UPDATE], 'enum'],
  ['required ignored', 'request-invalid-accepted', [CREATE, UPDATE], 'required'],
  ['wrong location', 'resource-location-wrong', [CREATE]],
  ['delete without effect', 'resource-deleted-still-readable', [DELETE]],
  ['put merges', 'resource-update-partial', [UPDATE]],
  ['put adds', 'resource-update-not-idempotent', [UPDATE], 'echo/pages'],
  ['created not readable', 'resource-created-not-readable', [CREATE]],
];

describe.concurrent('the ten planted fault types of the published comparison', () => {
  it.each(TEN)('%s is found by %s', async (fault, check, operations, keyword) => {
    const run = await runShelf({ fault });

    const found = run.findings.filter(
      (finding) => finding.check === check && (keyword === undefined || finding.keyword === keyword),
    );
    expect(new Set(found.map(({ operation }) => operation))).toEqual(new Set(operations));
    expect(found.map(({ level }) => level)).toContain('must');
    expect(run).toMatchObject({ verdict: 'not-conformant' });
  });

  it.each([1, 2, 3])('leave nothing to find on a server without them, with the seed %i', async (seed) => {
    const run = await runShelf({ seed, random: 5 });

    expect(run.findings).toEqual([]);
    expect(run).toMatchObject({ verdict: 'conformant', exitCode: 0, leftovers: [] });
  });
});
