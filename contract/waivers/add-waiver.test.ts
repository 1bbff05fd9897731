import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type WaiverText, withWaiver } from './add-waiver.ts';

const waiver: WaiverText = {
  fingerprint: '123456789012',
  contract: 'pets',
  operation: 'GET /pets',
  check: 'response-body-schema-violation',
  pointer: '/components/schemas/Pet/properties/name',
  keyword: 'type',
  reason:
    'Names are numbers: "7" is one, # and a reason may be longer than a line of eighty columns is wide.',
  owner: 'pets team',
  ticket: 'PETS-17',
  document: null,
  expires: '2027-01-31',
  productVersions: null,
  found: { target: 'live', mode: 'write', budget: 'normal' },
};
const { document: _, productVersions: __, ...written } = waiver;

describe('an entry that is written', () => {
  it('makes a file that editors know the schema of', () => {
    const text = withWaiver(undefined, waiver);

    expect(text).toMatch(
      /^# yaml-language-server: \$schema=\S+\/assay\.waivers\.schema\.json\nwaivers:\n {2}- /,
    );
    expect(parse(text)).toEqual({ waivers: [written] });
  });

  it.each([
    ['indented', '# ours\nwaivers:\n  # why\n  - fingerprint: "aaaaaaaaaaaa" # first\n    reason:   \'x\'\n'],
    ['not indented', 'waivers:\n- fingerprint: aaaaaaaaaaaa\n  reason: x'],
    ['with a comment at the end', 'waivers:\n  - {fingerprint: aaaaaaaaaaaa}\n# the end\n'],
    ['before other members', 'waivers:\n  - reason: |\n      two\n      lines\n$schema: x\n'],
    ['with blank lines', 'waivers:\n\n  - reason: x # y\n\n\n# z\n'],
  ])('leaves a list as it is that is %s', (_name, text) => {
    const result = withWaiver(text, waiver);

    for (const line of text.split('\n')) expect(result.split('\n')).toContain(line);
    const before = parse(text) as { waivers: object[] };
    expect(parse(result)).toEqual({ ...before, waivers: [...before.waivers, written] });
  });

  it.each([
    ['an empty list', '# ours\nwaivers: []\n'],
    ['a list of nothing', '# ours\nwaivers:\n'],
    ['a list in one line', '# ours\nwaivers: [{fingerprint: aaaaaaaaaaaa}]\n'],
    ['a file of comments', '# ours\n'],
    ['JSON', '{"$schema": "# ours", "waivers": [{"fingerprint": "aaaaaaaaaaaa"}]}'],
  ])('is put into %s', (_name, text) => {
    const result = withWaiver(text, waiver);

    const before = parse(text) as { waivers?: object[] | null } | null;
    expect(result).toContain('# ours');
    expect(parse(result)).toEqual({ ...before, waivers: [...(before?.waivers ?? []), written] });
  });

  it('keeps JSON what it is', () => {
    expect(JSON.parse(withWaiver('{"waivers": null}', waiver))).toEqual({ waivers: [written] });
  });
});
