import { visit } from '../../engine/visit.ts';
import type { Contract, SiteValue } from '../../model/contract.ts';
import { certificateOf } from '../../runner/certificate.ts';
import { withTarget } from '../../runner/conduct.ts';
import { targetUrl } from '../../runner/open-target.ts';
import { conductOptions } from '../conduct-options.ts';
import { contractFile, openContract, productVersions } from '../contracts.ts';
import { readEnvironment } from '../environment.ts';
import { interruption } from '../interruption.ts';
import { type Given, settingsOf } from '../settings.ts';

const OK = 'ok   ';
const BAD = 'FAIL ';
const NOTE = '     ';

/** Says what stands between here and a run: variables, reachability, certificate, login. Gives 0, or 3 where it fails. */
export async function doctorCommand(reference: string, given: Given): Promise<number> {
  const settings = settingsOf(given);
  const contract = openContract(reference, settings.productVersion);
  const say = (sign: string, text: string) => process.stdout.write(`${sign} ${text}\n`);
  const versions = productVersions(contractFile(reference));
  say(OK, `contract ${contract.name} ${contract.version}: ${contract.operations.length} operations`);
  if (versions.length > 0) say(NOTE, `--product-version knows ${versions.join(', ')}`);
  sayVariables(contract, say);
  if (settings.target === 'prism') {
    say(NOTE, 'give --target URL to see whether an instance can be reached');
    return 0;
  }
  const url = targetUrl(contract, settings.target);
  const certificate = URL.canParse(url) ? await certificateOf(url) : undefined;
  if (certificate) {
    const { subject, issuer, validTo } = certificate;
    say(NOTE, `certificate of ${subject}, by ${issuer}, until ${validTo}`);
  }
  return lookIn(contract, settings, url, say);
}

function sayVariables(contract: Contract, say: (sign: string, text: string) => void): void {
  const env = readEnvironment();
  const credentials = contract.schemes.flatMap((scheme) => [...scheme.credentials.values()]);
  const seen = new Set<string>();
  for (const value of [...credentials, ...contract.siteValues]) {
    if (seen.has(value.env)) continue;
    seen.add(value.env);
    say(env.get(value.env) ? OK : NOTE, `${value.env} ${stateOf(value, env)}`);
  }
}

function stateOf(value: SiteValue, env: ReadonlyMap<string, string>): string {
  if (env.get(value.env)) return 'is set';
  if (value.default !== undefined) return `is not set; ${JSON.stringify(value.default)} is used`;
  return value.optional === true ? 'is not set; values are generated' : 'is not set';
}

async function lookIn(
  contract: Contract,
  settings: ReturnType<typeof settingsOf>,
  url: string,
  say: (sign: string, text: string) => void,
): Promise<number> {
  const stopping = interruption(() => undefined);
  try {
    // Nothing is planned, so that nothing but harmless reads and a login is sent.
    const options = { ...conductOptions(settings, stopping), mode: 'read-only', selects: () => false } as const;
    const problem = await withTarget(contract, options, undefined, (plan, run) => visit(contract, plan, run));
    if (!problem) {
      say(OK, `${url} can be reached and lets us in`);
      return 0;
    }
    say(BAD, problem.message);
    if (problem.mend !== undefined) say(NOTE, problem.mend);
    return 3;
  } finally {
    stopping.end();
  }
}
