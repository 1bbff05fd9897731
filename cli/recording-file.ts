import { closeSync, openSync, readFileSync } from 'node:fs';
import { UserError } from '../model/errors.ts';
import type { Event } from '../model/event.ts';
import type { Recording } from '../model/recording.ts';
import type { FoldOptions } from '../reports/fold.ts';
import { recordedRules } from '../reports/recording/fold-recording.ts';
import { BadLine, eventLine, headLine, readRecording, rulesLine } from '../reports/recording/lines.ts';
import { writeWhole } from './write-whole.ts';

/** The file's name in the folder of reports. */
export const RECORDING_FILE = 'events.ndjson';

/** A file that events are written to as they happen, so that a run which is killed still has its findings. */
export interface RecordingFile {
  /** A listener for one run; the run stands in the file once it begins. */
  listen(rules: FoldOptions, isAgainst?: boolean): (event: Event) => void;
  close(): void;
}

/** Begins the file anew, readable by its owner alone. */
export function openRecording(path: string): RecordingFile {
  const file = openSync(path, 'w', 0o600);
  let runs = 0;
  let isBroken = false;
  // What a run made has to be removed, whether it can be written down or not.
  const write = (line: string) => {
    if (isBroken) return;
    try {
      writeWhole(file, line);
    } catch (error) {
      isBroken = true;
      process.stderr.write(`warning  ${path} is not written any more: ${(error as Error).message}.\n`);
    }
  };
  write(headLine());
  return {
    listen(rules, isAgainst = false) {
      let run: number | undefined;
      return (event) => {
        if (run === undefined) {
          run = runs;
          runs += 1;
          write(rulesLine(run, recordedRules(rules), isAgainst));
        }
        write(eventLine(run, event));
      };
    },
    close: () => closeSync(file),
  };
}

/**
 * Reads such a file.
 * @throws UserError with the line where it cannot be read.
 */
export function readRecordingFile(path: string): Recording {
  try {
    return readRecording(linesOf(readFileSync(path)));
  } catch (error) {
    if (error instanceof BadLine) throw unreadable(path, error.message, error.line);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw unreadable(path, code === 'ENOENT' ? 'there is no such file' : message, 1);
  }
}

const LINE_FEED = 0x0a;

/** Line by line: a long run's file is longer than the longest string. */
function* linesOf(bytes: Buffer): Iterable<string> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, start);
    yield bytes.toString('utf8', start, end < 0 ? bytes.length : end);
    start = end < 0 ? bytes.length : end + 1;
  }
}

function unreadable(file: string, why: string, line: number): UserError {
  return new UserError('RECORDING', `not a recording of a run: ${why}.`, {
    mend: `Name an ${RECORDING_FILE} that assay run wrote.`,
    position: { file, line, column: 1 },
  });
}
