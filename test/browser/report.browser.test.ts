import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareRuns } from '../../reports/compare/compare-runs.ts';
import { writeJunit } from '../../reports/junit.ts';
import { finding, poisonedRun, sampleRun, sampleRuns } from '../../reports/sample.test-support.ts';
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

  it('opens 500 findings in under a second and filters them', async () => {
    const { page } = await openReport(browser, [sampleRun(500)]);
    const loaded = await page.evaluate('performance.getEntriesByType("navigation")[0].loadEventEnd');

    await page.getByLabel('Filter findings').fill('level:must');

    expect(loaded).toBeLessThan(1000);
    expect(await page.locator('#filter-result').textContent()).toBe('167 of 500 shown');
  });
});

describe('the filter', () => {
  it('shows what matches every word, and stands in the hash', async () => {
    const { page, url } = await openReport(browser, [sampleRun(5)]);

    await page.getByLabel('Filter findings').fill('level:should op:appliances');

    expect(await page.locator('details.finding:visible').count()).toBe(1);
    expect(await page.locator('#filter-result').textContent()).toBe('1 of 5 shown');
    expect(page.url()).toBe(`${url}#?q=level%3Ashould%20op%3Aappliances`);
  });

  it('is taken from a link that somebody sent', async () => {
    const { page, url } = await openReport(browser, [sampleRun(5)]);

    await page.goto(`${url}#?q=check%3Acreated`);

    expect(await page.getByLabel('Filter findings').inputValue()).toBe('check:created');
    expect(await page.locator('details.finding:visible').count()).toBe(1);
  });

  it('says so where nothing matches, and shows all again when it is empty', async () => {
    const { page } = await openReport(browser, [sampleRun(5)]);

    await page.getByLabel('Filter findings').fill('no such thing');
    expect(await page.getByText('No finding of this contract matches the filter.').isVisible()).toBe(true);

    await page.getByLabel('Filter findings').fill('');
    expect(await page.locator('details.finding:visible').count()).toBe(5);
  });

  it('is reached by the key /', async () => {
    const { page } = await openReport(browser, [sampleRun(5)]);

    await page.keyboard.press('/');
    await page.keyboard.type('must');

    expect(await page.getByLabel('Filter findings').inputValue()).toBe('must');
  });
});

describe('links and buttons', () => {
  it('lead from a broken cell to its finding, opened, and drop the filter', async () => {
    const { page } = await openReport(browser, [sampleRun(5)]);
    await page.getByLabel('Filter findings').fill('level:may');

    await page.locator('.matrix a.broken').nth(1).click();

    const target = page.locator('details.finding:target');
    expect(await target.count()).toBe(1);
    expect(await target.getAttribute('open')).not.toBeNull();
    expect(await page.getByLabel('Filter findings').inputValue()).toBe('');
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

describe('poison', () => {
  it('in every field runs nothing, loads nothing and is seen', async () => {
    const { page, requests, complaints } = await openReport(browser, [poisonedRun()]);

    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await page.locator('img, script:not(:last-of-type), iframe, [onload], [onerror]').count()).toBe(0);
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
