import { visit } from '../../engine/visit.ts';
import type { Contract } from '../../model/contract.ts';
import type { Mode } from '../../model/run.ts';
import { certificateOf } from '../../runner/certificate.ts';
import { withTarget } from '../../runner/conduct.ts';
import { isEmbedded } from '../../runner/embedded.ts';
import { targetUrl } from '../../runner/open-target.ts';
import { conductOptions } from '../conduct-options.ts';
import { withConfig } from '../config.ts';
import { contractFile, openContract, productVersions } from '../contracts.ts';
import { readEnvironment } from '../environment.ts';
import { interruption } from '../interruption.ts';
import { type Given, type Settings, settingsOf } from '../settings.ts';
import { variablesOf } from '../variables.ts';

const OK = 'ok   ';
const BAD = 'FAIL ';
const NOTE = '     ';

const NOT_TESTED = 3;

function say(sign: string, text: string): void {
  process.stdout.write(`${sign} ${text}\n`);
}

/** Says what stands between here and a run: variables, reachability, certificate, login. Gives 0, or 3 where it fails. */
export async function doctorCommand(reference: string, given: Given & { config?: string }): Promise<number> {
  const settings = settingsOf(withConfig(given));
  const contract = openContract(reference, settings.productVersion);
  sayContract(contract, reference, settings);
  sayVariables(contract);
  if (isEmbedded(settings.target)) {
    say(NOTE, 'Give --target URL to see whether an instance can be reached.');
    return 0;
  }
  const url = targetUrl(contract, settings.target);
  if (settings.insecure) say(NOTE, '--insecure: the certificate is not checked');
  await sayCertificate(url);
  return lookIn(contract, settings, url);
}

function sayContract(contract: Contract, reference: string, { productVersion }: Settings): void {
  const count = contract.operations.length;
  say(
    OK,
    `contract ${contract.name} ${contract.version}: ${count === 1 ? '1 operation' : `${count} operations`}`,
  );
  const versions = productVersions(contractFile(reference));
  if (productVersion !== undefined) say(NOTE, `as the product's version ${productVersion} has it`);
  else if (versions.length > 0) say(NOTE, `--product-version knows ${versions.join(', ')}`);
}

function sayVariables(contract: Contract): void {
  const env = readEnvironment();
  for (const { name, unset } of variablesOf(contract)) {
    if (env.get(name)) say(OK, `${name} is set`);
    else say(NOTE, `${name} is not set; ${unset}`);
  }
}

async function sayCertificate(url: string): Promise<void> {
  const certificate = URL.canParse(url) ? await certificateOf(url) : undefined;
  if (!certificate) return;
  const { subject, issuer, validTo } = certificate;
  const isPast = Date.parse(validTo) < Date.now();
  say(
    isPast ? BAD : NOTE,
    `certificate of ${subject}, by ${issuer}, ${isPast ? 'expired on' : 'until'} ${validTo}`,
  );
}

async function lookIn(contract: Contract, settings: Settings, url: string): Promise<number> {
  const stopping = interruption({ first: 'Stopping.', second: 'Stopping at once.', say: () => undefined });
  try {
    // Nothing is planned, so that nothing but harmless reads and a login is sent.
    const mode: Mode = 'read-only';
    const options = { ...conductOptions(settings, stopping), mode, selects: () => false };
    const problem = await withTarget(contract, options, undefined, (plan, run) => visit(contract, plan, run));
    if (!problem) {
      say(OK, `${url} can be reached and lets us in`);
      return stopping.code() ?? 0;
    }
    say(BAD, problem.message);
    if (problem.mend !== undefined) say(NOTE, problem.mend);
    return stopping.code() ?? NOT_TESTED;
  } finally {
    stopping.end();
  }
}
