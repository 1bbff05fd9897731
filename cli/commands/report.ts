import { UserError } from '../../model/errors.ts';
import { type RebuildFlags, rebuilt, sayIfCut } from '../rebuilt.ts';
import { RECORDING_FILE, readRecordingFile } from '../recording-file.ts';

/**
 * Makes every report of a recording, and gives the exit code of its runs.
 * @throws UserError where the file is no recording, or no run began in it.
 */
export async function reportCommand(file: string, flags: RebuildFlags): Promise<number> {
  const recording = readRecordingFile(file);
  if (recording.runs.length === 0) {
    throw new UserError('RECORDING', `${file}: no run began in it.`, {
      mend: `Name the ${RECORDING_FILE} of a run that sent something.`,
    });
  }
  sayIfCut(file, recording);
  return rebuilt(recording.runs, flags);
}
