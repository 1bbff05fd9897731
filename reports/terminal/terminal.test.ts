import { describe, expect, it } from 'vitest';
import type { Event } from '../../model/event.ts';
import { compareRuns } from '../compare/compare-runs.ts';
import { driftText } from '../compare/drift-text.ts';
import {
  finding,
  POISON,
  poisonedRun,
  sampleEvents,
  sampleRun,
  sampleRuns,
  started,
} from '../sample.test-support.ts';
import { agentBlock } from './agent-block.ts';
import { findingBlock } from './finding-block.ts';
import { header } from './header.ts';
import { painter } from './painter.ts';
import { advance, progressLine, startProgress } from './progress.ts';
import { summaries, summary } from './summary.ts';
import { terminal } from './terminal.ts';
import type { TerminalStream } from './terminal-stream.ts';
import { textWidth } from './text-width.ts';
import { waiverBlock } from './waiver-block.ts';

const plain = painter(false);
const FILES = ['.assay/report.html', '.assay/report.json'];

function recorder(parts: Partial<TerminalStream> = {}) {
  const written: string[] = [];
  return { written, stream: { ...parts, write: (text: string) => written.push(text) } };
}

function widths(text: string): number {
  return Math.max(...text.split('\n').map((line) => [...line].length));
}

describe('the header', () => {
  it('says what is run against what', () => {
    expect(header(started()).replace(/assay [\d.]+/, 'assay 0.0.0')).toMatchSnapshot();
  });

  it('stays within 80 columns and one meaning a line, whatever the contract is called', () => {
    const text = header(started({ contract: { ...started().contract, title: POISON } }));

    expect(widths(text)).toBeLessThanOrEqual(80);
    expect(text.split('\n')).toHaveLength(3);
  });
});

describe('progress', () => {
  const step: Event = { type: 'case-done', operation: 'GET /x', phase: 'coverage', succeeded: true };
  const found: Event = { type: 'finding', finding: finding(0) };
  const sent = (operation: string): Event => {
    const [event] = sampleEvents([]).filter((each) => each.type === 'exchange');
    if (event === undefined) throw new TypeError('the sample has exchanges');
    return { ...event, exchange: { ...event.exchange, operation } };
  };
  const stateAfter = (...events: Event[]) =>
    events.reduce(advance, startProgress(started({ cases: 10 }), 1000));

  it('tells share, phase, operation, cases, findings once each, rate and time left', () => {
    const state = stateAfter(step, step, step, step, found, found, sent('GET /x'));

    expect(progressLine(state, 5000, 80)).toBe(
      '   40%  coverage  GET /x  4/10 cases  1 finding  0.3/s  0:06 left',
    );
    expect(progressLine(state, 5000, 120)).toBe(
      '  ▇▇▇▇▁▁▁▁▁▁  40%  coverage  GET /x  4/10 cases  1 finding  0.3/s  0:06 left',
    );
  });

  it('shows the end of a long path, and leaves out what does not fit', () => {
    const state = stateAfter(step, step, step, step, sent('DELETE /orgs/{org_id}/pairing_profiles/{id}/key'));

    expect(progressLine(state, 5000, 80)).toContain('  DELETE …les/{id}/key  4/10 cases');
    expect(progressLine(state, 5000, 60)).toBe('   40%  coverage  4/10 cases  0 findings  0.3/s  0:06 left');
    expect(progressLine(state, 5000, 44)).toBe('   40%  4/10 cases  0 findings  0:06 left');
    expect(progressLine(state, 5000, 10)).toBe('   40%  4…');
  });

  it.each([20, 40, 79, 100, 200])(
    'is never wider than %i columns, whatever an operation is called',
    (columns) => {
      for (const name of [
        `GET /${'宽'.repeat(90)}`,
        `${POISON} ${POISON}`,
        'x'.repeat(500),
        'GET /é\u0301'.repeat(9),
      ]) {
        const line = progressLine(stateAfter(step, found, sent(name)), 90_000, columns);

        expect(textWidth(line)).toBeLessThanOrEqual(columns);
        expect(line).not.toMatch(/\p{Cc}/u);
      }
    },
  );

  it('makes no guess before it began, and says at the end how long it took', () => {
    const ended = sampleEvents([]).filter((each) => each.type === 'run-ended');

    expect(progressLine(stateAfter(), 1000, 80)).not.toContain('left');
    expect(progressLine(stateAfter(...Array<Event>(12).fill(step), ...ended), 9000, 80)).toMatch(
      /^ {2}100% {2}12\/10 cases .* in 8\.0 s$/,
    );
  });

  it('of a plan without cases does not divide by it', () => {
    expect(progressLine(startProgress(started({ cases: 0 }), 0), 0, 80)).toContain('  0%  0/0 cases');
  });
});

describe('the block of a finding', () => {
  it('says what broke, what the document says, what came and how to see it again', () => {
    expect(findingBlock(finding(0, { count: 17 }), plain)).toMatchSnapshot();
  });

  it('tells the steps of a sequence and that no reply came', () => {
    const response = { status: null, headers: [], body: null, failure: 'connection reset' };

    expect(findingBlock(finding(5, { response }), plain)).toMatchSnapshot();
  });

  it('is coloured only where it is asked for', () => {
    const begin = '\u001b[';

    expect(findingBlock(finding(0), painter(true))).toContain(begin);
    expect(findingBlock(finding(0), plain)).not.toContain(begin);
  });

  it('has no control character and nothing wider than 80 columns but what is to be copied', () => {
    const lines = poisonedRun().findings.flatMap((each) => findingBlock(each, plain).split('\n'));

    expect(lines.join('')).not.toMatch(/\p{Cc}/u);
    expect(
      widths(lines.filter((line) => !/^ {4}(repeat|replay)|curl /.test(line)).join('\n')),
    ).toBeLessThanOrEqual(80);
  });
});

describe('the block for an agent', () => {
  it('has each thing on a line of its own, and no frame', () => {
    expect(agentBlock(finding(5))).toMatchSnapshot();
  });

  it('has no control character', () => {
    expect(poisonedRun().findings.map(agentBlock).join('\n')).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});

describe('the summary', () => {
  it('runs from worst to best and ends with the exit and its meaning', () => {
    expect(summary(sampleRun(5), FILES, plain)).toMatchSnapshot();
  });

  it('of several contracts has a line for each and one exit', () => {
    expect(summaries(sampleRuns(), FILES, plain)).toMatchSnapshot();
  });

  it('of waivers and drift has no control character and is at most 80 columns wide', () => {
    const run = poisonedRun();
    const text = [...waiverBlock([run], plain), driftText(compareRuns(sampleRun(1), run), plain)].join('\n');

    expect(text).toContain('WAIVED');
    expect(text).toContain('EXPIRED');
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(widths(text)).toBeLessThanOrEqual(80);
  });

  it('stays within 80 columns, but for what has to be removed by hand', () => {
    expect(widths(summary(poisonedRun(), FILES, plain))).toBeLessThanOrEqual(80);
  });
});

describe('the terminal', () => {
  const events = sampleEvents([finding(0)], { started: { cases: 14 } });

  it('writes a line for every 10 % where there is no terminal, and no control character', () => {
    const { written, stream } = recorder();
    const listener = terminal(stream, { colour: false, now: () => 0 }).listen();

    for (const event of events) listener(event);

    expect(written.filter((line) => line.includes('%'))).toHaveLength(10);
    expect(written.join('')).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it('redraws one line on a terminal at most ten times a second', () => {
    const { written, stream } = recorder({ isTTY: true, columns: 60 });
    let now = 0;
    const listener = terminal(stream, { colour: false, now: () => now }).listen();

    for (const event of events) {
      listener(event);
      now += 10;
    }

    const drawn = written.filter((line) => line.includes('%'));
    expect(drawn.length).toBeGreaterThan(2);
    expect(drawn.length).toBeLessThanOrEqual((events.length * 10) / 100 + 2);
    expect(drawn.slice(0, -1).every((line) => line.startsWith('\r\u001b[2K') && !line.endsWith('\n'))).toBe(
      true,
    );
  });

  it('shows several runs at once as one line', () => {
    const { written, stream } = recorder({ isTTY: true });
    const { listen } = terminal(stream, { colour: false, now: () => 1000 });
    const [one, two] = [listen(), listen()];

    one(started());
    two(started({ contract: { ...started().contract, name: 'second' } }));
    for (const event of events.slice(1, 4)) one(event);

    expect(written.at(-1)).toContain('2 contracts');
  });

  it('tells an agent the findings and the summary elsewhere, and nothing of how far it is', () => {
    const [said, result] = [recorder({ isTTY: true }), recorder()];
    const screen = terminal(said.stream, { colour: true, agent: result.stream });
    const listener = screen.listen();

    for (const event of events) listener(event);
    screen.end([sampleRun(5)], FILES);

    expect(said.written).toHaveLength(1);
    const text = result.written.join('');
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(text).not.toMatch(/[│^]/);
    expect(text.match(/^(MUST|SHOULD|MAY) .*seen/gm)).toHaveLength(5);
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^exit 1: /);
  });

  it('prints warnings when they come', () => {
    const { written, stream } = recorder();
    const listener = terminal(stream, { colour: false }).listen();

    listener({ type: 'warning', warning: { code: 'insecure', message: `TLS checks were off.${POISON}` } });

    expect(written.join('')).toMatch(/^warning {2}TLS checks were off\./);
    expect(written.join('')).not.toContain('\u001b');
  });

  it('ends with the worst finding directly above the summary, the mildest left out', () => {
    const { written, stream } = recorder();

    terminal(stream, { colour: false, blocks: 2 }).end([sampleRun(5)], FILES);

    const text = written.join('');
    expect(text).toContain('3 milder findings not shown here; the report has all.');
    expect(text.match(/^(MUST|SHOULD|MAY) .*/gm)?.map((line) => line.split(' ')[0])).toEqual([
      'MUST',
      'MUST',
    ]);
    expect(text.trimEnd().split('\n').at(-1)).toBe('exit 1: findings at or above the level that fails');
  });
});
