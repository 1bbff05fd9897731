import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { readWaivers } from './read-waivers.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-waivers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const GOOD = 'reason: r, owner: o, ticket: t, expires: 2027-01-31';

function read(text: string) {
  const file = join(folder, 'w.yaml');
  writeFileSync(file, text);
  return readWaivers(file);
}

function problem(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `${error.message.replace(/^.*w\.yaml/, 'w.yaml')} ${error.mend ?? ''}`;
  }
  return 'none';
}

describe('a file of waivers', () => {
  it('is read with the place of each entry', () => {
    const [first, second] = read(
      `waivers:\n  - {fingerprint: aaaaaaaaaaaa, ${GOOD}}\n  - {operation: GET /a, check: c, pointer: "", keyword: type, contract: x, productVersions: ">=5.1 <6", ${GOOD}}\n`,
    );

    expect(first).toMatchObject({ line: 2, column: 5, fingerprint: 'aaaaaaaaaaaa', operation: null });
    expect(second).toMatchObject({
      line: 3,
      pointer: '',
      keyword: 'type',
      expires: '2027-01-31',
      document: null,
    });
  });

  it.each(['waivers: []', 'waivers:\n', '{"waivers": []}'])('may hold none: %j', (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    ['', /^w\.yaml:1:1: the file holds no waivers/],
    ['a: [', /^w\.yaml:\d+:\d+: not valid YAML/],
    ['entries: []', /^w\.yaml:1:1: the file needs the member "waivers"/],
    [
      `waivers: [{fingerprnt: aaaaaaaaaaaa, ${GOOD}}]`,
      /fingerprnt is not known here; did you mean fingerprint/,
    ],
    [`waivers: [{${GOOD}}]`, /^w\.yaml:1:11: entry 1 does not say of which finding/],
    [`waivers: [{operation: GET /a, check: c, ${GOOD}}]`, /entry 1 does not say of which finding/],
    [`waivers: [{fingerprint: 123456789012, ${GOOD}}]`, /fingerprint must be string.*quotes/],
    [`waivers: [{fingerprint: AAA, ${GOOD}}]`, /entry 1: fingerprint must match/],
    [
      'waivers: [{fingerprint: aaaaaaaaaaaa, reason: r, owner: o, expires: 2027-01-31}]',
      /neither a ticket nor/,
    ],
    [`waivers: [{fingerprint: aaaaaaaaaaaa, document: d, ${GOOD}}]`, /both a ticket and a document/],
    [
      `waivers: [{fingerprint: aaaaaaaaaaaa, owner: o, ticket: t, expires: 2027-01-31}]`,
      /entry 1 needs the member "reason"/,
    ],
    [
      `waivers:\n- {fingerprint: aaaaaaaaaaaa, reason: r, owner: o, ticket: t, expires: 2027-02-30}`,
      /^w\.yaml:2:\d+: entry 1: expires must match format "date"/,
    ],
    [
      `waivers: [{fingerprint: aaaaaaaaaaaa, productVersions: latest, ${GOOD}}]`,
      /"latest" is no range of versions/,
    ],
    [
      `waivers: [{fingerprint: aaaaaaaaaaaa, keyword: type, ${GOOD}}]`,
      /property pointer when property keyword/,
    ],
    [
      `waivers:\n- {fingerprint: aaaaaaaaaaaa, ${GOOD}}\n- {fingerprint: aaaaaaaaaaaa, ${GOOD}}`,
      /^w\.yaml:3:3: entry 2 speaks of the same as the one in line 2/,
    ],
    [
      `waivers: [{fingerprint: aaaaaaaaaaaa, reason: " ", owner: o, ticket: t, expires: 2027-01-31}]`,
      /entry 1: reason must match/,
    ],
  ])('is refused at its place: %j', (text, says) => {
    expect(problem(text)).toMatch(says);
  });

  it('is refused where there is none', () => {
    expect(() => readWaivers(join(folder, 'none.yaml'))).toThrow(/there is no such file of waivers/);
  });
});
