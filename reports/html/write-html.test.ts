import { describe, expect, it } from 'vitest';
import { compareRuns } from '../compare/compare-runs.ts';
import { fold } from '../fold.ts';
import {
  finding,
  listed,
  POISON,
  poisonedRun,
  sampleEvents,
  sampleRun,
  sampleRuns,
  waiver,
} from '../sample.test-support.ts';
import { earlierRun } from '../since.ts';
import { linkedText } from './page-text.ts';
import { writeHtml } from './write-html.ts';

describe('report.html', () => {
  it('is one file that points to nothing outside but the target', () => {
    const html = writeHtml([sampleRun(5)]);
    const addresses = [...html.matchAll(/\s(?:src|href)="([^"#][^"]*)"/g)].map(([, address]) => address);

    expect(addresses).toEqual(['https://nsx.example.test/']);
    expect(html).not.toMatch(/url\(|@import/);
    expect(html).not.toMatch(/<(link|img|iframe|object|embed|base|form)\b/);
    expect(html).toMatch(/default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+';/);
  });

  it('has the same bytes for the same runs', () => {
    expect(writeHtml(sampleRuns())).toBe(writeHtml(sampleRuns()));
  });

  it('tells every finding, the worst first', () => {
    const html = writeHtml([sampleRun(500)]);
    const levels = [...html.matchAll(/<details class="finding (\w+)"/g)].map(([, level]) => level);

    expect(levels).toHaveLength(500);
    expect([...new Set(levels)]).toEqual(['must', 'should', 'may']);
    expect(html.length).toBeLessThan(5_000_000);
  });

  it('says so where nothing broken was found', () => {
    const html = writeHtml([sampleRun(0)]);

    expect(html).toContain('Nothing broken was found.');
    expect(html).not.toContain('<details class="finding');
  });

  it('begins with an overview of several contracts', () => {
    const html = writeHtml(sampleRuns());

    expect(html).toContain('<h1>2 of 4 contracts conformant</h1>');
    expect(html).toContain('2 conformant, 1 not conformant, 1 not tested; 1 object left behind.');
  });

  it('gives two runs of one contract addresses of their own', () => {
    const ids = [...writeHtml([sampleRun(3), sampleRun(3)]).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells what became of each constraint, and why it is open', () => {
    const html = writeHtml([sampleRun(0)]);

    expect(html).toContain('66.6 %: 3 of 5 constraints judged in full, 1 in part, 1 not');
    expect(html).toMatch(/<code>pattern<\/code> .*kept<.*broken<.*it leaves nothing on the wire/);
    expect(html).toMatch(/>display_name<\/span> <code class="kept">.*maxLength<\/code>/);
    expect(html).not.toContain('that --min-coverage asks for');
  });

  it('says at its head that coverage failed the run', () => {
    const run = fold(sampleEvents([]), { failOn: 'must', minCoverage: 90 });
    const html = writeHtml([run]);

    expect(html).toContain(
      '<p class="lead">Coverage is 66.6 %, below the 90 % that --min-coverage asks for.',
    );
    expect(html).toContain('<h1>Conformant, 66.6 % covered</h1>');
    expect(html).toContain('exit 1: coverage below the minimum');
    expect(html).toContain('<p class="gate low">');
  });

  it('has no tag, attribute or hidden character from elsewhere', () => {
    const run = poisonedRun();
    const html = writeHtml([run, sampleRun(1)], [compareRuns(run, sampleRun(1))]);

    expect(html).toContain('assay.waivers.yaml');
    expect(html).toContain('Drift <span');
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.replace(/"[^"]*"/g, '""').match(/<[a-z][^>]*\son\w+=/gi)).toBeNull();
    expect(html.match(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029]/gu)).toBeNull();
    expect(html.includes('‹U+202E›gnp.exe')).toBe(true);
  });

  it('cuts a body that nobody would read to its end, and says so', () => {
    const response = { status: 200, headers: [], body: 'x'.repeat(20_000) };
    const html = writeHtml([{ ...sampleRun(0), findings: [finding(0, { response })] }]);

    expect(html).toContain('cut: 8,000 of 20,000 characters');
    // What is copied is whole.
    expect(html.slice(0, html.indexOf('<script'))).not.toContain('x'.repeat(8001));
  });
});

describe('a finding of the page', () => {
  it('shows the lines of the contract, the one that says it marked and pointed at', () => {
    const html = writeHtml([sampleRun(1)]);

    expect(html).toContain('<span class="at">&gt; 212</span>               type: integer\n');
    expect(html).toContain('<span class="at">  211</span>         usage_count:\n');
    expect(html).toContain(`<span class="at"></span> ${' '.repeat(14)}^\n`);
  });

  it('marks what breaks it in the body that does', () => {
    const html = writeHtml([sampleRun(1)]);

    expect(html).toContain('<mark>&quot;usage_count&quot;: &quot;0&quot;</mark>');
  });

  it('marks a fault in the request, not in the response', () => {
    const check = 'request-invalid-accepted';
    const parts = {
      check,
      instance: '/description',
      response: { status: 201, headers: [], body: '{"description":1}' },
    };
    const html = writeHtml([{ ...sampleRun(0), findings: [finding(0, parts)] }]);

    expect(html.match(/<mark>[^<]*<\/mark>/g)).toEqual([
      '<mark>&quot;description&quot;: &quot;made by assay&quot;</mark>',
    ]);
  });
});

describe('the matrix', () => {
  it('leads from every cell to what tells more', () => {
    const html = writeHtml([sampleRun(5)]);
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...html.matchAll(/<td><a class="v [^"]*" href="#([^"]+)"/g)].map(([, id]) => id);

    expect(links).toHaveLength(64);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('the head of the page', () => {
  it('warns where most answers are a refusal to talk', () => {
    const exchanges = Array.from({ length: 100 }, (_, at) => listed(at + 1, { status: at < 92 ? 401 : 200 }));

    expect(writeHtml([{ ...sampleRun(0), exchanges }])).toContain(
      '92 % of answers were 401 Unauthorized: are the credentials right?',
    );
  });

  it('says what is new, known and fixed where there are waivers', () => {
    const { fingerprint } = finding(0);
    const entries = [waiver({ fingerprint }), waiver({ fingerprint: 'gone', line: 9 })];
    const run = fold(sampleEvents([finding(0), finding(1)]), {
      failOn: 'must',
      waivers: { entries, today: '2026-11-25' },
    });
    const html = writeHtml([run]);

    expect(html).toMatch(/<b>1<\/b> new<.*<b>1<\/b> known<.*<b>\d<\/b> fixed</);
    expect(writeHtml([sampleRun(1)])).not.toContain('Against the waivers');
  });

  it('says what is new, known and fixed since the last run there', () => {
    const before = earlierRun(sampleRun(5, { started: { startedAt: '2026-11-01T08:30:00.000Z' } }));
    const run = fold(sampleEvents([finding(4), finding(7)]), {
      failOn: 'must',
      earlier: before ? [before] : [],
    });
    const html = writeHtml([run]);

    expect(html).toContain('Since the run of 1 Nov 2026, 08:30 UTC');
    expect(html).toMatch(/<b>1<\/b> new<.*<b>1<\/b> known<.*<b>\d<\/b> fixed<.*<b>\d<\/b> not seen again</);
    expect(html.match(/data-is="known"/g)).toHaveLength(1);
    expect(writeHtml([sampleRun(1)])).not.toContain('Since the run');
  });

  it('leads to each section', () => {
    const html = writeHtml(sampleRuns());
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...html.matchAll(/<nav[^>]*>(.*?)<\/nav>/gs)].flatMap(([, nav = '']) =>
      [...nav.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id),
    );

    expect(links).toHaveLength(4 * 9);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('the rules', () => {
  it('are told with what came of them', () => {
    const html = writeHtml(
      [sampleRun(5)],
      [],
      [{ id: 'request-invalid-accepted', title: 'Faulty requests are refused', level: 'must' }],
    );

    expect(html).toMatch(
      /<dt>Faulty requests are refused<\/dt><dd><code>request-invalid-accepted<\/code>, at most MUST<\/dd>/,
    );
    expect(html).toContain('<dt>request-valid-refused</dt>');
  });
});

describe('the script', () => {
  it('is one of its modules, without an import or export left', () => {
    const script = writeHtml([]).split('<script>')[1] ?? '';

    expect(script).toContain('function parseQuery');
    expect(script).not.toMatch(/^(import|export)\b/m);
  });
});

describe('a link', () => {
  it.each([
    ['https://docs.example.test/a?b=c', 'https://docs.example.test/a?b=c'],
    ['HTTP://docs.example.test', 'http://docs.example.test/'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['https://', null],
    [`https://evil.test/${POISON}`, null],
    ['the PCE guide', null],
  ])('is made of %j only where it is of the web', (text, href) => {
    expect(linkedText(text).href).toBe(href);
  });
});
