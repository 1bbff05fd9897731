import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formatsPlugin from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Event } from '../model/event.ts';
import type { RecordedRun } from '../model/recording.ts';
import type { RecordedExchange } from '../model/run.ts';
import { writeHar } from './har.ts';
import { POISON, sampleEvents, started } from './sample.test-support.ts';

const SCHEMAS = join(import.meta.dirname, '../test/fixtures/schemas/har-1.2');
const ajv = new Ajv({ strict: false, allErrors: true });
formatsPlugin.default(ajv);
for (const name of readdirSync(SCHEMAS)) {
  const { $schema: _draft, ...schema } = JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8')) as Record<
    string,
    unknown
  >;
  ajv.addSchema(schema);
}

interface Entry {
  readonly pageref: string;
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: {
    readonly url: string;
    readonly headers: readonly object[];
    readonly queryString: readonly object[];
    readonly postData?: object;
  };
  readonly response: {
    readonly status: number;
    readonly headers: readonly object[];
    readonly content: object;
    readonly redirectURL: string;
    readonly comment?: string;
  };
}

function recorded(events: readonly Event[]): RecordedRun {
  return {
    rules: { failOn: 'must', minCoverage: null, waivers: null, earlier: [] },
    isAgainst: false,
    events,
  };
}

function exchange(parts: Partial<RecordedExchange>): Event {
  return {
    type: 'exchange',
    phase: 'coverage',
    exchange: {
      number: 1,
      at: 1500,
      operation: 'GET /sensors/appliances',
      purpose: 'list them',
      request: { method: 'GET', url: 'https://nsx.example.test/sensors/appliances', headers: [], body: null },
      response: { status: 204, headers: [], body: null },
      durationMs: 12.5,
      ...parts,
    },
  };
}

function entriesOf(...runs: RecordedRun[]): readonly Entry[] {
  const har = JSON.parse([...writeHar(runs)].join('')) as { log: { entries: readonly Entry[] } };
  const validate = ajv.getSchema('har.json#');
  validate?.(har);
  expect(validate?.errors).toBeNull();
  return har.log.entries;
}

describe('exchanges.har', () => {
  it('has every exchange of every run in the order of sending, and fits the schema of HAR 1.2', () => {
    const one = recorded(sampleEvents([]));
    const turned = recorded([started(), exchange({ number: 2, at: 90 }), exchange({ number: 1, at: 30 })]);

    const entries = entriesOf(one, turned);

    expect(entries).toHaveLength(9);
    expect(entries.slice(-2).map(({ pageref, startedDateTime }) => [pageref, startedDateTime])).toEqual([
      ['run-2', '2026-11-21T14:02:07.030Z'],
      ['run-2', '2026-11-21T14:02:07.090Z'],
    ]);
  });

  it.each([
    { name: 'no run', runs: [] },
    { name: 'a run that sent nothing', runs: [recorded([started()])] },
  ])('of $name fits the schema, too', ({ runs }) => {
    expect(entriesOf(...runs)).toEqual([]);
  });

  it('keeps headers and parameters that are repeated', () => {
    const headers = [
      ['set-cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ] as const;
    const url = 'https://nsx.example.test/sensors?tag=a&tag=b%20c&flag';

    const [entry] = entriesOf(
      recorded([
        started(),
        exchange({
          request: { method: 'GET', url, headers, body: null },
          response: { status: 200, headers, body: '' },
        }),
      ]),
    );

    const written = headers.map(([name, value]) => ({ name, value }));
    expect([entry?.request.headers, entry?.response.headers]).toEqual([written, written]);
    expect(entry?.request.queryString).toEqual([
      { name: 'tag', value: 'a' },
      { name: 'tag', value: 'b c' },
      { name: 'flag', value: '' },
    ]);
  });

  it('has bodies as they were recorded, with their media types', () => {
    const headers = [['Content-Type', 'application/json']] as const;
    const body = '{"password":"$NSX_PASSWORD"}';

    const [entry] = entriesOf(
      recorded([
        started(),
        exchange({
          request: { method: 'POST', url: 'https://nsx.example.test/x', headers, body },
          response: { status: 201, headers: [...headers, ['location', '/x/1']], body: 'é' },
        }),
      ]),
    );

    expect(entry?.request.postData).toEqual({ mimeType: 'application/json', text: body });
    expect(entry?.response).toMatchObject({
      status: 201,
      redirectURL: '/x/1',
      content: { size: 2, mimeType: 'application/json', text: 'é' },
    });
  });

  it('shows what got no reply with status 0 and the reason', () => {
    const response = { status: null, headers: [], body: null, failure: 'timeout after 30 s' };

    const [entry] = entriesOf(recorded([started(), exchange({ response })]));

    expect(entry?.response).toMatchObject({ status: 0, comment: 'timeout after 30 s' });
    expect(entry?.time).toBe(12.5);
  });

  it('is JSON whatever a server sent', () => {
    const response = { status: 200, headers: [['x', POISON] as const], body: POISON };

    const [entry] = entriesOf(recorded([started(), exchange({ response, purpose: POISON })]));

    expect(entry?.response.content).toMatchObject({ text: POISON.replace('\ud800', '\ufffd') });
  });
});
