import { describe, expect, it } from 'vitest';
import { compareRuns } from './compare/compare-runs.ts';
import { fold } from './fold.ts';
import {
  finding,
  POISON,
  poisonedRun,
  sampleEvents,
  sampleRun,
  sampleRuns,
  waiver,
} from './sample.test-support.ts';
import { MAX_SUMMARY, writeSummary } from './summary-markdown.ts';

/** The cells of the rows of a table, below a heading. */
function rowsOf(markdown: string, heading: RegExp): string[][] {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => heading.test(line));
  const rest = lines.slice(start + 1);
  const begin = rest.findIndex((line) => line.startsWith('| ---'));
  const end = rest.findIndex((line, at) => at > begin && !line.startsWith('|'));
  return rest.slice(begin + 1, end < 0 ? undefined : end).map((line) => line.slice(2, -2).split(' | '));
}

describe('summary.md', () => {
  it('begins with the exit code and what it means, and a row for each contract', () => {
    const text = writeSummary(sampleRuns());

    expect(text.split('\n')[0]).toBe('# ✕ assay: exit code 1, findings at or above the level that fails');
    expect(rowsOf(text, /^# /).map((cells) => cells.slice(2, 8).join(' '))).toEqual([
      'Conformant 0 0 0 0 0',
      'Not conformant 1 2 2 1 0',
      'Not tested 3 0 0 0 0',
      'Conformant 4 0 0 0 0',
    ]);
  });

  it('has the findings worst first, with their place and how to see them again', () => {
    const rows = rowsOf(writeSummary([sampleRun(3)]), /^### 3 findings/);

    expect(rows.map(([level]) => level)).toEqual(['MUST', 'SHOULD', 'MAY']);
    expect(rows[0]?.[4]).toBe('<code>specs/nsx-sensor/openapi.yaml&#58;212</code>');
    expect(rows[0]?.[6]).toContain('assay replay .assay/report.json f0000a91c0b77de');
  });

  it('says of what is waived why, and of entries that fail the run that they do', () => {
    const { fingerprint } = finding(0);
    const entries = [
      waiver({ fingerprint }),
      waiver({ fingerprint: 'f9999a91c0b77de', expires: '2020-01-31' }),
    ];
    const run = fold(sampleEvents([finding(0)]), {
      failOn: 'must',
      waivers: { entries, today: '2026-11-25' },
    });

    const text = writeSummary([run]);

    expect(rowsOf(text, /^### 1 finding/)[0]?.[0]).toBe('MUST (waived)');
    expect(text).toContain('<br>waived: known (us, T-1, until 2027-01-31');
    expect(text).toMatch(/^- waiver: assay\.waivers\.yaml.*expired/m);
  });

  it('says what was not tested and why, the most frequent reason first', () => {
    const rows = rowsOf(writeSummary([sampleRun(0)]), /^### Not tested/);

    expect(rows[0]).toEqual(['7', 'not exercised: no case of this run reached it']);
    expect(rows).toContainEqual(['7', 'not decidable: a stateless mock cannot show it']);
  });

  it('tells what is left behind, what to know, and how two targets differ', () => {
    const drift = compareRuns(sampleRun(0), sampleRun(9));
    const warned = {
      ...sampleRun(0),
      warnings: [{ code: 'insecure', message: 'certificates were not checked' }],
    };

    const text = writeSummary([...sampleRuns().slice(3), warned], [drift]);

    expect(text).toMatch(/^- left behind: pairing <code>a1f0-77<\/code>/m);
    expect(text).toContain('- ⚠ insecure: certificates were not checked');
    expect(text).toMatch(/^- finding {2}/m);
  });

  it('lets nothing in that the target sent', () => {
    const text = writeSummary([poisonedRun()]);
    const cells = rowsOf(text, /^### 3 findings/);

    expect(cells.map(({ length }) => length)).toEqual([7, 7, 7]);
    expect(text.replaceAll(/<\/?code>|<br>/g, '')).not.toMatch(/[<>]/);
    expect(text).not.toMatch(/[^\n\P{Cc}]|[\u202e\u2066\u2028]/u);
    expect(text.replaceAll(/`--out`|`report\.(html|json)`/g, '')).not.toContain('`');
  });

  it('is at most a mebibyte, cut after a whole line that says what is left out', () => {
    const message = POISON.repeat(3);
    const findings = Array.from({ length: 3000 }, (_, at) => finding(at, { message }));
    const text = writeSummary([{ ...sampleRun(0), findings }]);

    const rows = rowsOf(text, /^### 3,000 findings/);

    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_SUMMARY);
    expect(Buffer.byteLength(text)).toBeGreaterThan(MAX_SUMMARY - 10_000);
    expect(rows.every(({ length }) => length === 7)).toBe(true);
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      `Cut here, because the summary of a step has a limit: ${(3000 - rows.length).toLocaleString('en')} findings and all that follows are left out. \`report.html\` and \`report.json\` have all.`,
    );
  });

  it.each([0, 50, 400, 900, 5000])('keeps to a limit of %i bytes', (limit) => {
    expect(Buffer.byteLength(writeSummary([sampleRun(40)], [], limit))).toBeLessThanOrEqual(limit);
  });
});
