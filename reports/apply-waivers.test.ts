import { describe, expect, it } from 'vitest';
import type { Event } from '../model/event.ts';
import type { Waiver } from '../model/waiver.ts';
import { fold } from './fold.ts';
import { ended, finding, sampleEvents, waiver } from './sample.test-support.ts';

const MUST = finding(0);
const TODAY = '2026-11-25';

const named = { operation: MUST.operation, check: MUST.check, pointer: MUST.pointer };

function folded(
  entry: Partial<Waiver>,
  findings = [MUST],
  more: { selected?: Set<string>; events?: Event[] } = {},
) {
  const events = more.events ?? sampleEvents(findings);
  const waivers = { entries: [waiver(entry)], today: TODAY, selected: more.selected };
  const run = fold(events, { failOn: 'must', waivers });
  return { run, entry: run.waivers[0], code: run.exitCode };
}

describe('a waiver', () => {
  it.each([
    ['its fingerprint', { fingerprint: MUST.fingerprint }],
    ['operation, check and pointer', named],
    ['keyword and contract too', { ...named, keyword: 'type', contract: 'nsx-sensor' }],
    ['all of it', { ...named, fingerprint: MUST.fingerprint }],
    ['a range of versions', { ...named, productVersions: '>=5 <6' }],
  ])('lets a finding pass by %s, and both say so', (_name, entry) => {
    const { run, entry: judged, code } = folded(entry);

    expect(code).toBe(0);
    expect(run.verdict).toBe('conformant');
    expect(run.reason).toContain('1 MUST waived');
    expect(run.findings[0]?.waived).toMatchObject({ reason: 'known', owner: 'us', ticket: 'T-1' });
    expect(run.summary).toMatchObject({ findings: { must: 1 }, waived: 1 });
    expect(judged).toMatchObject({ status: 'used', why: null, findings: [MUST.fingerprint] });
  });

  it('does not let pass what differs in one thing that it names', () => {
    for (const other of [{ keyword: 'minimum' }, { pointer: '/paths' }, { fingerprint: 'aaaaaaaaaaaa' }]) {
      const { code, entry } = folded({ ...named, fingerprint: MUST.fingerprint, ...other });

      expect({ code, status: entry?.status }).toEqual({ code: 1, status: 'unused' });
    }
  });

  it('waives on its last day, and fails the run on the next', () => {
    const last = folded({ ...named, expires: TODAY });
    const over = folded({ ...named, expires: '2026-11-24' });
    const nothing = folded({ ...named, expires: '2026-11-24' }, []);

    expect([last.code, over.code, nothing.code]).toEqual([0, 1, 1]);
    expect(over.run.findings[0]?.waived).toBeNull();
    expect(over.entry).toMatchObject({ status: 'expired', findings: [MUST.fingerprint] });
    expect(nothing.run.reason).toMatch(/^1 waiver has expired\./);
  });

  it('that is stale fails the run, where its check was judged and holds', () => {
    const { run, entry, code } = folded(named, []);

    expect(code).toBe(1);
    expect(run.verdict).toBe('conformant');
    expect(run.reason).toMatch(/^1 waiver is stale\./);
    expect(entry?.why).toMatch(/judged 2 times and holds/);
  });

  it('is stale after a run that looked at no less than the one that found it', () => {
    for (const budget of ['quick', 'normal', '50', '7']) {
      const { entry } = folded({ ...named, found: { target: 'live', mode: 'write', budget } }, []);

      expect(entry?.status).toBe('stale');
    }
  });

  it.each<[string, Partial<Waiver>, Parameters<typeof folded>[2]]>([
    [
      'it was found on a twin target, and this one is live',
      { ...named, found: { target: 'twin', mode: null, budget: null } },
      {},
    ],
    [
      'it was found by the budget thorough, and this one is normal',
      { ...named, found: { target: 'live', mode: 'full', budget: 'thorough' } },
      {},
    ],
    [
      'it was found in mode full, and this one is write',
      { ...named, found: { target: null, mode: 'full', budget: null } },
      { events: sampleEvents([], { started: { mode: 'write' } }) },
    ],
    ['its operation was not chosen', named, { selected: new Set(['GET /other']) }],
    ['its check did not take part', { ...named, check: 'task-went-back' }, {}],
    ['it is for the contract other', { ...named, contract: 'other' }, {}],
    ['it is for versions ^6, and this is 5.1.0', { ...named, productVersions: '^6' }, {}],
    [
      'was not decided',
      {
        ...named,
        operation: 'GET /sensors/appliances/{appliance-id}',
        check: 'response-status-undocumented',
      },
      {},
    ],
    ['with operation and check it could be told', { fingerprint: 'aaaaaaaaaaaa' }, {}],
    ['did not come to its end', named, { events: sampleEvents([], { ended: { interrupted: 130 } }) }],
    ['did not come to its end', named, { events: sampleEvents([], { ended: { notTested: 'unreachable' } }) }],
  ])('is neither stale nor used where %s', (why, entry, more) => {
    const { entry: judged, code, run } = folded(entry, [], more);

    expect(judged?.status).toBe('unused');
    expect(judged?.why).toContain(why);
    expect(code).toBe(run.verdict === 'conformant' ? 0 : (ended().interrupted ?? code));
  });

  it('is not stale while its check is broken by something else', () => {
    const { entry } = folded({ ...named, pointer: '/paths' });

    expect(entry).toMatchObject({
      status: 'unused',
      why: expect.stringContaining('broken by something else'),
    });
  });

  it('leaves a run that could not test what it is', () => {
    const events = sampleEvents([], { ended: { notTested: 'unreachable' } });

    expect(folded({ ...named, expires: '2020-01-01' }, [], { events }).code).toBe(3);
  });
});
