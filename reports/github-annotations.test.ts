import { describe, expect, it } from 'vitest';
import { compareRuns } from './compare/compare-runs.ts';
import { fold } from './fold.ts';
import { writeAnnotations } from './github-annotations.ts';
import { finding, poisonedRun, sampleEvents, sampleRun, sampleRuns, waiver } from './sample.test-support.ts';

interface Read {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads workflow commands as GitHub's runner does: by line, the properties to the next `::`, then decoded. */
function read(text: string): Read[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, command = '', properties = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
      const pairs = properties.split(',').map((pair) => pair.split('='));
      const own = pairs.map(([name = '', ...value]) => [name, decoded(value.join('='))]);
      return { command, properties: Object.fromEntries(own), message: decoded(message) };
    });
}

function decoded(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

describe('annotations for GitHub', () => {
  it('show a finding at its line of the contract', () => {
    const [first] = read(writeAnnotations([sampleRun(1)]));

    expect(first).toEqual({
      command: 'error',
      properties: {
        file: 'specs/nsx-sensor/openapi.yaml',
        line: '212',
        col: '15',
        title: 'MUST response-body-schema-violation, POST /sensors/registration-tokens',
      },
      message:
        'The member usage_count is a string, and the document says that it is an integer.\nexpected {"type":"integer","minimum":0}\nreceived "0"\nassay replay .assay/report.json f0000a91c0b77de',
    });
  });

  it('are errors for MUST, warnings for SHOULD, notices for MAY, the worst of all runs first', () => {
    const commands = read(writeAnnotations([sampleRun(3), sampleRun(3)])).map(({ command }) => command);

    expect(commands).toEqual(['error', 'error', 'warning', 'warning', 'notice', 'notice']);
  });

  it('are ten at most, and a line that says how many more there are', () => {
    const all = read(writeAnnotations([sampleRun(40)]));

    expect(all).toHaveLength(11);
    expect(all.at(-1)).toEqual({
      command: 'notice',
      properties: { title: 'assay' },
      message: '30 more in report.html',
    });
  });

  it('leave out what is waived', () => {
    const entries = [waiver({ fingerprint: finding(0).fingerprint })];
    const run = fold(sampleEvents([finding(0)]), {
      failOn: 'must',
      waivers: { entries, today: '2026-11-25' },
    });

    expect(writeAnnotations([run])).toBe('');
  });

  it('tell of a run that fails without a MUST', () => {
    const should = fold(sampleEvents([finding(1)]), { failOn: 'should' });
    const messages = read(writeAnnotations([...sampleRuns().slice(2), should])).map(
      ({ command, message }) => `${command} ${message.split('\n')[0]}`,
    );

    expect(messages).toEqual([
      'error PAM_CLIENT_ID is not set, and the target asks for credentials.',
      expect.stringMatching(/^error 1 object was left behind on the target\./),
      'error 1 SHOULD finding fails the run.',
      expect.stringMatching(/^warning The member/),
    ]);
  });

  it('tell of targets that drifted apart', () => {
    const [first] = read(writeAnnotations([sampleRun(0)], [compareRuns(sampleRun(0), sampleRun(9))]));

    expect(first).toMatchObject({
      command: 'error',
      properties: { title: 'nsx-sensor: the targets drifted apart' },
    });
  });

  it('let the target say nothing to GitHub', () => {
    const message = 'a\n::error::b\r\n::set-output name=x::y\n%0A::stop-commands::z';
    const run = { ...sampleRun(1), findings: [finding(0, { message, operation: 'GET /a,b::c%0A' })] };

    const text = writeAnnotations([run, poisonedRun()]);

    expect(
      text
        .split('\n')
        .filter((line) => line !== '' && !/^::(error|warning|notice) file=|^::error title=/.test(line)),
    ).toEqual([]);
    expect(text).not.toMatch(/[^\n\t\P{Cc}]/u);
    expect(read(text)[0]).toMatchObject({
      properties: { title: 'MUST response-body-schema-violation, GET /a,b::c%0A' },
    });
    expect(read(text)[0]?.message).toContain('%0A::stop-commands::z');
  });
});
