import { join } from 'node:path';
import type { Event } from '../../model/event.ts';
import type { Run } from '../../model/run.ts';
import { exitCodeOf } from '../../reports/outcome.ts';
import { terminal } from '../../reports/terminal/terminal.ts';
import { conduct } from '../../runner/conduct.ts';
import { waiversFor } from '../../runner/unknown-waivers.ts';
import { announce } from '../announce.ts';
import { chosenContracts } from '../chosen-contracts.ts';
import { wantsColour } from '../colour.ts';
import { rememberSeed } from '../complaint.ts';
import { conductOptions } from '../conduct-options.ts';
import { readConfig } from '../config.ts';
import { cleanupCommandLine, interruption, runWords } from '../interruption.ts';
import { openOutput, writeReports } from '../output.ts';
import { type Given, settingsOf } from '../settings.ts';
import { refuseUnknown, waiversOf } from '../waivers-file.ts';

/** Runs contracts against a target, writes the reports and gives the exit code. */
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
  const screen = terminal(process.stderr, { colour: wantsColour(process.stderr) });
  const stopping = interruption(runWords(cleanupCommandLine(settings.out)));
  const runs: Run[] = [];
  const write = () => writeReports(settings.out, runs, settings.formats, settings.failOn);
  try {
    for (const contract of contracts) {
      if (stopping.stop.aborted) break;
      const options = conductOptions(settings, stopping);
      const show = screen.listen();
      const listen = (event: Event) => {
        if (event.type === 'run-started') announce(settings, event);
        show(event);
      };
      const own = waivers && waiversFor(waivers, contract, contracts);
      const run = await conduct(contract, { ...options, listen, waivers: own });
      runs.push(replayable(run, settings.out));
    }
  } catch (error) {
    // What was found before must not be lost with what broke after it.
    if (runs.length > 0) write();
    throw error;
  } finally {
    stopping.end();
  }
  screen.end(runs, write());
  return exitCodeOf(runs);
}

/** How to replay a finding from where the user stands: only here it is known where the report is written. */
function replayable(run: Run, out: string): Run {
  const path = join(out, 'report.json');
  const shown = /[^\w./-]/.test(path) ? JSON.stringify(path) : path;
  const findings = run.findings.map((finding) => ({
    ...finding,
    replay: `assay replay ${shown} ${finding.fingerprint}`,
  }));
  return { ...run, findings };
}
