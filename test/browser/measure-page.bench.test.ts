/** `npm run bench:report`: how large the page is and how soon it can be used; writes docs/report-page.md. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { checksWithPages } from '../../cli/check-pages.ts';
import { writeHtml } from '../../reports/html/write-html.ts';
import { number } from '../../reports/wording.ts';
import { largeRun, type RunSize } from './large-run.ts';
import { startChromium } from './report-page.ts';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const TIMES = 5;

/** The bounds of the page: bytes, and milliseconds until it can be used. */
const BOUND = { cases: 10_000, bytes: 5_000_000, usable: 1000 };

const SIZES: readonly RunSize[] = [
  { cases: 1000, findings: 0 },
  { cases: 1000, findings: 5 },
  { cases: 10_000, findings: 0 },
  { cases: 10_000, findings: 50 },
  { cases: 10_000, findings: 500 },
  { cases: 10_000, findings: 5000 },
];

/** Medians in milliseconds. */
interface Measured extends RunSize {
  readonly bytes: number;
  readonly written: number;
  /** From the beginning of the load to the first picture, and until script has run and the page is drawn. */
  readonly painted: number;
  readonly usable: number;
  /** Until the headings of all findings are there. */
  readonly listed: number;
  /** From a key in the filter until the picture shows it: the first time and the second. */
  readonly filtered: number;
  readonly refiltered: number;
}

it('the page keeps its bounds', async () => {
  const browser = await startChromium();
  const rows: Measured[] = [];
  for (const size of SIZES) rows.push(await measured(browser, size));
  const version = browser.version();
  await browser.close();

  writeFileSync(join(DOCS, 'report-page.md'), page(rows, version));

  for (const row of rows.filter(({ cases }) => cases === BOUND.cases)) {
    expect(row.bytes, `bytes with ${row.findings} findings`).toBeLessThanOrEqual(BOUND.bytes);
    expect(row.usable, `ms with ${row.findings} findings`).toBeLessThan(BOUND.usable);
  }
});

async function measured(browser: Browser, size: RunSize): Promise<Measured> {
  const run = largeRun(size);
  const begin = performance.now();
  const html = writeHtml([run], [], checksWithPages());
  const written = performance.now() - begin;
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const loads: Load[] = [];
  for (let time = 0; time < TIMES; time += 1) loads.push(await opened(browser, pathToFileURL(file).href));
  if ([0, 5, 5000].includes(size.findings)) await picture(browser, size, pathToFileURL(file).href);
  const middle = (key: keyof Load) => median(loads.map((load) => load[key]));
  return {
    ...size,
    bytes: Buffer.byteLength(html),
    written,
    painted: middle('painted'),
    usable: middle('usable'),
    listed: middle('listed'),
    filtered: middle('filtered'),
    refiltered: middle('refiltered'),
  };
}

type Load = Pick<Measured, 'painted' | 'usable' | 'listed' | 'filtered' | 'refiltered'>;

// Expressions are strings: they are the browser's, and this project has no types of it.
const AFTER_DRAWING = 'new Promise((done) => requestAnimationFrame(() => setTimeout(done)))';

async function opened(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  // A promise, because the page's policy lets nobody poll by expressions.
  await page.addInitScript(
    `window.usable = new Promise((done) => addEventListener('load', () => ${AFTER_DRAWING}.then(() => done(performance.now()))))`,
  );
  await page.goto(url);
  const times = await page.evaluate(
    `window.usable.then((usable) => ({
      usable,
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    }))`,
  );
  const listed = (await page.evaluate(
    `(async () => {
      while (document.querySelector('noscript[data-cards]')) await ${AFTER_DRAWING};
      return performance.now();
    })()`,
  )) as number;
  const filter = async (text: string) =>
    (await page.evaluate(
      `(async () => {
        const box = document.getElementById('filter');
        const begin = performance.now();
        box.value = ${JSON.stringify(text)};
        box.dispatchEvent(new Event('input'));
        await ${AFTER_DRAWING};
        return performance.now() - begin;
      })()`,
    )) as number;
  const filtered = await filter('s:4xx');
  const refiltered = await filter('s:4xx member_12');
  await context.close();
  return { ...(times as Pick<Load, 'usable' | 'painted'>), listed, filtered, refiltered };
}

/** What the documents show of a page with none, some and very many findings. */
async function picture(browser: Browser, { cases, findings }: RunSize, url: string): Promise<void> {
  if (cases === BOUND.cases && findings === 0) return;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.screenshot({ path: join(DOCS, 'images', `report-${findings}-findings.png`) });
  await context.close();
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function page(rows: readonly Measured[], version: string): string {
  const lines = rows.map(({ cases, findings, bytes, ...times }) =>
    [
      number(cases),
      number(findings),
      `${(bytes / 1e6).toFixed(2)} MB`,
      ...[times.written, times.painted, times.usable, times.listed, times.filtered, times.refiltered].map(
        (time) => `${number(Math.round(time))} ms`,
      ),
    ].join(' | '),
  );
  return `# How large report.html is, and how soon it can be used

Written by \`npm run bench:report\`, in Chromium ${version} on this project's machine: medians of ${TIMES} loads from a file, each in a
fresh context at 1280 × 900 pixels. The runs are made up, with eight operations and as many different words as real ones. The bounds
are 5 MB and one second for 10,000 cases.

| cases | findings | size | written in | first picture | usable | all listed | first filter | next filter |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${lines.map((line) => `| ${line} |`).join('\n')}

All times but that of the filter are from the beginning of the load. "Usable" is when the script has run and the page was drawn after
it; "all listed" when the headings of the findings beyond the first hundred are there, too, which come in blocks between which the
page can be used. "Filter" is from a key until the picture shows what matches, the text of all cards and exchanges being gathered by
the first one.

No finding: ![The head of a report without findings](images/report-0-findings.png)

Five findings: ![The head of a report with five findings](images/report-5-findings.png)

Five thousand: ![The head of a report with five thousand findings](images/report-5000-findings.png)

## More of the page

From the run of the README, taken by \`npm run pictures\`:

![The head of the report in the dark](images/report-dark.png)

![The matrix of operations and checks](images/report-matrix.png)

![What became of each constraint of a body, as a tree](images/report-ledger.png)

![The list of exchanges, one of them opened](images/report-exchanges.png)

![Requests over time, answers by phase, and how long operations took](images/report-time.png)

![The head of the report, 400 pixels wide](images/report-narrow.png)
`;
}
