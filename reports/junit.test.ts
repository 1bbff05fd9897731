import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import { writeJunit } from './junit.ts';
import { poisonedRun, sampleEvents, sampleRun, sampleRuns } from './sample.test-support.ts';

function count(xml: string, pattern: RegExp): number {
  return xml.match(pattern)?.length ?? 0;
}

describe('junit.xml', () => {
  it('has a suite for each contract and a case for each operation and check', () => {
    const xml = writeJunit(sampleRuns());

    // 64 pairs each; the run that could not test and the one that left something have a case of their own.
    expect(count(xml, /<testsuite /g)).toBe(4);
    expect(count(xml, /<testcase /g)).toBe(4 * 64 + 2);
    expect(count(xml, /<error /g)).toBe(2);
  });

  it('fails what reaches the level and only tells what is below', () => {
    const run = sampleRun(3);

    expect(count(writeJunit([run]), /<failure /g)).toBe(1);
    expect(count(writeJunit([run]), /<system-out>/g)).toBe(2);
    expect(count(writeJunit([run], 'may'), /<failure /g)).toBe(3);
  });

  it('skips what was not tested, with the reason', () => {
    const xml = writeJunit([sampleRun(0)]);

    expect(xml).toContain('<skipped message="not exercised: no case of this run reached it"/>');
    expect(xml).toContain('<skipped message="not decidable: a stateless mock cannot show it"/>');
  });

  it('counts its cases', () => {
    const [, tests, failures, errors, skipped] =
      /tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(writeJunit([sampleRun(5)])) ?? [];

    expect([tests, failures, errors, skipped].map(Number)).toEqual([64, 2, 0, 20]);
  });

  it('has only characters that XML 1.0 allows, and no markup from elsewhere', () => {
    const xml = writeJunit([poisonedRun()]);

    expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
    expect(xml).not.toContain(']]>');
    expect(xml).not.toMatch(/<(script|img|svg)/);
  });

  it('reads like this', () => {
    expect(
      writeJunit([sampleRun(1)])
        .split('\n')
        .slice(0, 18)
        .join('\n'),
    ).toMatchSnapshot();
  });
});

describe('a gate of coverage in junit.xml', () => {
  const gated = (minCoverage: number, parts: Parameters<typeof sampleEvents>[1] = {}) =>
    writeJunit([fold(sampleEvents([], parts), { failOn: 'must', minCoverage })]);

  it('is a test case that fails with what was missed', () => {
    const xml = gated(90);

    expect(xml).toContain(
      '<testcase classname="the run" name="coverage of at least 90 %" time="0"><failure ',
    );
    expect(xml).toContain('2: it writes, and the mode is read-only');
    expect(count(xml, /<failure /g)).toBe(1);
  });

  it('passes where enough was judged', () => {
    const xml = gated(60);

    expect(xml).toContain('<testcase classname="the run" name="coverage of at least 60 %" time="0"/>');
    expect(count(xml, /<failure /g)).toBe(0);
  });

  it('is skipped where the run could not test', () => {
    const xml = gated(90, { ended: { notTested: 'no answer came' } });

    expect(xml).toMatch(/coverage of at least 90 %" time="0"><skipped message="not judged/);
  });

  it('has no case where nothing is asked for', () => {
    expect(writeJunit([sampleRun(0)])).not.toContain('coverage of at least');
  });
});
