import { UserError } from '../../model/errors.ts';
import { mergeRuns } from '../../reports/recording/merge-recordings.ts';
import { type RebuildFlags, rebuilt, sayIfCut } from '../rebuilt.ts';
import { RECORDING_FILE, readRecordingFile } from '../recording-file.ts';

/**
 * Makes one set of reports of several recordings, each of a part of the same run, and gives the exit code of the whole.
 * @throws UserError where a file is no recording, or no run began in any of them.
 */
export async function mergeCommand(files: readonly string[], flags: RebuildFlags): Promise<number> {
  const runs = files.flatMap((file) => {
    const recording = readRecordingFile(file);
    sayIfCut(file, recording);
    return recording.runs;
  });
  if (runs.length === 0) {
    throw new UserError('RECORDING', `no run began in ${files.join(', ')}.`, {
      mend: `Name the ${RECORDING_FILE} of runs that sent something.`,
    });
  }
  return rebuilt(mergeRuns(runs), flags);
}
