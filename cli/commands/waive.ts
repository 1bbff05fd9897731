import { existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { type WaiverText, withWaiver } from '../../contract/waivers/add-waiver.ts';
import { readWaivers } from '../../contract/waivers/read-waivers.ts';
import { UserError } from '../../model/errors.ts';
import type { Finding, Run } from '../../model/run.ts';
import { versionRange } from '../../model/version-range.ts';
import { speaksOf } from '../../reports/apply-waivers.ts';
import { readConfig } from '../config.ts';
import { lastDay } from '../last-day.ts';
import { findingIn } from '../report-file.ts';
import { usualFile, WAIVER_FILES } from '../waivers-file.ts';

/** What is said of a deviation on the command line. */
export interface WaiveFlags {
  readonly reason?: string;
  readonly owner?: string;
  readonly ticket?: string;
  readonly document?: string;
  readonly expires?: string;
  readonly productVersions?: string;
  readonly waivers?: string;
  readonly config?: string;
}

/**
 * Writes a finding of a report down as a known deviation; gives the exit code.
 * @throws UserError where something is missing, or the finding is waived already.
 */
export async function waiveCommand(report: string, fingerprint: string, flags: WaiveFlags): Promise<number> {
  const { run, finding } = findingIn(report, fingerprint);
  const entry = entryFrom(run, finding, flags);
  const config = readConfig(flags.config);
  const [usual = 'assay.waivers.yaml'] = WAIVER_FILES;
  const wanted = flags.waivers ?? (config.waivers || undefined) ?? usualFile(flags.config) ?? usual;
  // A link stays a link.
  const file = existsSync(wanted) ? realpathSync(wanted) : wanted;
  const isNew = !existsSync(file);
  if (!isNew) refuseKnown(wanted, entry, finding);
  write(file, wanted, withWaiver(isNew ? undefined : readFileSync(file, 'utf8'), entry));
  const { level, check, operation } = finding;
  process.stdout.write(
    `${wanted}${isNew ? ' (new)' : ''}: waived ${level.toUpperCase()} ${check}, ${operation}, until ${entry.expires}; ${entry.owner} answers for it.\n`,
  );
  return 0;
}

function entryFrom(run: Run, finding: Finding, flags: WaiveFlags): WaiverText {
  const { ticket, document, productVersions } = flags;
  const reason = needed('--reason', flags.reason, 'say why the deviation is borne');
  const owner = needed('--owner', flags.owner, 'name the person or team that answers for it');
  if ((ticket === undefined) === (document === undefined)) {
    throw new UserError(
      'WAIVE',
      `${ticket === undefined ? 'a ticket or a document is needed' : '--ticket and --document are both given, and one is needed'}.`,
      {
        mend: 'Give --ticket, where its mending is followed, or --document, which allows it.',
      },
    );
  }
  if (productVersions !== undefined && versionRange(productVersions) === undefined) {
    throw new UserError('WAIVE', `--product-versions ${JSON.stringify(productVersions)} is no range.`, {
      mend: 'Give one such as 5.2, ">=5.1 <5.3" or "3.x || 4".',
    });
  }
  return {
    fingerprint: finding.fingerprint,
    contract: run.contract.name,
    operation: finding.operation,
    check: finding.check,
    pointer: finding.pointer,
    keyword: finding.keyword,
    reason,
    owner,
    ticket: ticket === undefined ? null : needed('--ticket', ticket, 'name one'),
    document: document === undefined ? null : needed('--document', document, 'name one'),
    expires: lastDay(flags.expires ?? '90d', new Date()),
    productVersions: productVersions ?? null,
    found: { target: run.target.kind, mode: run.mode, budget: run.budget },
  };
}

function needed(flag: string, value: string | undefined, what: string): string {
  if (value !== undefined && value.trim() !== '') return value;
  throw new UserError('WAIVE', `${flag} is needed.`, {
    mend: `Nobody is asked: ${what} by ${flag}. assay waive --help has an example.`,
  });
}

function refuseKnown(file: string, entry: WaiverText, finding: Finding): void {
  const known = readWaivers(file).find(
    (waiver) =>
      speaksOf(waiver, finding) &&
      (waiver.contract === null || waiver.contract === entry.contract) &&
      waiver.productVersions === entry.productVersions,
  );
  if (!known) return;
  throw new UserError('WAIVE', `${finding.fingerprint} is waived already, until ${known.expires}.`, {
    mend: 'Change that entry: raise `expires`, or say more in `reason`.',
    position: { file: known.file, line: known.line, column: known.column },
  });
}

function write(file: string, shown: string, text: string): void {
  try {
    // Written beside and moved, so that nobody reads half of it.
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError('WAIVE', `${shown} cannot be written: ${code ?? message}.`, {
      mend: 'Name a file in a folder of yours by --waivers.',
    });
  }
}
