import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { Contract } from '../../model/contract.ts';
import { UserError } from '../../model/errors.ts';
import type { Budget } from '../../plan/options.ts';
import { codeDigest } from '../../proof/code-digest.ts';
import { forkedHand, type Hand, ownHand } from '../../proof/hand.ts';
import { type KnownSurvivor, readKnownSurvivors } from '../../proof/known-survivors.ts';
import type { Mutant } from '../../proof/mutant.ts';
import { ownFindings } from '../../proof/own-findings.ts';
import { type Proof, proofOf, tallyOf } from '../../proof/proof.ts';
import { tallyLine } from '../../proof/proof-lines.ts';
import { prove } from '../../proof/prove.ts';
import { sampleOf } from '../../proof/sample.ts';
import { trialsIn } from '../../proof/trials-file.ts';
import { openWorkshop, type Workshop } from '../../proof/workshop.ts';
import { proofPage } from '../../proof/write-markdown.ts';
import { proofText } from '../../proof/write-terminal.ts';
import { READINGS } from '../../runner/reading.ts';
import type { Reading } from '../../servers/twin/faults-in.ts';
import { contractFile, openContract, shippedContracts } from '../contracts.ts';
import { interruption } from '../interruption.ts';
import { budget, oneOf, percentage, whole } from '../option-values.ts';
import { openOutput } from '../output.ts';

interface ProveFlags {
  readonly budget?: string;
  readonly seed?: string;
  readonly readings?: string;
  readonly sample?: string;
  readonly only?: string;
  readonly inFull?: string;
  readonly seeds?: string;
  readonly jobs?: string;
  readonly minKill?: string;
  readonly survivors?: string;
  readonly resume?: boolean;
  readonly out?: string;
  readonly json?: boolean;
  readonly productVersion?: string;
}

interface Settings {
  readonly budget: Budget;
  readonly seed: number;
  readonly reading: Reading;
  readonly sample: number;
  readonly only: string;
  readonly inFull: number;
  readonly seeds: number;
  readonly jobs: number;
  readonly minKill: number;
  readonly out: string;
}

/**
 * Proves that suites find what is wrong: tries each on every mutant of its contract's twin. Gives 1 where fewer are killed
 * than asked for, where anything is found of the twin itself, where the whole suite comes to something else, or where what is
 * known of survivors is not so.
 */
export async function proveCommand(references: readonly string[], flags: ProveFlags): Promise<number> {
  const settings = settingsOf(flags);
  const names = references.length > 0 ? references : shippedContracts();
  const contracts = names.map((name) => ({ name, contract: openContract(name, flags.productVersion) }));
  openOutput(settings.out);
  const stopping = interruption({
    first: 'Stopping. Go on with --resume.',
    second: 'Stopping at once.',
    say: (text) => process.stderr.write(text),
  });
  const proofs: Proof[] = [];
  const codes: number[] = [];
  for (const { name, contract } of contracts) {
    if (stopping.stop.aborted) break;
    process.stderr.write(`${contract.name}: the suite runs against the twin to see what it answers\n`);
    const workshop = await openWorkshop(contract, settings);
    const mutants = chosen(workshop.catalogue.mutants, settings);
    const known = readKnownSurvivors(flags.survivors ?? join(dirname(contractFile(name)), 'survivors.yaml'));
    const work = { flags, settings, workshop, mutants, known, signal: stopping.stop };
    const proof = await proofFor(contract, name, work);
    proofs.push(proof);
    process.stdout.write(flags.json ? `${JSON.stringify(proof, null, 2)}\n` : proofText(proof));
    codes.push(exitCodeOf(proof, settings, known.length > 0));
  }
  stopping.end();
  for (const path of written(proofs, settings, flags.productVersion)) process.stderr.write(`  ${path}\n`);
  return stopping.code() ?? Math.max(0, ...codes);
}

function settingsOf(flags: ProveFlags): Settings {
  return {
    budget: budget(flags.budget ?? 'normal'),
    seed: whole('--seed', flags.seed ?? 1, 0),
    reading: oneOf('--readings', flags.readings ?? 'strict', READINGS),
    sample: flags.sample === undefined ? Number.POSITIVE_INFINITY : whole('--sample', flags.sample, 1),
    only: flags.only ?? '',
    inFull: whole('--in-full', flags.inFull ?? 0, 0),
    seeds: whole('--seeds', flags.seeds ?? 1, 1),
    jobs: whole('--jobs', flags.jobs ?? availableParallelism(), 1),
    minKill: percentage('--min-kill', flags.minKill ?? 98),
    out: flags.out ?? '.assay',
  };
}

function chosen(mutants: readonly Mutant[], { only, sample }: Settings): Mutant[] {
  const named = mutants.filter(({ id, check }) => `${check} ${id}`.includes(only));
  if (named.length > 0) return sampleOf(named, sample);
  const mend =
    only === '' ? 'Its operations promise nothing.' : 'Give a part of a check or of an id of proof.json.';
  throw new UserError('NO_MUTANTS', `there is no mutant${only === '' ? '' : ` with ${only} in its name`}.`, {
    mend,
  });
}

interface Work {
  readonly flags: ProveFlags;
  readonly settings: Settings;
  readonly workshop: Workshop;
  readonly mutants: readonly Mutant[];
  readonly known: readonly KnownSurvivor[];
  readonly signal: AbortSignal;
}

async function proofFor(
  contract: Contract,
  reference: string,
  { flags, settings, workshop, mutants, known, signal }: Work,
): Promise<Proof> {
  const { seed, reading, jobs, out } = settings;
  const about = {
    code: codeDigest(),
    document: contract.document,
    seed,
    budget: settings.budget.name,
    reading,
  };
  const file = trialsIn(join(out, `proof-${contract.name}.ndjson`), about, flags.resume !== true);
  const hands = handsFor(reference, flags, settings, workshop, Math.min(jobs, mutants.length));
  const inFull = new Set(sampleOf(mutants, settings.inFull).map(({ id }) => id));
  const progress = progressOf(mutants.length);
  try {
    const verdicts = await prove(mutants, hands, {
      done: file.done,
      inFull,
      signal,
      tell(verdict, count) {
        file.add(verdict);
        progress(count);
      },
    });
    const { catalogue } = workshop;
    const trials = {
      contract: contract.name,
      version: contract.version,
      seed,
      budget: settings.budget.name,
      reading,
      mutants: catalogue.mutants.length,
    };
    const own = await ownFindings(contract, {
      seeds: settings.seeds,
      budget: settings.budget,
      readings: READINGS,
      signal,
      tell: progressOf(settings.seeds * READINGS.length, 'runs on the twin itself'),
    });
    const isWhole = catalogue.mutants.every(({ id }) => verdicts.has(id));
    const found = { seeds: settings.seeds, own, unmade: catalogue.unmade, known, isWhole };
    return proofOf(trials, found, mutants, verdicts);
  } finally {
    for (const hand of hands) hand.close();
  }
}

/** One hand alone needs no process of its own. */
function handsFor(
  reference: string,
  { productVersion }: ProveFlags,
  { budget: tries, seed, reading }: Settings,
  workshop: Workshop,
  jobs: number,
): Hand[] {
  if (jobs === 1) return [ownHand(workshop)];
  const file = contractFile(reference);
  const overlay =
    productVersion === undefined
      ? undefined
      : join(dirname(file), 'versions', `${productVersion}.overlay.yaml`);
  const orders = { file, overlay, budget: tries, seed, reading, survey: workshop.survey };
  return Array.from({ length: jobs }, () => forkedHand(orders));
}

const PROGRESS_MS = 100;

/** How far it is: redrawn on a terminal, else a line for each tenth. */
function progressOf(total: number, what = 'mutants'): (count: number) => void {
  let told = 0;
  return (count) => {
    const isTerminal = process.stderr.isTTY === true;
    const isDue = isTerminal
      ? Date.now() - told >= PROGRESS_MS || count === total
      : Math.floor((10 * count) / total) > told;
    if (!isDue) return;
    told = isTerminal ? Date.now() : Math.floor((10 * count) / total);
    process.stderr.write(
      isTerminal ? `\r  ${count} of ${total} ${what}` : `  ${count} of ${total} ${what}\n`,
    );
    if (isTerminal && count === total) process.stderr.write('\n');
  };
}

/** The command that makes the same again. */
function commandOf(
  proofs: readonly Proof[],
  { budget: tries, reading, seed, sample, only, inFull, seeds }: Settings,
  productVersion = '',
): string {
  const flags: [string, string | number, boolean][] = [
    ['--budget', tries.name, tries.name !== 'normal'],
    ['--readings', reading, reading !== 'strict'],
    ['--seed', seed, seed !== 1],
    ['--sample', sample, Number.isFinite(sample)],
    ['--only', JSON.stringify(only), only !== ''],
    ['--in-full', inFull, inFull > 0],
    ['--seeds', seeds, seeds > 1],
    ['--product-version', productVersion, productVersion !== ''],
  ];
  const given = flags.flatMap(([flag, value, isGiven]) => (isGiven ? [`${flag} ${value}`] : []));
  return ['assay prove', ...proofs.map(({ contract }) => contract), ...given].join(' ');
}

function written(proofs: readonly Proof[], settings: Settings, productVersion?: string): string[] {
  const { out } = settings;
  const files = [
    ...proofs.map((proof) => ({
      name: `proof-${proof.contract}.json`,
      text: `${JSON.stringify(proof, null, 2)}\n`,
    })),
    {
      name: 'proof.md',
      text: proofPage(proofs, commandOf(proofs, settings, productVersion)),
    },
  ];
  return files.map(({ name, text }) => {
    const path = join(out, name);
    writeFileSync(path, text);
    return path;
  });
}

function exitCodeOf(
  { contract, tried, stale, findingsOfTheTwin }: Proof,
  { minKill }: Settings,
  hasKnown: boolean,
): number {
  const tally = tallyOf(tried);
  const unknown = tried.filter(({ outcome, known }) => outcome === 'survived' && !known).length;
  const reasons = [
    ...(tally.score < minKill ? [`fewer than ${minKill} % were killed (${tallyLine(tally)})`] : []),
    ...(hasKnown && unknown > 0 ? [`${unknown} survived of which survivors.yaml says nothing`] : []),
    ...stale.map((mutants) => `the entry of a known survivor is stale: ${mutants}`),
    ...(findingsOfTheTwin.length > 0 ? ['the suite finds something of the twin itself'] : []),
    ...(tried.some(({ wholeAgrees }) => wholeAgrees === false)
      ? ['the whole suite comes to something else than the part of it that a mutant touches']
      : []),
  ];
  for (const reason of reasons) process.stderr.write(`assay: ${contract}: ${reason}\n`);
  return reasons.length > 0 ? 1 : 0;
}
