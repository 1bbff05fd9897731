import type { Event } from '../model/event.ts';
import type { Finding, ListedExchange, RecordedStep, Run } from '../model/run.ts';
import { LEVELS } from '../model/statement.ts';
import type { Waiver } from '../model/waiver.ts';
import { sampleCoverage } from './coverage.test-support.ts';
import { fold } from './fold.ts';
import { earlierRun } from './since.ts';

/** Everything that has ever got out of a page, a terminal or an XML file, in one string. */
export const POISON =
  '</script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 1">' +
  '\'"><svg onload=window.pwned=1></pre></style><!-- --> ]]> &amp; {{7*7}} <%= 7*7 %> $\u007b7*7} $& $` %%X%%' +
  '\u001b[31mred\u001b]8;;http://evil.test\u0007link\u001b]8;;\u0007\u0000\u0008\u009b1m' +
  '\u202Egnp.exe\u2066\u200b\u2028\u2029\ufffe\ud800 javascript:alert(1)\r\nend\tof';

/** The operations of the sample contract. */
export const OPERATIONS = [
  'POST /sensors/registration-tokens',
  'GET /sensors/registration-tokens',
  'GET /sensors/registration-tokens/{token-id}',
  'DELETE /sensors/registration-tokens/{token-id}',
  'GET /sensors/appliances',
  'GET /sensors/appliances/{appliance-id}',
  'PUT /sensors/appliances/{appliance-id}',
  'GET /sensors/appliances/{appliance-id}/status',
];

/** The checks of the sample run. */
export const CHECKS = [
  'server-error',
  'response-status-undocumented',
  'response-media-type-undocumented',
  'response-body-schema-violation',
  'request-invalid-accepted',
  'request-valid-refused',
  'credentials-missing-accepted',
  'created-not-readable',
];

type Started = Extract<Event, { type: 'run-started' }>;
type Ended = Extract<Event, { type: 'run-ended' }>;

/** A run's beginning, parts replaced. */
export function started(parts: Partial<Started> = {}): Started {
  return {
    type: 'run-started',
    contract: {
      name: 'nsx-sensor',
      title: 'VMware NSX sensors',
      version: '5.1.0',
      file: 'specs/nsx-sensor/openapi.yaml',
      productVersion: null,
    },
    target: { url: 'https://nsx.example.test', kind: 'live' },
    mode: 'full',
    seed: 1764,
    budget: 'normal',
    startedAt: '2026-11-21T14:02:07.000Z',
    operations: OPERATIONS,
    documented: Object.fromEntries(OPERATIONS.map((operation) => [operation, ['200', '404', 'default']])),
    checks: CHECKS,
    cases: 24,
    creates: 6,
    ...parts,
  };
}

/** A run's end, parts replaced. */
export function ended(parts: Partial<Ended> = {}): Ended {
  return {
    type: 'run-ended',
    durationMs: 192_400,
    account: { created: 14, removed: 14, left: 0, restored: 1 },
    leftovers: [],
    interrupted: null,
    notTested: null,
    ...parts,
  };
}

/** One step, parts replaced. */
function step(parts: Partial<RecordedStep> = {}): RecordedStep {
  return {
    number: 1,
    at: 12,
    operation: 'POST /sensors/registration-tokens',
    purpose: 'create a token',
    request: {
      method: 'POST',
      url: 'https://nsx.example.test/sensors/registration-tokens',
      headers: [
        ['authorization', 'Basic <redacted>'],
        ['content-type', 'application/json'],
      ],
      body: '{"display_name":"assay-7f3a","description":"made by assay","number_of_sensors":2}',
    },
    response: {
      status: 200,
      headers: [['content-type', 'application/json']],
      body: '{"id":"0d9a6c3e-63f1-4b8e-9a53-2f0a6d6f7c11","display_name":"assay-7f3a","usage_count":"0"}',
    },
    durationMs: 41,
    curl: `curl -X POST https://nsx.example.test/sensors/registration-tokens -u "$NSX_USERNAME:$NSX_PASSWORD"`,
    ...parts,
  };
}

/** The `at`th of as many findings as wanted; parts replaced. */
export function finding(at: number, parts: Partial<Finding> = {}): Finding {
  const { request, response } = step();
  const operation = OPERATIONS[at % OPERATIONS.length] ?? '';
  const level = LEVELS[at % 3] ?? 'may';
  const fingerprint = `f${String(at).padStart(4, '0')}a91c0b77de`;
  return {
    fingerprint,
    check: CHECKS[(at * 3 + 3) % CHECKS.length] ?? '',
    level,
    operation,
    pointer: '/components/schemas/RegistrationToken/properties/usage_count',
    keyword: 'type',
    instance: '/usage_count',
    message: 'The member usage_count is a string, and the document says that it is an integer.',
    expected: { type: 'integer', minimum: 0 },
    received: '0',
    source: {
      document: 'Security Services Platform Sensor APIs 5.1.0',
      at: 'RegistrationTokenInfo, usage_count',
      basis: level === 'must' ? 'documented' : level === 'should' ? 'corroborated' : 'inferred',
      ...(level === 'may'
        ? { reading: 'The page does not say whether it may be absent; we read it as required.' }
        : {}),
      file: 'specs/nsx-sensor/openapi.yaml',
      line: 212 + at,
      column: 15,
    },
    frame: {
      firstLine: 210 + at,
      lines: [
        '      properties:',
        '        usage_count:',
        '              type: integer',
        '              minimum: 0',
        '',
      ],
    },
    exchange: 1 + at,
    request: { ...request, method: operation.split(' ')[0] ?? 'GET' },
    response,
    steps: at % 2 === 0 ? [] : [step(), step({ number: 2, at: 60, purpose: 'read it back', durationMs: 12 })],
    curl: `curl -X POST https://nsx.example.test/sensors/registration-tokens -u "$NSX_USERNAME:$NSX_PASSWORD" -H 'content-type: application/json' -d '{"display_name":"assay-7f3a"}'`,
    replay: `assay replay .assay/report.json ${fingerprint}`,
    count: 1,
    waived: null,
    ...parts,
  };
}

/** The exchange with a number as runs list it; parts replaced. */
export function listed(number: number, parts: Partial<ListedExchange> = {}): ListedExchange {
  return {
    number,
    at: number * 20,
    phase: 'coverage',
    operation: 'GET /sensors/appliances',
    purpose: 'list appliances',
    method: 'GET',
    path: '/sensors/appliances',
    status: 200,
    durationMs: 12,
    findings: [],
    whole: null,
    ...parts,
  };
}

/** An entry that names nothing yet; parts replaced. */
export function waiver(parts: Partial<Waiver> = {}): Waiver {
  return {
    file: 'assay.waivers.yaml',
    line: 2,
    column: 5,
    fingerprint: null,
    contract: null,
    operation: null,
    check: null,
    pointer: null,
    keyword: null,
    reason: 'known',
    owner: 'us',
    ticket: 'T-1',
    document: null,
    expires: '2027-01-31',
    productVersions: null,
    found: null,
    ...parts,
  };
}

/** The events of a whole run with so many findings; every other pair of operation and check holds or says why not. */
export function sampleEvents(
  findings: readonly Finding[],
  parts: { readonly started?: Partial<Started>; readonly ended?: Partial<Ended> } = {},
): Event[] {
  const begin = started(parts.started);
  const succeeded = typeof parts.ended?.notTested !== 'string';
  return [
    begin,
    ...sampleCoverage(),
    ...begin.operations.slice(0, -1).flatMap((operation, at): Event[] => [
      {
        type: 'exchange',
        phase: 'coverage',
        exchange: step({
          operation,
          number: at + 1,
          at: 50 * at,
          request: { ...step().request, method: operation.split(' ')[0] ?? '' },
        }),
      },
      { type: 'case-done', operation, phase: 'coverage', succeeded },
      { type: 'case-done', operation, phase: 'random', succeeded: false },
    ]),
    ...begin.operations.flatMap((operation, row) =>
      begin.checks.flatMap((check, column) => verdictEvents(operation, check, row + column)),
    ),
    ...findings.map((each): Event => ({ type: 'finding', finding: each })),
    ended(parts.ended),
  ];
}

function verdictEvents(operation: string, check: string, at: number): Event[] {
  const said = { type: 'verdict', operation, check } as const;
  if (at % 9 === 6) return [];
  if (at % 9 === 7) return [{ ...said, verdict: 'not-applicable', why: 'the operation sends no body' }];
  if (at % 9 === 8) {
    return [{ ...said, verdict: 'not-decidable', why: 'a stateless mock cannot show it' }];
  }
  return [
    { ...said, verdict: 'holds', why: null },
    { ...said, verdict: 'holds', why: null },
  ];
}

/** A run with so many findings, folded at MUST. */
export function sampleRun(count: number, parts: Parameters<typeof sampleEvents>[1] = {}): Run {
  const findings = Array.from({ length: count }, (_, at) => finding(at));
  const run = fold(sampleEvents(findings, parts), { failOn: 'must' });
  return { ...run, tool: { name: 'assay', version: '0.1.0' } };
}

/** Four contracts as a first run leaves them: conformant, broken, not tested and one that left something. */
export function sampleRuns(): Run[] {
  const contract = started().contract;
  const named = (name: string, title: string, version: string) => ({
    started: { contract: { ...contract, name, title, version, file: `specs/${name}/openapi.yaml` } },
  });
  const [nsx, pce, pam, srm] = [
    named('nsx-sensor', 'VMware NSX sensors', '5.1.0'),
    named('illumio-pce', 'Illumio PCE pairing profiles', '21.5'),
    named('senhasegura-pam', 'senhasegura PAM devices', '3.22'),
    named('vmware-srm', 'VMware SRM', '8.8'),
  ];
  const left = {
    account: { created: 9, removed: 8, left: 1, restored: 0 },
    leftovers: [
      {
        resource: 'pairing',
        identity: 'a1f0-77',
        how: 'DELETE /pairings/a1f0-77 answered 409; try again later',
      },
    ],
  };
  return [
    sampleRun(0, nsx),
    sampleRun(5, pce),
    sampleRun(0, {
      ...pam,
      ended: { notTested: 'PAM_CLIENT_ID is not set, and the target asks for credentials.' },
    }),
    sampleRun(0, { ...srm, ended: left }),
  ];
}

/** A run in which every field that comes from somewhere else is poison. */
export function poisonedRun(): Run {
  const events = sampleEvents([finding(0), finding(1), finding(2)]);
  const { fingerprint } = finding(2);
  const entries = [waiver({ fingerprint }), waiver({ line: 9, fingerprint, expires: '2020-01-31' })];
  const before = sampleRun(5, { started: { startedAt: '2026-11-01T08:30:00.000Z' } });
  const run = fold(events, {
    failOn: 'must',
    waivers: { entries, today: '2026-11-25' },
    earlier: [earlierRun(before) ?? before],
  });
  const poison = (key: string, value: unknown): unknown =>
    typeof value === 'string' && !KEPT.has(key) && !/^f\d{4}/.test(value) ? `${POISON}${value}` : value;
  return { ...(JSON.parse(JSON.stringify(run, poison)) as Run), tool: run.tool };
}

// Words of ours that readers switch on.
const KEPT = new Set([
  'schemaVersion',
  'kind',
  'mode',
  'verdict',
  'level',
  'failOn',
  'basis',
  'startedAt',
  'status',
  'expires',
  'valid',
  'fault',
]);
