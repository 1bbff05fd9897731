import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Mode, Run } from '../../model/run.ts';
import { conduct } from '../../runner/conduct.ts';
import { defaultOptions } from '../../runner/default-options.ts';
import { rowOf } from '../checks/departures/prove.ts';
import { hastyClock } from '../support/hasty-clock.ts';
import { FOLDER, notesContract, PAGINGS, type PagingName } from './notes-contract.ts';
import { type NotesBehaviour, startNotes } from './notes-server.ts';

const LIST = 'GET /notes';
const CHECKS = ['list-limit-ignored', 'list-paging-incomplete', 'list-total-wrong'];
const SELECTED = [...CHECKS, 'response-body-schema-violation', 'resource-created-not-listed'];
const KINDS = Object.keys(PAGINGS) as PagingName[];

interface Wish {
  readonly behaviour?: NotesBehaviour;
  readonly mode?: Mode;
  readonly target?: 'twin';
}

async function runOn(paging: PagingName, { behaviour, mode = 'full', target }: Wish = {}): Promise<Run> {
  const server = await startNotes(paging, behaviour);
  try {
    const run = await conduct(notesContract(paging), {
      ...defaultOptions(),
      target: target ?? server.origin,
      mode,
      timeout: 10,
      env: new Map(),
      clock: hastyClock(),
      journals: join(FOLDER, 'journals'),
      selects: ({ id }) => id === LIST,
      selectsCheck: (id) => SELECTED.includes(id),
    });
    expect(server.leftovers()).toEqual([]);
    return run;
  } finally {
    await server.close();
  }
}

function verdicts(run: Run): (string | undefined)[] {
  return CHECKS.map((check) => rowOf(run, LIST, check)?.verdict);
}

const found = ({ findings }: Run) => findings.map(({ check, level }) => `${level} ${check}`);

describe.concurrent.each(KINDS)('a list that is paged by %s', (paging) => {
  it('holds on a correct server, whether or not anything may be created', async () => {
    for (const mode of ['full', 'read-only'] as const) {
      const run = await runOn(paging, { mode });

      expect(found(run)).toEqual([]);
      expect(verdicts(run)).toEqual(['holds', 'holds', 'holds']);
    }
  });

  it('holds on a correct server that shows less at once than it is asked for', async () => {
    const run = await runOn(paging, { behaviour: { most: 2, others: 30 } });

    expect(found(run)).toEqual([]);
  });

  it('holds on the twin', async () => {
    const run = await runOn(paging, { target: 'twin' });

    expect(found(run)).toEqual([]);
    expect(verdicts(run)).toEqual(['holds', 'holds', 'holds']);
  });

  it('is not judged while others change it', async () => {
    const run = await runOn(paging, { behaviour: { isBusy: true } });

    expect(found(run)).toEqual([]);
    expect(rowOf(run, LIST, 'list-paging-incomplete')).toMatchObject({
      verdict: 'not-exercised',
      why: 'others changed the list meanwhile',
    });
  });

  it('is found to lack what its pages leave out, and to show twice what is on two', async () => {
    for (const behaviour of [{ shift: 1, others: 0 }, { shift: -1, others: 0 }, { isStuck: true }]) {
      const run = await runOn(paging, { behaviour });

      expect(found(run)).toEqual(['must list-paging-incomplete']);
    }
  });

  it('is found to lack what others have in it, which is SHOULD', async () => {
    const run = await runOn(paging, { behaviour: { shift: 1 }, mode: 'read-only' });

    expect(found(run)).toEqual(['should list-paging-incomplete']);
  });

  it('is found to count what it shows', async () => {
    const run = await runOn(paging, { behaviour: { countsShown: true } });

    expect(found(run)).toContain('must list-total-wrong');
  });
});

describe('a list that shows a part alone', () => {
  it('is not taken to lack what it does not show', async () => {
    for (const paging of KINDS) {
      const run = await runOn(paging, { behaviour: { most: 2 } });

      expect(found(run)).toEqual([]);
      // One of its pages shows it.
      expect(rowOf(run, LIST, 'resource-created-not-listed')?.verdict).toBe('holds');
    }
  });
});

describe('a list that ignores its limit', () => {
  it('is found to, also where nothing may be created', async () => {
    const run = await runOn('cursor', { behaviour: { ignoresLimit: true }, mode: 'read-only' });

    expect(found(run)).toEqual(['must list-limit-ignored']);
  });

  it('has no pages to ask for, which is said', async () => {
    const run = await runOn('cursor', { behaviour: { ignoresLimit: true } });

    expect(rowOf(run, LIST, 'list-paging-incomplete')).toMatchObject({
      verdict: 'not-exercised',
      why: 'there were not two pages to ask for',
    });
  });
});
