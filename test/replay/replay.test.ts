import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../contract/compile.ts';
import { conduct } from '../../runner/conduct.ts';
import { replay } from '../../runner/replay.ts';
import { notesContract } from '../lists/notes-contract.ts';
import { startNotes } from '../lists/notes-server.ts';
import { contractOf, PATIENT } from '../products/conducted.ts';
import { SRM_FAULTS } from '../products/faults/vmware-srm.ts';
import { PCE, SRM } from '../products/product-table.ts';
import { type Entanglement, type ShelfFault, startShelf } from '../published-faults/shelf-server.ts';
import { optionsOf, replayed, type Scene } from './replaying.ts';

const CREATE = 'POST /books';
const READ = 'GET /books/{book_id}';
const UPDATE = 'PUT /books/{book_id}';
const DELETE = 'DELETE /books/{book_id}';
const SHELF = compile({ file: join(import.meta.dirname, '..', 'published-faults', 'shelf.yaml') });

function shelf(fault: ShelfFault, operation: string, check: string, keyword?: string): Scene {
  return {
    contract: SHELF,
    only: [operation],
    base: '/v1',
    faulty: () => startShelf(fault),
    mended: () => startShelf(),
    wanted: (each) => each.check === check && (keyword === undefined || each.keyword === keyword),
  };
}

/** Numbers of deleted books are given again: no life has two creates and a delete between. */
const reusing: Entanglement = (books, { method, id }) => {
  if (method === 'DELETE' && id === `b${books.serial}`) books.serial -= 1;
  return undefined;
};

function srm(title: string): Scene {
  const planted = SRM_FAULTS.find((each) => each.title === title);
  if (!planted) throw new Error(`there is no fault ${title}`);
  const { faults, only, finding } = planted;
  return {
    contract: contractOf(SRM),
    env: SRM.env,
    faulty: () => SRM.start({ reading: 'strict', faults }),
    mended: () => SRM.start({ reading: 'strict' }),
    wanted: ({ check, operation }) => check === finding.check && operation === finding.operation,
    ...(only ? { only } : {}),
  };
}

const SCENES: readonly [what: string, scene: Scene][] = [
  ['of one exchange', shelf('invalid reply', READ, 'response-body-schema-violation', 'type')],
  [
    'of a faulty request and its control',
    shelf('maximum ignored', CREATE, 'request-invalid-accepted', 'maximum'),
  ],
  ['of a life', shelf('delete without effect', DELETE, 'resource-deleted-still-readable')],
  ['of an update in a life', shelf('put adds', UPDATE, 'resource-update-not-idempotent')],
  [
    'of a random sequence',
    {
      ...shelf('invalid reply', DELETE, 'resource-identity-reused'),
      faulty: () => startShelf(undefined, reusing),
    },
  ],
  [
    'of a list that is walked page by page',
    {
      contract: notesContract('offset'),
      faulty: () => startNotes('offset', { shift: 1 }),
      mended: () => startNotes('offset'),
      wanted: ({ check }) => check === 'list-paging-incomplete',
    },
  ],
  ['of a session', srm('a logout that ends nothing')],
  ['of a task', srm('a state of a task that is not listed')],
];

describe.concurrent('a replayed finding', PATIENT, () => {
  it.each(SCENES)('%s is still broken, then fixed, and cannot be told without a server', async (_, scene) => {
    const { finding, faulty, mended, gone, requests } = await replayed(scene);

    expect([faulty.verdict, mended.verdict, gone.verdict]).toEqual(['still-broken', 'fixed', 'cannot-tell']);
    expect(faulty.found).toMatchObject({ fingerprint: finding.fingerprint, check: finding.check });
    expect(mended.found).toBeNull();
    for (const { sent } of [faulty, mended]) {
      expect(sent.map(({ operation }) => operation)).toEqual(
        expect.arrayContaining(finding.steps.map(({ operation }) => operation)),
      );
      expect(sent.length).toBeGreaterThan(0);
    }
    expect(gone.found).toBeNull();
    expect(gone.sent.filter(({ status }) => status !== null)).toEqual([]);
    expect(Math.max(requests.faulty, requests.mended)).toBeLessThanOrEqual(requests.run);
  });

  it('of a sequence shows its steps with what came, those of the finding alone', async () => {
    const { faulty } = await replayed(
      shelf('delete without effect', DELETE, 'resource-deleted-still-readable'),
    );

    const steps = faulty.found?.steps.map(({ number }) => number);
    expect(faulty.sent.map(({ number }) => number)).toEqual(steps);
    expect(faulty.sent.map(({ method, status }) => `${method} ${status}`)).toEqual(
      expect.arrayContaining(['DELETE 204', 'GET 200']),
    );
  });

  it('cannot be told with wrong credentials, and says so', async () => {
    const tampering = {
      tamper: (request: { segments: readonly string[] }, reply: { status: number }) =>
        request.segments.length === 5 && reply.status === 200 ? { ...reply, status: 203 } : reply,
    };
    const server = await PCE.start({ reading: 'strict', faults: tampering });
    const scene: Scene = {
      contract: contractOf(PCE),
      env: PCE.env,
      only: ['GET /orgs/{org_id}/pairing_profiles'],
      ...{ faulty: async () => server, mended: async () => server, wanted: () => true },
    };
    const options = { ...optionsOf(scene, server), mode: 'read-only' } as const;
    const run = await conduct(scene.contract, options);
    const finding = run.findings.find(({ check }) => check === 'response-status-undocumented');
    const env = new Map(Object.entries({ ...PCE.env, PCE_API_SECRET: 'wrong' }));

    const answer = finding && (await replay(scene.contract, { run, finding }, { ...options, env }));
    await server.close();

    expect(answer).toMatchObject({
      verdict: 'cannot-tell',
      why: expect.stringContaining('refused the credentials'),
    });
  });

  it('of a report that does not tell of its exchanges is looked for with all of its check', async () => {
    const server = await startShelf('invalid reply');
    const scene = shelf('invalid reply', READ, 'response-body-schema-violation', 'type');
    const run = await conduct(SHELF, optionsOf(scene, server));
    const finding = run.findings.find(scene.wanted);

    const old = { ...run, exchanges: [] };
    const answer = finding && (await replay(SHELF, { run: old, finding }, optionsOf(scene, server)));
    await server.close();

    expect(answer?.verdict).toBe('still-broken');
  });
});
