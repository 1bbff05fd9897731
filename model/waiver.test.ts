import { expect, it } from 'vitest';
import { failsRun, placeOf, type WaiverStatus } from './waiver.ts';

it.each<[WaiverStatus, boolean]>([
  ['used', false],
  ['unused', false],
  ['stale', true],
  ['expired', true],
])('a waiver that is %s fails its run: %s', (status, fails) => {
  expect(failsRun({ status })).toBe(fails);
});

it('a waiver is found where editors look for it', () => {
  expect(placeOf({ file: 'assay.waivers.yaml', line: 4, column: 3 })).toBe('assay.waivers.yaml:4:3');
});
