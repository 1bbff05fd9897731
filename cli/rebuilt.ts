import { readWaivers } from '../contract/waivers/read-waivers.ts';
import type { RecordedRun, Recording } from '../model/recording.ts';
import { LEVELS } from '../model/statement.ts';
import { exitCodeOf } from '../reports/outcome.ts';
import { foldRecording } from '../reports/recording/fold-recording.ts';
import { formats, oneOf, percentage } from './option-values.ts';
import { openOutput, USUAL_FORMATS, writeReports } from './output.ts';
import { replayable } from './replayable.ts';
import { screenFor } from './screen.ts';

/** Options of reports that are made of recordings. What is not given is as it was when the run was made. */
export interface RebuildFlags {
  readonly out?: string;
  readonly format?: string;
  readonly failOn?: string;
  readonly minCoverage?: string;
  readonly waivers?: string | false;
}

/** Writes the reports of recorded runs, shows them, and gives the exit code that they come to. */
export function rebuilt(recorded: readonly RecordedRun[], flags: RebuildFlags): number {
  const out = flags.out ?? '.assay';
  const { files: wanted, isForAgent } = formats(flags.format ?? USUAL_FORMATS);
  const judged = recorded.map(judgedAs(flags));
  openOutput(out);
  const { runs, drifts } = foldRecording(judged);
  const shown = runs.map((run, at) =>
    replayable(run, out, judged[at]?.isAgainst === true ? run.target.url : undefined),
  );
  const failOn = LEVELS.findLast((level) => judged.some(({ rules }) => rules.failOn === level)) ?? 'must';
  const files = writeReports(out, wanted, { runs: shown, drifts, failOn, recorded: () => judged });
  const screen = screenFor(isForAgent);
  const say = screen.listen();
  for (const warning of shown.flatMap(({ warnings }) => warnings)) say({ type: 'warning', warning });
  screen.end(shown, files, drifts);
  return exitCodeOf(shown, drifts);
}

function judgedAs(flags: RebuildFlags): (run: RecordedRun) => RecordedRun {
  const failOn = flags.failOn === undefined ? undefined : oneOf('--fail-on', flags.failOn, LEVELS);
  const minCoverage =
    flags.minCoverage === undefined ? undefined : percentage('--min-coverage', flags.minCoverage);
  const entries = typeof flags.waivers === 'string' ? readWaivers(flags.waivers) : undefined;
  const today = new Date().toISOString().slice(0, 10);
  return (run) => {
    const { rules } = run;
    const selected = rules.waivers?.selected ?? null;
    const given = entries ? { entries, today, selected } : rules.waivers;
    return {
      ...run,
      rules: {
        failOn: failOn ?? rules.failOn,
        minCoverage: minCoverage ?? rules.minCoverage,
        waivers: flags.waivers === false ? null : given,
        earlier: rules.earlier,
      },
    };
  };
}

/** What a reader should know of a recording before its reports. */
export function sayIfCut(file: string, { isCut }: Recording): void {
  if (isCut) process.stderr.write(`warning  ${file} ends in the middle of a line: its run was killed.\n`);
}
