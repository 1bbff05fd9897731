import type { Event } from '../../model/event.ts';
import { isObject } from '../../model/json.ts';
import type { RecordedRules, RecordedRun, Recording } from '../../model/recording.ts';
import { TOOL } from '../tool.ts';

/** The version of the lines; a reader refuses others. */
export const RECORDING_VERSION = '1';

/** The first line of events.ndjson: what it is. */
export function headLine(): string {
  return line({ type: 'recording', schemaVersion: RECORDING_VERSION, tool: TOOL });
}

/** The first line of a run: what it is judged by. Runs are numbered from 0, in the order in which they begin. */
export function rulesLine(run: number, rules: RecordedRules, isAgainst: boolean): string {
  return line({ run, type: 'rules', ...rules, isAgainst });
}

/** The line of an event. */
export function eventLine(run: number, event: Event): string {
  return line({ run, ...event });
}

function line(content: object): string {
  return `${JSON.stringify(content)}\n`;
}

/** A line that is none of a recording. */
export class BadLine extends Error {
  /** Its number, from 1. */
  readonly line: number;

  constructor(number: number, detail: string) {
    super(detail);
    this.line = number;
  }
}

/** Recordings of earlier versions knew of no earlier runs. */
type Rules = Omit<RecordedRules, 'earlier'> & Partial<RecordedRules> & { readonly isAgainst: boolean };

interface Growing {
  readonly rules: RecordedRules;
  readonly isAgainst: boolean;
  readonly events: Event[];
}

/**
 * Reads the lines of events.ndjson. The last may be cut: its writer may have been killed.
 * @throws BadLine where another one cannot be read, or the first does not say that it is a recording of this version.
 */
export function readRecording(lines: Iterable<string>): Recording {
  const runs: Growing[] = [];
  let number = 0;
  let cut: BadLine | undefined;
  for (const text of lines) {
    if (cut) throw cut;
    number += 1;
    const content = parsed(text);
    if (number === 1) refuseOther(content);
    else if (content === undefined) cut = new BadLine(number, 'the line is not JSON');
    else take(runs, content, number);
  }
  if (number === 0) throw new BadLine(1, 'it is empty');
  return { runs: runs.filter(hasBegun), isCut: cut !== undefined };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuseOther(content: unknown): void {
  const { type, schemaVersion } = isObject(content) ? content : {};
  if (type !== 'recording') throw new BadLine(1, 'it is no recording of a run');
  if (schemaVersion !== RECORDING_VERSION)
    throw new BadLine(
      1,
      `it is of version ${String(schemaVersion)}, and this assay reads ${RECORDING_VERSION}`,
    );
}

function take(runs: Growing[], content: unknown, number: number): void {
  const { run, ...rest } = isObject(content) ? (content as { run?: unknown; type?: unknown }) : {};
  if (typeof run !== 'number' || typeof rest.type !== 'string')
    throw new BadLine(number, 'the line names no run and no type');
  if (rest.type === 'rules') {
    if (run !== runs.length) throw new BadLine(number, `run ${run} begins out of order`);
    const { failOn, minCoverage, waivers, earlier, isAgainst } = rest as unknown as Rules;
    runs.push({ rules: { failOn, minCoverage, waivers, earlier: earlier ?? [] }, isAgainst, events: [] });
    return;
  }
  const own = runs[run];
  if (!own) throw new BadLine(number, `run ${run} has not begun`);
  own.events.push(rest as unknown as Event);
}

/** A run that was to begin when all ended has nothing to tell. */
function hasBegun({ events }: RecordedRun): boolean {
  return events.some(({ type }) => type === 'run-started');
}
