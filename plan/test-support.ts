import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../contract/compile.ts';
import { siteOf } from '../contract/site.ts';
import type { Case, Plan, PlannedFault } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import type { PlanOptions } from './options.ts';
import { plan } from './plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-plan-'));
let written = 0;

/** The four contracts that are shipped. */
export const SHIPPED = ['illumio-pce', 'vmware-srm', 'senhasegura-pam', 'nsx-sensor'] as const;

/** One of the shipped contracts, read anew. */
export function readShipped(name: (typeof SHIPPED)[number]): Contract {
  return compile({ file: fileURLToPath(new URL(`../specs/${name}/openapi.yaml`, import.meta.url)) });
}

const read = new Map<string, Contract>();

/** One of the shipped contracts, read once for all tests of a file. */
export function shipped(name: (typeof SHIPPED)[number]): Contract {
  const contract = read.get(name) ?? readShipped(name);
  read.set(name, contract);
  return contract;
}

/** A contract with these members beside the usual head; paths get a response where they have none. */
export function inline(document: Readonly<Record<string, unknown>>): Contract {
  written += 1;
  const file = join(folder, `${written}.json`);
  writeFileSync(
    file,
    JSON.stringify({ openapi: '3.1.0', info: { title: 'inline', version: '1' }, ...document }),
  );
  return compile({ file });
}

/** A contract of one operation. */
export function single(
  method: string,
  path: string,
  operation: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
): Contract {
  return inline({ paths: { [path]: { [method]: { responses: RESPONSES, ...operation } } }, ...more });
}

/** A JSON body of a schema. */
export function jsonBody(
  schema: unknown,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return { requestBody: { required: true, content: { 'application/json': { schema, ...more } } } };
}

/** Responses that promise a refusal. */
export const RESPONSES = { '200': { description: 'ok' }, '400': { description: 'refused' } } as const;

/** What a plan may be made with. */
export interface Wish extends Partial<Omit<PlanOptions, 'site'>> {
  readonly env?: Readonly<Record<string, string>>;
  /** False for a live target. */
  readonly mock?: boolean;
}

/** The plan of a contract: full mode, against a mock, without random cases, unless another is wished for. */
export function planned(contract: Contract, { env = {}, mock = true, ...wish }: Wish = {}): Plan {
  return plan(contract, {
    seed: 1,
    mode: 'full',
    budget: { name: 'quick', random: 0 },
    selects: () => true,
    ...wish,
    site: siteOf(contract, new Map(Object.entries(env)), mock),
  });
}

const plans = new Map<string, Plan>();

/** The plan of a shipped contract, made once for all tests of a file that wish the same. */
export function plannedShipped(name: (typeof SHIPPED)[number], wish: Omit<Wish, 'selects'> = {}): Plan {
  const key = JSON.stringify([name, wish]);
  const made = plans.get(key) ?? planned(shipped(name), wish);
  plans.set(key, made);
  return made;
}

/** The faults of a plan with their cases. */
export function faultsOf({ cases }: Pick<Plan, 'cases'>): { planned: Case; fault: PlannedFault }[] {
  return cases.flatMap((planned) =>
    planned.expectation.kind === 'refusal' ? [{ planned, fault: planned.expectation.fault }] : [],
  );
}

/** The value of a case's body. */
export function bodyOf({ request }: Case): unknown {
  return request.body && 'value' in request.body ? request.body.value : undefined;
}

/** The control of a case's group. */
export function controlOf({ cases }: Pick<Plan, 'cases'>, faulty: Case): Case | undefined {
  return cases.find(({ group, control }) => group === faulty.group && control === true);
}
