import { describe, expect, it } from 'vitest';
import type { TwinDeparture } from '../servers/twin/departure.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { benchFor } from './bench.ts';
import type { Mutant } from './mutant.ts';
import { tryMutant } from './trial.ts';

const READ = 'GET /notes/{note_id}';
const bench = benchFor(tinyContract(), {
  seed: 1,
  budget: { name: 'quick', random: 0 },
  reading: 'strict',
});

function mutant(check: string, depart: () => TwinDeparture): Mutant {
  const target = { operation: READ };
  return { id: 'the one', family: 'response', check, target, what: 'departs', depart };
}

const tried = (one: Mutant, inFull = false) => tryMutant(one, { bench, known: new Set(), inFull });

describe('the suite of the tiny contract', () => {
  it('finds nothing of the twin itself', async () => {
    const { findings, notTested, exchanges } = await bench.try(undefined, undefined, () => false);

    expect(findings).toEqual([]);
    expect(notTested).toBeNull();
    expect(exchanges).toBeGreaterThan(100);
  });

  it('kills a mutant by the check that is to find it, in part and in whole', async () => {
    const failing = mutant('response-server-error', () => ({
      answer: (call, usual) =>
        call.operation.id === READ
          ? { status: 500, headers: [], mediaType: undefined, body: undefined }
          : usual(),
    }));

    const verdict = await tried(failing, true);

    expect(verdict).toMatchObject({ outcome: 'killed', wholeAgrees: true });
    expect(verdict.by[0]).toMatchObject({ check: 'response-server-error', operation: READ, level: 'must' });
  });

  it('takes what nothing tells from the twin for equivalent, after many requests', async () => {
    const idle = mutant('response-server-error', () => ({ answer: (_, usual) => usual() }));

    const verdict = await tried(idle);

    expect(verdict).toMatchObject({ outcome: 'equivalent', by: [], departed: 0 });
    expect(verdict.probes).toBeGreaterThan(20);
  });

  it('lets survive what differs in a way that no document forbids', async () => {
    const chatty = mutant('response-header-missing', () => ({
      answer(_, usual) {
        const reply = usual();
        return { ...reply, headers: [...reply.headers, ['X-Mood', 'fine']] };
      },
    }));

    const verdict = await tried(chatty);

    expect(verdict).toMatchObject({ outcome: 'survived', by: [] });
    expect(verdict.departed).toBeGreaterThan(0);
  });

  it('says why it broke off, if a mutant makes it break off', async () => {
    const broken = mutant('response-missing', () => ({
      answer: () => {
        throw new Error('no twin of mine');
      },
    }));

    expect(await tried(broken)).toMatchObject({ outcome: 'survived', error: 'Error: no twin of mine' });
  });
});
