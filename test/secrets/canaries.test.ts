import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS, writeReports } from '../../cli/output.ts';
import { compile } from '../../contract/compile.ts';
import type { Event } from '../../model/event.ts';
import type { Run } from '../../model/run.ts';
import { fold } from '../../reports/fold.ts';
import { writeAnnotations } from '../../reports/github-annotations.ts';
import { recordedRules } from '../../reports/recording/fold-recording.ts';
import { terminal } from '../../reports/terminal/terminal.ts';
import { conduct } from '../../runner/conduct.ts';
import { defaultOptions } from '../../runner/default-options.ts';
import { ECHO_CONTRACT } from './echo-contract.ts';
import { canary, type EchoServer, startEcho } from './echo-server.ts';
import { leaksOf, readings, SPELLINGS } from './spellings.ts';

const VARIABLES = [
  ...[
    'ECHO_USER',
    'ECHO_PASSWORD',
    'ECHO_KEY',
    'ECHO_QUERY_KEY',
    'ECHO_COOKIE',
    'ECHO_BEARER',
    'ECHO_CLIENT',
    'ECHO_SECRET',
  ],
  ...['ECHO_CONSUMER', 'ECHO_CONSUMER_SECRET', 'ECHO_TOKEN', 'ECHO_TOKEN_SECRET', 'ECHO_MEMBER'],
];
// Characters that every way of writing treats in its own way.
const ENV = new Map(VARIABLES.map((name, index) => [name, canary(index % 2 === 0 ? 'c/&="<%41' : 'canary')]));
const GIVEN = canary('given');
const folder = mkdtempSync(join(tmpdir(), 'assay-canaries-'));
const written = new Map<string, string>();
const events: Event[] = [];
let server: EchoServer;
let run: Run;

/** What every writer makes of a run, by name. */
function writtenOf(of: Run, told: readonly Event[], into: string) {
  const recorded = () => [{ rules: recordedRules({ failOn: 'must' }), isAgainst: false, events: told }];
  // What GitHub is told has no file.
  const formats = FORMATS.filter((format) => format !== 'github');
  const paths = writeReports(into, formats, { runs: [of], drifts: [], failOn: 'must', recorded });
  const files = paths.map((path): [string, string] => [basename(path), textIn(path)]);
  return { paths, texts: new Map([...files, ['github', writeAnnotations([of])]]) };
}

/** A file's text, or that of all files of a folder. */
function textIn(path: string): string {
  if (!statSync(path).isDirectory()) return readFileSync(path, 'utf8');
  return readdirSync(path)
    .map((name) => readFileSync(join(path, name), 'utf8'))
    .join('');
}

async function conducted(): Promise<Run> {
  const file = join(folder, 'echo.yaml');
  writeFileSync(file, ECHO_CONTRACT);
  const screen = terminal(
    { write: (text) => written.set('terminal', (written.get('terminal') ?? '') + text) },
    { colour: false },
  );
  const follow = screen.listen();
  const result = await conduct(compile({ file }), {
    ...defaultOptions(),
    target: server.origin,
    timeout: 5,
    rate: 'none',
    // A secret is known once the reply that names it is read: with others on the way, one that gives it away may overtake it.
    concurrency: 1,
    mode: 'full',
    budget: { name: 'test', random: 3 },
    env: ENV,
    headers: [['X-Auth-Token', GIVEN]],
    journals: join(folder, 'journals'),
    listen(event) {
      events.push(event);
      follow(event);
    },
  });
  const { texts, paths } = writtenOf(result, events, folder);
  screen.end([result], paths);
  for (const [name, text] of texts) written.set(name, text);
  return result;
}

beforeAll(async () => {
  server = await startEcho([...ENV.values(), GIVEN]);
  run = await conducted();
  for (const name of readdirSync(join(folder, 'journals')))
    written.set(name, readFileSync(join(folder, 'journals', name), 'utf8'));
  written.set('events', JSON.stringify(events));
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('against a server that gives every secret away', () => {
  it('a run finds much', () => {
    expect(server.count).toBeGreaterThan(100);
    expect(server.made.size).toBeGreaterThan(20);
    expect(run.findings.length).toBeGreaterThan(15);
    expect([...written.keys()]).toEqual(
      expect.arrayContaining([
        ...['report.json', 'report.html', 'junit.xml', 'results.sarif', 'exchanges.har', 'summary.md'],
        ...['ctrf.json', 'wfc-report.json', 'allure-results', 'github', 'events', 'terminal'],
      ]),
    );
    expect([...written.keys()].filter((name) => name.endsWith('.ndjson'))).toHaveLength(1);
    for (const [name, text] of written) expect(text.length, name).toBeGreaterThan(100);
  });

  it('says where secrets were, by their variables', () => {
    for (const name of VARIABLES)
      expect(written.get('events'), name).toMatch(new RegExp(`\\$\\{?${name}\\b`));
  });

  it('nothing that is written holds any of them', () => {
    const secrets = [...ENV.values(), GIVEN, ...server.made];
    const leaks = [...written].flatMap(([name, text]) =>
      leaksOf(secrets, readings(text)).map((leak) => `${name}: ${leak}`),
    );

    expect(leaks.slice(0, 10)).toEqual([]);
  });
});

it('the search would find a leak in whatever is written', () => {
  const secret = canary('c/&="<%41');
  const said = events.map((event): Event => {
    if (event.type === 'finding') return { ...event, finding: { ...event.finding, message: secret } };
    if (event.type !== 'exchange') return event;
    return { ...event, exchange: { ...event.exchange, purpose: secret } };
  });
  const leaking = fold(said, { failOn: 'must' });

  const { texts } = writtenOf(leaking, said, mkdtempSync(join(folder, 'leaking-')));

  const blind = [...texts].filter(([, text]) => leaksOf([secret], readings(text)).length === 0);
  expect([texts.size, blind.map(([name]) => name)]).toEqual([10, []]);
});

it.each(SPELLINGS.map((spell, index) => [index, spell] as const))(
  'the search would find a leak of spelling %i',
  (_, spell) => {
    const secret = canary('c/&="<%41');

    expect(
      leaksOf([secret], readings(JSON.stringify({ a: `before ${spell(secret)} after` }))).length,
    ).toBeGreaterThan(0);
  },
);
