/** `npm run pictures`: takes the picture of the README from a run against a server with planted faults. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checksWithPages } from '../../cli/check-pages.ts';
import type { Run } from '../../model/run.ts';
import { writeHtml } from '../../reports/html/write-html.ts';
import { conducted } from '../products/conducted.ts';
import { answering, on, without } from '../products/planting.ts';
import { PCE } from '../products/product-table.ts';
import type { Faults } from '../servers/hand-server.ts';
import { startChromium } from './report-page.ts';

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const ONE = /\/pairing_profiles\/\d+$/;

/** Profiles are shown without their labels, and an update is answered with another status than the documented one. */
const FAULTS: readonly Faults[] = [on('GET', ONE, without('labels')), on('PUT', ONE, answering(200))];

const PICTURES = [
  { name: 'report', colorScheme: 'light', width: 1280, height: 1420 },
  { name: 'report-dark', colorScheme: 'dark', width: 1280, height: 1420 },
  { name: 'report-narrow', colorScheme: 'light', width: 400, height: 900 },
] as const;

/** Other parts of the page, in light, with what is opened there. */
const PARTS = [
  { name: 'report-matrix', at: 'matrix', open: '' },
  { name: 'report-ledger', at: 'coverage', open: '#illumio-pce-ledger-2' },
  { name: 'report-exchanges', at: 'x1', open: '' },
  { name: 'report-time', at: 'timing', open: '' },
] as const;

let browser: Browser;
let run: Run;
let url: string;

beforeAll(async () => {
  browser = await startChromium();
  const tamper: Faults['tamper'] = (request, reply) =>
    FAULTS.reduce((so, fault) => fault.tamper?.(request, so) ?? so, reply);
  ({ run } = await conducted(PCE, { mode: 'write', faults: { tamper } }));
  const file = join(mkdtempSync(join(tmpdir(), 'assay-pictures-')), 'report.html');
  writeFileSync(file, writeHtml([run], [], checksWithPages()));
  url = pathToFileURL(file).href;
}, 240_000);

afterAll(async () => {
  await browser.close();
});

it('shows a run that found what was planted', () => {
  expect(run.summary.findings.must).toBe(2);
});

it.each(PICTURES)('takes $name', async ({ name, colorScheme, width, height }) => {
  const context = await browser.newContext({ colorScheme, viewport: { width, height } });
  const page = await context.newPage();
  await page.goto(url);
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
  await context.close();
});

it.each(PARTS)('takes $name', async ({ name, at, open }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${url}#illumio-pce-${at}`);
  if (open !== '') await page.evaluate(`document.querySelector('${open}').open = true`);
  await page.locator('.sections [aria-current]').waitFor();
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
  await context.close();
});
