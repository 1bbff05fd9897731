import { join } from 'node:path';
import type { Contract } from '../../model/contract.ts';
import type { Drift } from '../../model/drift.ts';
import type { Event } from '../../model/event.ts';
import type { Run } from '../../model/run.ts';
import { exitCodeOf } from '../../reports/outcome.ts';
import type { Terminal } from '../../reports/terminal/terminal.ts';
import { conductAgainst } from '../../runner/against.ts';
import { type ConductOptions, conduct, foldOptionsOf } from '../../runner/conduct.ts';
import { waiversFor } from '../../runner/unknown-waivers.ts';
import { announce } from '../announce.ts';
import { chosenContracts } from '../chosen-contracts.ts';
import { rememberSeed } from '../complaint.ts';
import { conductOptions } from '../conduct-options.ts';
import { readConfig } from '../config.ts';
import { earlierRuns } from '../earlier-runs.ts';
import { cleanupCommandLine, interruption, runWords } from '../interruption.ts';
import { openOutput, writeReports } from '../output.ts';
import { openRecording, RECORDING_FILE, type RecordingFile, readRecordingFile } from '../recording-file.ts';
import { replayable } from '../replayable.ts';
import { screenFor } from '../screen.ts';
import { type Given, type Settings, settingsOf } from '../settings.ts';
import { warnOfUnknown } from '../unknown-variables.ts';
import { refuseUnknown, waiversOf } from '../waivers-file.ts';

/** Runs contracts against a target, or against two that are compared, writes the reports and gives the exit code. */
export async function runCommand(
  references: readonly string[],
  given: Given & { config?: string },
): Promise<number> {
  const { config: file, ...flags } = given;
  const { contracts: configured, ...config } = readConfig(file);
  const wanted = { ...config, ...flags }.waivers;
  const settings = settingsOf({ ...config, ...flags });
  rememberSeed(settings.seed);
  const contracts = chosenContracts(references.length > 0 ? references : (configured ?? []), settings);
  const waivers = waiversOf(wanted, file);
  refuseUnknown(waivers, contracts, configured ?? [], settings);
  openOutput(settings.out);
  const screen = screenFor(settings.isForAgent);
  const stopping = interruption(runWords(cleanupCommandLine(settings.out)));
  const results: Results = { runs: [], drifts: [] };
  const path = join(settings.out, RECORDING_FILE);
  const recording = openRecording(path);
  const recorded = () => readRecordingFile(path).runs;
  const write = () =>
    writeReports(settings.out, settings.formats, { ...results, failOn: settings.failOn, recorded });
  try {
    for (const contract of contracts) {
      if (stopping.stop.aborted) break;
      const own = waivers && waiversFor(waivers, contract, contracts);
      const earlier = earlierRuns(settings.out, contract.name);
      const options = { ...conductOptions(settings, stopping), waivers: own, earlier };
      await one(contract, { settings, options, screen, recording }, results);
    }
  } catch (error) {
    // What was found before must not be lost with what broke after it.
    if (results.runs.length > 0) write();
    throw error;
  } finally {
    stopping.end();
    recording.close();
  }
  screen.end(results.runs, write(), results.drifts);
  return exitCodeOf(results.runs, results.drifts);
}

interface Results {
  readonly runs: Run[];
  readonly drifts: Drift[];
}

interface Surroundings {
  readonly settings: Settings;
  readonly options: ConductOptions;
  readonly screen: Terminal;
  readonly recording: RecordingFile;
}

/** One contract, on one target or on two. */
async function one(contract: Contract, around: Surroundings, { runs, drifts }: Results): Promise<void> {
  const { settings, options } = around;
  const { against, out } = settings;
  const rules = foldOptionsOf(contract, options);
  const listen = listener(around, settings, around.recording.listen(rules));
  if (against === undefined) {
    runs.push(replayable(await conduct(contract, { ...options, listen }), out));
    return;
  }
  warnOfUnknown(contract, options.env);
  const before = runs.length;
  const compared = await conductAgainst(contract, {
    ...options,
    against,
    listen,
    listenAgainst: listener(around, { ...settings, target: against }, around.recording.listen(rules, true)),
    first: (run) => runs.push(replayable(run, out)),
  });
  const [first, second] = compared.runs;
  runs.length = before;
  if (first) runs.push(replayable(first, out));
  if (second) runs.push(replayable(second, out, against));
  if (compared.drift) drifts.push(compared.drift);
}

function listener(
  { screen }: Surroundings,
  settings: Settings,
  record: (event: Event) => void,
): (event: Event) => void {
  const show = screen.listen();
  return (event) => {
    if (event.type === 'run-started') announce(settings, event);
    record(event);
    show(event);
  };
}
