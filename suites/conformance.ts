import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, it } from 'vitest';
import { CHECKS } from '../checks/registry.ts';
import { compile } from '../contract/compile.ts';
import type { Contract } from '../model/contract.ts';
import { isBelowMinimum } from '../model/coverage.ts';
import { evidenceText } from '../model/evidence.ts';
import type { CheckVerdict, Finding, Run } from '../model/run.ts';
import { type Level, reaches } from '../model/statement.ts';
import { failsRun, placeOf } from '../model/waiver.ts';
import { type ConductOptions, conduct } from '../runner/conduct.ts';
import { defaultOptions } from '../runner/default-options.ts';

const MAX_RUN_MS = 600_000;
const SEPARATOR = ' › ';

/** What a task of vitest tells of itself after `-t` and the like have chosen. */
interface Chosen {
  readonly name: string;
  readonly mode: string;
  readonly type: string;
  readonly tasks?: readonly Chosen[];
}

/**
 * Defines one vitest test for each operation and check of a contract. The engine runs once, for what is selected; what
 * could not be decided is a skipped test that says why.
 * @param reference - a shipped contract's name, or the path of an OpenAPI file.
 * @param options - as for `conduct`; by default the quick budget against the embedded mock.
 * @throws UserError where the contract cannot be used.
 */
export function conformance(reference: string, options: Partial<ConductOptions> = {}): void {
  const contract = compile({ file: fileOf(reference) });
  const whole: ConductOptions = { ...defaultOptions(), ...options };
  describe(contract.name, () => {
    let run: Run | undefined;
    // biome-ignore lint/correctness/noEmptyPattern: vitest insists on a destructured first argument.
    beforeAll(async ({}, suite) => {
      const wanted = selected(suite as unknown as Chosen);
      run = await conduct(contract, {
        ...whole,
        selects: (operation) => whole.selects(operation) && wanted.operations.has(operation.id),
        selectsCheck: (id) => whole.selectsCheck(id) && wanted.checks.has(id),
      });
    }, MAX_RUN_MS);
    defineTests(contract, whole, () => run);
    defineGate(whole, () => run);
    defineWaivers(whole, () => run);
  });
}

function defineTests(contract: Contract, options: ConductOptions, run: () => Run | undefined): void {
  for (const operation of contract.operations.filter(options.selects)) {
    describe(operation.id, () => {
      for (const check of CHECKS) {
        if (!options.selectsCheck(check.id) || !check.applies(operation, contract)) continue;
        it(`${check.id}${SEPARATOR}${check.title}`, ({ skip }) => {
          const result = run();
          if (!result) throw new Error('the run did not come to a result');
          const { verdict, findings } = resultOf(result, operation.id, check.id, options.failOn);
          const failing = findings.filter(({ waived }) => waived === null);
          if (failing.length > 0) throw new Error(failing.map(told).join('\n\n'));
          const [known] = findings.flatMap(({ waived }) => waived ?? []);
          if (known) skip(`waived until ${known.expires} (${known.owner}): ${known.reason}`);
          // A run that tested nothing of a live target is never green.
          if (result.verdict === 'not-tested' && result.target.kind === 'live')
            throw new Error(result.reason);
          if (verdict?.verdict !== 'holds' && verdict?.verdict !== 'broken')
            skip(verdict?.why ?? 'not exercised');
        });
      }
    });
  }
}

/** With a minimum of coverage, one more test: of the operations that are selected. */
function defineGate({ minCoverage }: ConductOptions, run: () => Run | undefined): void {
  if (minCoverage === undefined) return;
  it(`coverage${SEPARATOR}at least ${minCoverage} %`, () => {
    const result = run();
    if (!result) throw new Error('the run did not come to a result');
    const told = result.coverage.missed.map(({ why, sides }) => `${sides}: ${why}`).join('; ');
    if (result.exitCode !== 0 && isBelowMinimum(result.coverage))
      throw new Error(`${result.coverage.percent} % covered; missed ${told}`);
  });
}

/** With waivers, one more test: none of those that speak of what was tried is stale or expired. */
function defineWaivers({ waivers }: ConductOptions, run: () => Run | undefined): void {
  if (waivers === undefined) return;
  it(`waivers${SEPARATOR}none is stale or expired`, () => {
    const result = run();
    if (!result) throw new Error('the run did not come to a result');
    const failing = result.verdict === 'not-tested' ? [] : result.waivers.filter(failsRun);
    if (failing.length > 0)
      throw new Error(failing.map((each) => `${placeOf(each)}: ${each.status}, ${each.why}`).join('\n'));
  });
}

function resultOf(
  run: Run,
  operation: string,
  check: string,
  failOn: Level,
): { verdict: CheckVerdict | undefined; findings: Finding[] } {
  const row = run.operations.find((candidate) => candidate.operation === operation);
  return {
    verdict: row?.checks.find((candidate) => candidate.check === check),
    findings: run.findings.filter(
      (finding) =>
        finding.operation === operation && finding.check === check && reaches(finding.level, failOn),
    ),
  };
}

function told(finding: Finding): string {
  const { level, message, source, curl } = finding;
  return [
    `${level.toUpperCase()}: ${message}`,
    `  says     ${source.document}, ${source.at} (${source.file}:${source.line}:${source.column})`,
    `  expected ${evidenceText(finding, 'expected')}`,
    `  received ${evidenceText(finding, 'received')}`,
    `  repeat   ${curl}`,
  ].join('\n');
}

function selected(suite: Chosen): { operations: Set<string>; checks: Set<string> } {
  const operations = new Set<string>();
  const checks = new Set<string>();
  for (const operation of suite.tasks ?? []) {
    for (const test of operation.tasks ?? []) {
      if (test.mode !== 'run' && test.mode !== 'queued') continue;
      operations.add(operation.name);
      checks.add(test.name.split(SEPARATOR)[0] ?? '');
    }
  }
  return { operations, checks };
}

function fileOf(reference: string): string {
  if (!/^[\w-]+$/.test(reference)) return reference;
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'specs', reference, 'openapi.yaml');
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) return reference;
  }
}
