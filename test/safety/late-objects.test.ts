import { describe, expect, it } from 'vitest';
import { said } from '../checks/departures/prove.ts';
import { conducted } from '../products/conducted.ts';
import { PAM } from '../products/product-table.ts';
import { runTiny } from '../support/tiny-api.ts';
import type { TinyRequest } from '../support/tiny-departure.ts';

/** Watches which paths are there at the end, by the replies to what reads and removes them. */
function watched() {
  const there = new Map<string, boolean>();
  return {
    there: () => [...there].filter(([, isThere]) => isThere).map(([path]) => path),
    tamper: <Reply extends { status: number }>({ method, path }: TinyRequest, reply: Reply): Reply => {
      if (method === 'GET' || method === 'PUT') there.set(path, reply.status < 300);
      if (method === 'DELETE' && reply.status < 300) there.set(path, false);
      return reply;
    },
  };
}

describe.concurrent('what comes of an object after its end', () => {
  it('is no break where a PUT makes it again, and is removed', async () => {
    const { there, tamper } = watched();
    const edit = (text: string) =>
      text.replace(
        /(operationId: putCard[\s\S]*?responses:\n)/,
        '$1        "201": {$ref: "#/components/responses/Card"}\n',
      );

    const run = await runTiny(
      { putMakesCards: true, tamper },
      { edit, operations: ['PUT /cards/{card_id}'] },
    );

    expect(run.findings.map(said)).toEqual([]);
    expect(run.summary).toMatchObject({ left: 0, created: run.summary.removed });
    expect(there().filter((path) => path.startsWith('/cards/'))).toEqual([]);
  });

  it('is removed where an update brings it back', async () => {
    const run = await runTiny({ usesDeleted: 'update' }, { operations: ['PATCH /notes/{note_id}'] });

    expect(run.summary).toMatchObject({ left: 0, created: run.summary.removed });
    expect(run.leftovers).toEqual([]);
  });
});

describe.concurrent('what a target keeps although it should not', () => {
  it.each([
    ['a refused note', { keepsRefused: true }, 'POST /notes'],
    ['a label twice', { addsLabels: true }, 'POST /labels'],
  ] as const)('is found by its mark and removed: %s', async (_, departure, operation) => {
    const honest = await runTiny({}, { operations: [operation] });
    const run = await runTiny(departure, { operations: [operation] });

    expect(run.summary.created).toBeGreaterThan(honest.summary.created);
    expect(run.summary).toMatchObject({ left: 0, created: run.summary.removed });
    expect(run.leftovers).toEqual([]);
  });

  it('is removed from a PAM Core that keeps what it refuses', async () => {
    const { run, leftovers } = await conducted(PAM, { faults: { keepsRefused: true } });

    expect(run.findings.map(({ check }) => check)).toContain('resource-refused-create-stored');
    expect(run.summary.left).toBe(0);
    expect(leftovers).toEqual([]);
  });
});
