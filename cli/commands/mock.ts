import { startPrism } from '../../servers/prism/start.ts';
import { UserError } from '../../model/errors.ts';
import { openContract } from '../contracts.ts';

/** Serves the mock of a contract below its base path until it is stopped; gives 0. */
export async function mockCommand(
  reference: string,
  options: { port?: string; host?: string; productVersion?: string },
): Promise<number> {
  const contract = openContract(reference, options.productVersion);
  const port = portOf(options.port);
  const mock = await startPrism(contract, { port, ...(options.host === undefined ? {} : { host: options.host }) });
  process.stderr.write(`${contract.name} is served at ${mock.url} (any credentials are let in). Ctrl-C ends it.\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await mock.close();
  return 0;
}

function portOf(given: string | undefined): number {
  const port = Number(given ?? 4010);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new UserError('OPTION', `--port ${given} is no port.`, { mend: 'Give a number from 0 to 65535; 0 takes a free one.' });
}
