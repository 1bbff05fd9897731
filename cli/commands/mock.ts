import type { Contract } from '../../model/contract.ts';
import { UserError } from '../../model/errors.ts';
import { shellWord } from '../../reports/wording.ts';
import { READINGS } from '../../runner/reading.ts';
import { twinEnvironment } from '../../runner/twin-environment.ts';
import { startPrism } from '../../servers/prism/start.ts';
import { startTwin } from '../../servers/twin/start.ts';
import type { TwinOptions } from '../../servers/twin/twin.ts';
import { openContract } from '../contracts.ts';
import { oneOf, whole } from '../option-values.ts';

const DEFAULT_PORT = 4010;

interface MockOptions {
  readonly port?: string;
  readonly host?: string;
  readonly productVersion?: string;
  readonly stateful?: boolean;
  readonly readings?: string;
  readonly seed?: string;
}

/** Serves the mock of a contract below its base path until it is stopped; gives 0. */
export async function mockCommand(reference: string, options: MockOptions): Promise<number> {
  const twin = twinOptions(options);
  const port = portOf(options.port);
  const contract = openContract(reference, options.productVersion);
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  const host = options.host ?? '127.0.0.1';
  const start = options.stateful === true ? startTwin : startPrism;
  const mock = await start(contract, { port, host, ...twin }).catch((error: unknown) => {
    throw listenError(error, host, port);
  });
  process.stderr.write(`${contract.name} is served at ${mock.url}\n`);
  process.stderr.write(options.stateful === true ? twinWords(contract) : PRISM_WORDS);
  await stopped;
  await mock.close();
  return 0;
}

/** What is said of the twin alone. */
function twinOptions({ readings, seed, stateful }: MockOptions): Pick<TwinOptions, 'reading' | 'seed'> {
  for (const [name, given] of Object.entries({ readings, seed })) {
    if (given === undefined || stateful === true) continue;
    throw new UserError('OPTION', `--${name} is for the twin, and the mock is Prism.`, {
      mend: `Add --stateful, or leave --${name} out.`,
    });
  }
  return {
    ...(readings === undefined ? {} : { reading: oneOf('--readings', readings, READINGS) }),
    ...(seed === undefined ? {} : { seed: whole('--seed', seed, 0) }),
  };
}

const PRISM_WORDS = 'Any credentials are let in, nothing is kept. Ctrl-C ends it.\n';

/** The variables by which a run gets in, ready to be copied. */
function twinWords(contract: Contract): string {
  const lines = [...twinEnvironment(contract)].map(([name, value]) => `  ${name}=${shellWord(value)}`);
  const how = lines.length === 0 ? '' : ` A run gets in with:\n${lines.join('\n')}\n`;
  return `What it is given is kept until it ends.${how}${how === '' ? ' ' : ''}Ctrl-C ends it.\n`;
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use',
  EACCES: 'ports below 1024 need more rights',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be looked up',
};

function listenError(error: unknown, host: string, port: number): unknown {
  const why = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  if (why === undefined) return error;
  return new UserError('LISTEN', `the mock cannot listen on ${host}:${port}: ${why}.`, {
    mend: 'Give another --port or --host; --port 0 takes a free port.',
  });
}

function portOf(given: string | undefined): number {
  const port = Number(given ?? DEFAULT_PORT);
  if (Number.isInteger(port) && port >= 0 && port <= 65535 && given?.trim() !== '') return port;
  throw new UserError('OPTION', `--port ${JSON.stringify(given)} is no port.`, {
    mend: 'Give a number from 0 to 65535; 0 takes a free one.',
  });
}
