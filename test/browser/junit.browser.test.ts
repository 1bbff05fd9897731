import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeJunit } from '../../reports/junit.ts';
import { poisonedRun, sampleRun, sampleRuns } from '../../reports/sample.test-support.ts';
import { startChromium } from './report-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(async () => {
  await browser.close();
});

interface Parsed {
  readonly error: string | null;
  readonly cases: number;
  readonly suites: number;
}

/** What libxml2, which Chromium reads XML with, makes of a text. */
async function parsed(xml: string): Promise<Parsed> {
  const page = await browser.newPage();
  const found = await page.evaluate<Parsed>(`(() => {
    const document = new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml');
    const count = (name) => document.getElementsByTagName(name).length;
    const [error = null] = [...document.getElementsByTagName('parsererror')].map(({ textContent }) => textContent);
    return { error, cases: count('testcase'), suites: count('testsuite') };
  })()`);
  await page.close();
  return found;
}

describe('junit.xml in a parser of XML', () => {
  it.each([
    { name: 'several runs', runs: sampleRuns(), cases: 4 * 64 + 2 },
    { name: 'many findings', runs: [sampleRun(200)], cases: 64 },
    { name: 'poison', runs: [poisonedRun()], cases: 65 },
  ])('of $name is read whole', async ({ runs, cases }) => {
    expect(await parsed(writeJunit(runs, 'may'))).toEqual({ error: null, cases, suites: runs.length });
  });

  it('is read by one that refuses what is no XML', async () => {
    expect((await parsed('<a>\u0000</a>')).error).not.toBeNull();
  });
});
