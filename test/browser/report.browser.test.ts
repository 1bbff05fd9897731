import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareRuns } from '../../reports/compare/compare-runs.ts';
import { writeJunit } from '../../reports/junit.ts';
import { finding, poisonedRun, sampleRun, sampleRuns } from '../../reports/sample.test-support.ts';
import { largeRun } from './large-run.ts';
import { openReport, startChromium } from './report-page.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(async () => {
  await browser.close();
});

// Expressions are strings: they are the browser's, and this project has no types of it.
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
        id + ' ' + target.join(' ') + ' ' + failureSummary)))`,
  );
  return found as string[];
}

/** What the address leads to, once the page has opened it: a click is over before the page hears of the address. */
async function linked(page: Page): Promise<Locator> {
  const target = page.locator('details:target[open]');
  await target.waitFor();
  return target;
}

async function copied(page: Page): Promise<unknown> {
  return await page.evaluate('navigator.clipboard.readText()');
}

describe('the page', () => {
  it.each([
    { name: 'one contract', runs: [sampleRun(5)] },
    { name: 'four contracts', runs: sampleRuns() },
    { name: 'no finding', runs: [sampleRun(0)] },
  ])('of $name asks for nothing and complains of nothing', async ({ runs }) => {
    const { page, requests, complaints } = await openReport(browser, runs);

    expect(await page.locator('h1').count()).toBe(1);
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each([
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 1280 },
    { colorScheme: 'light', width: 400 },
    { colorScheme: 'dark', width: 400 },
  ] as const)(
    'is accessible in $colorScheme at $width pixels, everything open',
    async ({ colorScheme, width }) => {
      const { page } = await openReport(browser, sampleRuns(), {
        colorScheme,
        viewport: { width, height: 900 },
      });
      await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);

      expect(await violations(page)).toEqual([]);
    },
  );

  it('has no violation at first sight, and none of one contract', async () => {
    const { page } = await openReport(browser, [sampleRun(5)]);

    expect(await violations(page)).toEqual([]);
  });

  it('is accessible with waivers and drift', async () => {
    const runs = [poisonedRun(), sampleRun(1)] as const;
    const { page } = await openReport(browser, runs, { drifts: [compareRuns(...runs)] });
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);

    expect(await page.locator('section.waivers, section.drift').count()).toBe(2);
    expect(await violations(page)).toEqual([]);
  });

  it.each([320, 400, 768])('does not scroll sideways at %i pixels, poison included', async (width) => {
    for (const runs of [sampleRuns(), [poisonedRun()]]) {
      const { page } = await openReport(browser, runs, { viewport: { width, height: 800 } });

      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
  });

  it('filters 500 findings', async () => {
    const { page } = await openReport(browser, [sampleRun(500)]);

    await page.getByRole('searchbox').fill('level:must');

    expect(await page.locator('#filter-result').textContent()).toBe('167 of 500 findings, 4 of 7 exchanges');
  });
});

describe('the filter', () => {
  it('shows what matches every word, and stands in the hash', async () => {
    const { page, url } = await openReport(browser, [sampleRun(5)]);

    await page.getByRole('searchbox').fill('level:should op:appliances');

    expect(await page.locator('details.finding:visible').count()).toBe(1);
    expect(await page.locator('#filter-result').textContent()).toBe('1 of 5 findings, 1 of 7 exchanges');
    expect(page.url()).toBe(`${url}#?q=level%3Ashould%20op%3Aappliances`);
  });

  it('is taken from a link that somebody sent', async () => {
    const { page, url } = await openReport(browser, [sampleRun(5)]);

    await page.goto(`${url}#?q=check%3Acreated`);

    expect(await page.getByRole('searchbox').inputValue()).toBe('check:created');
    expect(await page.locator('details.finding:visible').count()).toBe(1);
  });

  it('says so where nothing matches, and shows all again when it is empty', async () => {
    const { page } = await openReport(browser, [sampleRun(5)]);

    await page.getByRole('searchbox').fill('no such thing');
    expect(await page.getByText('No finding of this contract matches the filter.').isVisible()).toBe(true);

    await page.getByRole('searchbox').fill('');
    expect(await page.locator('details.finding:visible').count()).toBe(5);
  });

  it('is reached by the key /', async () => {
    const { page } = await openReport(browser, [sampleRun(5)]);

    await page.keyboard.press('/');
    await page.keyboard.type('must');

    expect(await page.getByRole('searchbox').inputValue()).toBe('must');
  });
});

describe('links and buttons', () => {
  it('lead from a broken cell to its finding, opened, and drop the filter', async () => {
    const { page } = await openReport(browser, [sampleRun(5)]);
    await page.getByRole('searchbox').fill('level:may');

    await page.locator('.matrix a.broken').nth(1).click();

    const finding = await linked(page);
    expect(await finding.getAttribute('class')).toContain('finding');
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('');
  });

  it('copy the command as it is shown', async () => {
    const { page } = await openReport(browser, [sampleRun(1)], {
      permissions: ['clipboard-read', 'clipboard-write'],
    });

    await page.getByRole('button', { name: 'Copy curl' }).click();

    await page.getByText('Copied to the clipboard').waitFor({ state: 'attached' });
    expect(await copied(page)).toBe(finding(0).curl);
  });

  it('copy also where the clipboard is refused', async () => {
    const { page } = await openReport(browser, [sampleRun(1)]);
    await page.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))`);

    await page.getByRole('button', { name: 'Copy replay' }).click();

    await page.getByText(/Copied to the clipboard|Selected/).waitFor({ state: 'attached' });
    expect(await page.evaluate('String(getSelection())')).toBe(finding(0).replay);
  });

  it('open and close all cards, and a card opens by keyboard', async () => {
    const { page } = await openReport(browser, [sampleRun(5)]);
    const open = page.locator('details.finding[open]');

    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await open.count()).toBe(5);

    await page.getByRole('button', { name: 'Close all' }).click();
    expect(await open.count()).toBe(0);

    await page.locator('details.finding summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await open.count()).toBe(1);
  });
});

describe('the page without script', () => {
  it('is readable: no dead control, and a finding opens', async () => {
    const { page } = await openReport(browser, [sampleRun(5)], { javaScriptEnabled: false });

    expect(await page.locator('button:visible, input:visible').count()).toBe(0);
    expect(await page.locator('details.finding:visible').count()).toBe(5);

    const second = page.locator('details.finding').nth(1);
    await second.locator('summary').first().click();
    expect(await second.getByText('What the document says').isVisible()).toBe(true);
  });

  it('prints everything, opened, without controls', async () => {
    const { page } = await openReport(browser, [sampleRun(5)], { javaScriptEnabled: false });

    await page.emulateMedia({ media: 'print' });

    expect(await page.getByText('What the document says').nth(4).isVisible()).toBe(true);
    expect(await page.locator('button:visible, input:visible').count()).toBe(0);
  });
});

describe('the exchanges', () => {
  const run = largeRun({ cases: 1000, findings: 5 });

  it('are listed a part at a time, and picked by the filter', async () => {
    const { page, complaints } = await openReport(browser, [run]);
    const rows = page.locator('.list tbody tr');

    await page.getByRole('link', { name: /^Exchanges/ }).click();
    await rows.first().waitFor();
    expect(await rows.count()).toBe(200);
    await page.getByRole('button', { name: 'Show 200 more' }).click();
    expect(await rows.count()).toBe(400);

    await page.getByRole('searchbox').fill('s:404 m:post phase:coverage');

    const wanted = run.exchanges.filter(
      ({ status, method, phase }) => status === 404 && method === 'POST' && phase === 'coverage',
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(await rows.count()).toBe(wanted.length);
    expect(await page.locator('#filter-result').textContent()).toBe(
      `0 of 5 findings, ${wanted.length} of 1000 exchanges`,
    );
    expect(complaints).toEqual([]);
  });

  it('open in whole where they are kept, and lead to the one that is', async () => {
    const { page } = await openReport(browser, [run]);
    const [first] = run.exchanges.filter(({ whole }) => whole !== null);
    const other = run.exchanges.findLast(
      ({ operation, status, findings }) =>
        operation === first?.operation && status === first.status && findings.length === 0,
    );

    await page.evaluate(`location.hash = '#nsx-sensor-x${other?.number}'`);
    const detail = page.locator('.list .detail');
    await detail.getByRole('link', { name: `exchange ${first?.number}` }).click();

    await detail.getByText(first?.whole?.request.url ?? '').waitFor();
    const shown = await page.locator('.list .detail pre').last().textContent();
    expect(shown).toBe(JSON.stringify(JSON.parse(shown ?? ''), null, 2));
    expect(await page.locator(`#nsx-sensor-x${first?.number} button`).getAttribute('aria-expanded')).toBe(
      'true',
    );
  });

  it('lead to their findings, and findings to them', async () => {
    const { page } = await openReport(browser, [run]);
    const card = page.locator('details.finding').first();
    const link = card.getByRole('link', { name: /^Exchange \d+$/ });
    const number = /\d+/.exec((await link.textContent()) ?? '')?.[0];

    await link.click();
    const row = page.locator(`#nsx-sensor-x${number}`);
    await row.waitFor();
    await page.evaluate('scrollTo(0, 0)');
    await row.locator('td a').first().click();

    const finding = await linked(page);
    expect(await finding.getAttribute('class')).toContain('finding');
  });

  it('are accessible, opened and in the dark', async () => {
    const { page } = await openReport(browser, [run], { colorScheme: 'dark' });
    await page.evaluate(`location.hash = '#nsx-sensor-x1'`);
    await page.locator('.list .detail').waitFor();

    expect(await violations(page)).toEqual([]);
  });

  it('of a poisoned run are text', async () => {
    const { page, requests, complaints } = await openReport(browser, [poisonedRun()]);
    await page.locator('section.exchanges').scrollIntoViewIfNeeded();
    await page.locator('button.row').first().click();

    expect(await page.locator('.list').getByText('‹U+202E›gnp.exe').count()).toBeGreaterThan(5);
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect([...requests, ...complaints]).toEqual([]);
  });
});

describe('what is copied of a finding', () => {
  const permissions = ['clipboard-read', 'clipboard-write'];

  it('is the request as it goes over the wire', async () => {
    const { page } = await openReport(browser, [sampleRun(1)], { permissions });

    await page.getByRole('button', { name: 'Copy raw HTTP' }).click();

    await page.getByText('Copied to the clipboard').waitFor({ state: 'attached' });
    const { body, headers } = finding(0).request;
    expect(await copied(page)).toBe(
      [
        'POST /sensors/registration-tokens HTTP/1.1',
        'Host: nsx.example.test',
        ...headers.map((field) => field.join(': ')),
        '',
        body,
      ].join('\r\n'),
    );
  });

  it('is the finding as in report.json', async () => {
    const run = sampleRun(1);
    const { page } = await openReport(browser, [run], { permissions });

    await page.getByRole('button', { name: 'Copy JSON' }).click();

    await page.getByText('Copied to the clipboard').waitFor({ state: 'attached' });
    expect(JSON.parse(String(await copied(page)))).toEqual(run.findings[0]);
  });
});

describe('a card that is far down', () => {
  it('is filled when it is opened, searched all the same, and printed', async () => {
    const { page } = await openReport(browser, [sampleRun(50)]);
    const last = page.locator('details.finding').last();

    await page.getByRole('searchbox').fill('"what the document says"');
    expect(await page.locator('#filter-result').textContent()).toContain('50 of 50 findings');
    await page.getByRole('searchbox').fill('noscript');
    expect(await page.locator('#filter-result').textContent()).toContain('0 of 50 findings');
    await page.getByRole('searchbox').fill('');

    await last.locator('summary').first().click();
    await last.getByText('What the document says').waitFor();
    expect(await last.getByRole('button', { name: 'Copy curl' }).first().isVisible()).toBe(true);

    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    expect(await page.getByRole('heading', { name: 'What the document says' }).count()).toBe(50);
  });

  it('stands there without script', async () => {
    const { page } = await openReport(browser, [sampleRun(50)], { javaScriptEnabled: false });
    const last = page.locator('details.finding').last();

    await last.locator('summary').first().click();

    // Playwright finds no text in what a browser with script would not show.
    expect(await last.locator('.says').isVisible()).toBe(true);
  });
});

describe('a card among thousands', () => {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const run = sampleRun(600);
  const [one] = run.findings.slice(-1);

  const lastOf = async (page: Page) => {
    const cards = page.locator('details.finding');
    await expect.poll(() => cards.count()).toBe(600);
    return cards.last();
  };

  it('is unpacked: searched, opened, copied and printed', async () => {
    const { page } = await openReport(browser, [run], { permissions });
    const last = await lastOf(page);

    await page.getByRole('searchbox').fill('"what the document says"');
    await page.locator('#filter-result').filter({ hasText: '600 of 600 findings' }).waitFor();
    await page.getByRole('searchbox').fill('');
    await last.locator('summary').first().click();
    await last.getByText('What the document says').waitFor();
    await last.getByRole('button', { name: 'Copy JSON' }).click();
    await page.getByText('Copied to the clipboard').waitFor({ state: 'attached' });
    expect(JSON.parse(String(await copied(page)))).toEqual(one);

    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    expect(await page.getByRole('heading', { name: 'What the document says' }).count()).toBe(600);
  });

  it('is found by what its heading says of it', async () => {
    const { page } = await openReport(browser, [run]);

    await page.getByRole('searchbox').fill(`check:${one?.check} op:"${one?.operation}"`);

    const like = run.findings.filter(
      ({ check, operation }) => check === one?.check && operation.includes(one.operation),
    );
    await page
      .locator('#filter-result')
      .filter({ hasText: `${like.length} of 600 findings` })
      .waitFor();
  });

  it('is where a link leads', async () => {
    const { page } = await openReport(browser, [run]);
    const last = await lastOf(page);
    const id = await last.getAttribute('id');

    await page.evaluate(`location.hash = ${JSON.stringify(id)}`);

    await last.getByText('What the document says').waitFor();
  });

  it('is where the address of the page leads, however soon', async () => {
    const { page, url } = await openReport(browser, [run]);
    const id = await (await lastOf(page)).getAttribute('id');
    await page.goto('about:blank');

    await page.goto(`${url}#${id}`);

    const target = await linked(page);
    expect(await target.getAttribute('id')).toBe(id);
    await target.getByText('What the document says').waitFor();
  });

  it('has its heading without script, and the page says what is missing', async () => {
    const { page } = await openReport(browser, [run], { javaScriptEnabled: false });

    const heading = page.locator('details.finding').last().getByRole('heading');
    expect(await heading.textContent()).toBe(one?.message);
    expect(await page.getByText('report.json has them all').isVisible()).toBe(true);
  });
});

describe('a rule', () => {
  it('is opened by a link to it, and says how to mend what it finds', async () => {
    const { page } = await openReport(browser, [sampleRun(1)]);

    await page.locator('details.finding a', { hasText: 'About' }).first().click();

    const rule = page.locator('.rules > div', { has: page.locator('details[open]') });
    await rule.waitFor();
    expect(await rule.getByRole('heading', { name: 'How to fix it' }).isVisible()).toBe(true);
    expect(await page.locator('details.rule[open]').count()).toBe(1);
  });
});

describe('the matrix', () => {
  it('is one stop of the key Tab, in which arrows walk', async () => {
    const { page } = await openReport(browser, [sampleRun(5)]);
    const cell = (row: number, column: number) =>
      `document.querySelectorAll('.matrix tbody tr')[${row}].querySelectorAll('td a')[${column}]`;

    await page.evaluate(`${cell(0, 0)}.focus()`);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');

    expect(await page.evaluate(`${cell(1, 1)} === document.activeElement`)).toBe(true);
    expect(await page.locator('.matrix td a[tabindex="0"]').count()).toBe(1);
  });

  it('leads to the reason why nothing was judged, opened', async () => {
    const { page } = await openReport(browser, [sampleRun(5)]);

    await page.locator('.matrix a.not-decidable').first().click();

    const reason = await linked(page);
    expect(await reason.locator('summary').textContent()).toContain('a stateless mock cannot show it');
  });
});

describe('poison', () => {
  it('in every field runs nothing, loads nothing and is seen', async () => {
    const { page, requests, complaints } = await openReport(browser, [poisonedRun()]);

    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    expect(
      await page.locator('img, script:not(#data, :last-of-type), iframe, [onload], [onerror]').count(),
    ).toBe(0);
    expect(await page.locator('a:not([href^="#"])').count()).toBe(0);
    expect(await page.getByText('‹U+202E›gnp.exe').count()).toBeGreaterThan(10);
  });

  it('in junit.xml leaves it well-formed', async () => {
    const { page } = await openReport(browser, []);
    const xml = writeJunit([poisonedRun(), ...sampleRuns()]);

    const read: unknown = await page.evaluate(
      `((xml) => {
        const parsed = new DOMParser().parseFromString(xml, 'application/xml');
        const names = new Set([...parsed.querySelectorAll('*')].map(({ localName }) => localName));
        return { cases: parsed.querySelectorAll('testcase').length, names: [...names].sort() };
      })(${JSON.stringify(xml)})`,
    );

    expect(read).toEqual({
      cases: 5 * 64 + 3,
      names: [
        'error',
        'failure',
        'properties',
        'property',
        'skipped',
        'system-out',
        'testcase',
        'testsuite',
        'testsuites',
      ],
    });
  });
});
