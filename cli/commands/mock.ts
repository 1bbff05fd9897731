import { UserError } from '../../model/errors.ts';
import { type PrismServer, startPrism } from '../../servers/prism/start.ts';
import { openContract } from '../contracts.ts';

const DEFAULT_PORT = 4010;

/** Serves the mock of a contract below its base path until it is stopped; gives 0. */
export async function mockCommand(
  reference: string,
  options: { port?: string; host?: string; productVersion?: string },
): Promise<number> {
  const port = portOf(options.port);
  const contract = openContract(reference, options.productVersion);
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  const host = options.host ?? '127.0.0.1';
  const mock = await startPrism(contract, { port, host }).catch((error: unknown) => {
    throw listenError(error, host, port);
  });
  sayServed(contract.name, mock);
  await stopped;
  await mock.close();
  return 0;
}

function sayServed(name: string, { url }: PrismServer): void {
  process.stderr.write(
    `${name} is served at ${url}\nAny credentials are let in, nothing is kept. Ctrl-C ends it.\n`,
  );
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
