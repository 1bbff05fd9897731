import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemaProblems } from '../../contract/json-schema.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Run } from '../../model/run.ts';
import { writeJson } from '../../reports/report-json.ts';
import { isFor } from '../checks/departures/departure-case.ts';
import { runTiny, type TinyOptions } from '../support/tiny-api.ts';
import type { Departure } from '../support/tiny-departure.ts';
import { problem } from '../support/tiny-state.ts';

const NOTES: TinyOptions = { operations: ['GET /notes', 'POST /notes', 'PATCH /notes/{note_id}'] };
const SCHEMA = JSON.parse(
  readFileSync(new URL('../../reports/report.schema.json', import.meta.url), 'utf8'),
) as JsonObject;

function of(run: Run, operation: string) {
  const found = run.coverage.operations.find((each) => each.operation === operation);
  if (!found) throw new Error(`${operation} is not in the ledger`);
  return found;
}

function statusOf(run: Run, operation: string, place: string, keyword: string) {
  const places = of(run, operation).places.filter((each) => each.place === place);
  if (places.some(({ judged }) => judged.includes(keyword))) return { valid: 'judged', fault: 'judged' };
  return places.flatMap(({ open }) => open).find((each) => each.keyword === keyword);
}

describe('a run against a correct server', () => {
  it('covers all that can be tried, and passes a gate of 100 %', async () => {
    const run = await runTiny({}, { ...NOTES, minCoverage: 100 });

    expect(run.coverage).toMatchObject({ percent: 100, minimum: 100, missed: [] });
    expect(run.coverage.constraints).toMatchObject({ part: 0, none: 0 });
    expect(run.coverage.sides.judged).toBeGreaterThan(50);
    expect(run).toMatchObject({ verdict: 'conformant', exitCode: 0 });
    expect(schemaProblems(SCHEMA, JSON.parse(writeJson([run])) as JsonObject)).toEqual([]);
  });

  it('has the chosen operations in its ledger, and no other', async () => {
    const run = await runTiny({}, NOTES);

    expect(run.coverage.operations.map(({ operation, places }) => [operation, places.length > 0])).toEqual([
      // Its life brings its other operations along: their cases count, their constraints do not.
      ...['GET /notes', 'POST /notes'].map((operation) => [operation, true]),
      ['GET /notes/{note_id}', false],
      ['DELETE /notes/{note_id}', false],
      ['PATCH /notes/{note_id}', true],
      ['POST /notes/{note_id}/export', false],
    ]);
  });

  it('in mode read-only misses what writes, and fails the gate for it', async () => {
    const run = await runTiny({}, { ...NOTES, mode: 'read-only', minCoverage: 100 });

    expect(of(run, 'GET /notes').sides).toMatchObject({ judged: 15, counted: 15 });
    expect(of(run, 'POST /notes').sides).toMatchObject({ judged: 0 });
    expect(run.coverage.missed).toEqual([
      { why: 'it writes, and the mode is read-only', sides: expect.any(Number) },
    ]);
    expect(run).toMatchObject({ verdict: 'conformant', exitCode: 1 });
    expect(run.reason).toMatch(/^Coverage is [\d.]+ %, below the 100 % that --min-coverage asks for\./);
  });

  it('says of a check that does not take part that nothing was judged by it', async () => {
    const run = await runTiny({}, { ...NOTES, checks: ['request-valid-refused'] });

    expect(run.coverage.missed).toEqual([
      { why: 'the check request-invalid-accepted does not take part', sides: expect.any(Number) },
    ]);
  });

  it('that is stopped says so of all that it did not send, and is not judged by the gate', async () => {
    const run = await runTiny({}, { ...NOTES, minCoverage: 100, stopped: true });

    expect(run.exitCode).toBe(130);
    expect(run.coverage.percent).toBe(0);
    expect(run.coverage.missed.map(({ why }) => why)).toEqual([
      'the run ended before it was sent and judged',
      'its value is that of an object that the run learns of',
    ]);
  });
});

describe('a run against a server that departs', () => {
  const onPost = (departure: Departure) => runTiny(departure, { operations: ['POST /notes'] });

  it('has judged what a faulty server lets pass', async () => {
    const run = await onPost({ overlooks: (fault) => fault.includes('priority') });

    expect(run.verdict).toBe('not-conformant');
    expect(run.coverage.percent).toBe(100);
  });

  it('has judged no fault whose control is refused', async () => {
    const run = await onPost({
      answer: (request) => (isFor(request, 'POST /notes') && request.token !== '' ? problem(400) : undefined),
    });

    expect(statusOf(run, 'POST /notes', 'body /priority', 'maximum')).toMatchObject({
      valid: 'missed',
      fault: 'missed',
    });
    expect(run.coverage.missed.map(({ why }) => why).join()).toMatch(
      /was answered 400, so the refusal proves nothing/,
    );
  });

  it('has judged no fault that is answered by a status that refuses nothing', async () => {
    const run = await onPost({ refuses: () => 404 });

    expect(statusOf(run, 'POST /notes', 'body /priority', 'maximum')).toEqual({
      keyword: 'maximum',
      valid: 'judged',
      fault: 'missed',
      why: '404 does not refuse a fault of this kind',
    });
  });
});
