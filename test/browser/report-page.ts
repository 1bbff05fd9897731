import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { checksWithPages } from '../../cli/check-pages.ts';
import type { Drift } from '../../model/drift.ts';
import type { Run } from '../../model/run.ts';
import { writeHtml } from '../../reports/html/write-html.ts';

/** Debian's Chromium, quiet: nothing of its own goes over the network. */
export async function startChromium(): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** An open report and everything that a page must not do. */
export interface OpenReport {
  readonly page: Page;
  readonly url: string;
  /** Requests for anything but the file itself. */
  readonly requests: string[];
  /** Errors, warnings and refusals by the Content-Security-Policy. */
  readonly complaints: string[];
}

/** Writes a report to a file and opens it as a reader would. */
export async function openReport(
  browser: Browser,
  runs: readonly Run[],
  { drifts = [], ...options }: BrowserContextOptions & { drifts?: readonly Drift[] } = {},
): Promise<OpenReport> {
  const file = join(mkdtempSync(join(tmpdir(), 'assay-report-')), 'report.html');
  writeFileSync(file, writeHtml(runs, drifts, checksWithPages()));
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url) requests.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  return { page, url, requests, complaints };
}
