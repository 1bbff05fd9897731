import type { Case, Plan, PlannedSequences } from '../../model/case.ts';
import type { Contract } from '../../model/contract.ts';
import { plan } from '../../plan/plan.ts';
import { caseCountsLine, plural } from '../../reports/wording.ts';
import { surroundings } from '../../runner/embedded.ts';
import { chosenContracts } from '../chosen-contracts.ts';
import { rememberSeed } from '../complaint.ts';
import { readConfig } from '../config.ts';
import { readEnvironment } from '../environment.ts';
import { type Given, settingsOf } from '../settings.ts';

/** Shows what a run would do; nothing is sent. The same input gives the same bytes. */
export function planCommand(
  references: readonly string[],
  given: Given & { config?: string; json?: boolean },
): number {
  const { json, config: file, ...flags } = given;
  const { contracts: configured, ...config } = readConfig(file);
  // A plan without a seed is for reading, and reads the same each time.
  const settings = settingsOf({ seed: 1, ...config, ...flags });
  rememberSeed(settings.seed);
  const contracts = chosenContracts(references.length > 0 ? references : (configured ?? []), settings);
  const plans = contracts.map((contract) => {
    const { site } = surroundings(contract, settings.target, readEnvironment());
    return { contract, planned: plan(contract, { ...settings, site }) };
  });
  if (json) process.stdout.write(`${JSON.stringify(plans.map(shape), null, 2)}\n`);
  else for (const { contract, planned } of plans) process.stdout.write(textOf(contract, planned));
  return 0;
}

function shape({ contract, planned }: { contract: Contract; planned: Plan }): object {
  const { cases, sequences, omissions, estimate, ledger } = planned;
  return { contract: contract.name, estimate, sizes: ledger.cases, cases, sequences, omissions };
}

function textOf(contract: Contract, { cases, sequences, omissions, estimate, ledger }: Plan): string {
  const lines = [
    `${contract.name}: ${cases.length} cases, about ${estimate.requests} requests and ${estimate.creates} creates` +
      (estimate.minutes > 1 ? `, ${estimate.minutes} minutes at the documented rate` : ''),
    '',
  ];
  for (const { id } of contract.operations) {
    const own = cases.filter(({ operation }) => operation === id);
    const left = omissions.filter(({ operation }) => operation === id);
    const sizes = caseCountsLine(ledger.cases[id] ?? {});
    lines.push(`${id}  (${plural(own.length, 'case')}${sizes === '' ? '' : `: ${sizes}`})`);
    for (const planned of own) lines.push(`  ${lineOf(planned)}`);
    for (const { what, why } of left) lines.push(`  not tried: ${what}, because ${why}`);
    lines.push('');
  }
  lines.push(...sequences.map(sequencesLine), ...(sequences.length > 0 ? [''] : []));
  return `${lines.join('\n')}\n`;
}

function sequencesLine({ resource, count, length, steps }: PlannedSequences): string {
  const kinds = [...new Set(steps.map(({ purpose }) => purpose))].join(', ');
  return `${plural(count, 'random sequence')} of ${resource}, of up to ${length} requests each: ${kinds}`;
}

function lineOf({ phase, effect, purpose, expectation }: Case): string {
  const expected =
    expectation.kind === 'refusal'
      ? `refused (${expectation.fault.level.toUpperCase()})`
      : expectation.kind === 'success'
        ? `accepted (${expectation.level.toUpperCase()})`
        : 'anything documented';
  return `${phase.padEnd(9)} ${effect.padEnd(7)} ${purpose} → ${expected}`;
}
