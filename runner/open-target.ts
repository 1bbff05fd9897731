import type { Contract } from '../model/contract.ts';
import type { TargetProfile } from '../model/target-profile.ts';
import { startPrism } from '../servers/prism/start.ts';
import { prismProfile } from '../servers/prism/target-profile.ts';
import type { Reading } from '../servers/twin/faults-in.ts';
import { startTwin } from '../servers/twin/start.ts';
import { paced } from '../targets/pace.ts';
import { httpTransport, type Transport } from '../targets/transport.ts';
import { steadyWrites } from './steady-writes.ts';

/** A rate: so many requests in so many seconds. */
export interface Rate {
  readonly requests: number;
  readonly seconds: number;
}

/** How to reach a target. */
export interface TargetOptions {
  /** A URL, `prism` for the embedded mock, or `twin` for a stateful server made from the contract. */
  readonly target: string;
  /** How the twin reads what the contract leaves open. @defaultValue `strict` */
  readonly reading?: Reading | undefined;
  /** Of what the twin makes up. @defaultValue 1 */
  readonly seed?: number | undefined;
  /** Seconds for one exchange. */
  readonly timeout: number;
  readonly concurrency: number;
  /** `none` for no limit; undefined for the limit that the contract documents. */
  readonly rate?: Rate | 'none' | undefined;
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly insecure?: boolean | undefined;
  /** Aborted to cut off what is on its way, writes too. */
  readonly cleanupSignal: AbortSignal;
}

/** A target that is ready to be asked. */
export interface OpenTarget {
  readonly transport: Transport;
  readonly profile: TargetProfile;
  close(): Promise<void>;
}

const SHOWS_ALL = {
  isStateful: true,
  cannotShow: () => undefined,
  cannotJudge: () => undefined,
  cannotDecide: () => undefined,
};
const LIVE: TargetProfile = { kind: 'live', ...SHOWS_ALL };
const TWIN: TargetProfile = { kind: 'twin', ...SHOWS_ALL };

/**
 * Opens the target of a run; the mock is started for it.
 * @throws UserError where the URL or a certificate file cannot be used.
 */
export async function openTarget(contract: Contract, options: TargetOptions): Promise<OpenTarget> {
  if (options.target === 'twin') return openTwin(contract, options);
  if (options.target !== 'prism') {
    const transport = reached(contract, options, targetUrl(contract, options.target));
    return { transport, profile: LIVE, close: () => transport.close() };
  }
  const mock = await startPrism(contract);
  const transport = reached(contract, { ...options, rate: 'none' }, mock.url);
  return {
    transport,
    profile: prismProfile(contract),
    async close() {
      await transport.close();
      await mock.close();
    },
  };
}

async function openTwin(contract: Contract, options: TargetOptions): Promise<OpenTarget> {
  const { reading, seed } = options;
  const twin = await startTwin(contract, {
    ...(reading === undefined ? {} : { reading }),
    ...(seed === undefined ? {} : { seed }),
  });
  const transport = reached(contract, { ...options, rate: 'none' }, twin.url);
  return {
    transport,
    profile: TWIN,
    async close() {
      await transport.close();
      await twin.close();
    },
  };
}

/** The target's base URL: an origin alone gets the base path of the contract's server. */
export function targetUrl(contract: Contract, target: string): string {
  if (!URL.canParse(target)) return target;
  const { pathname, search, origin, protocol } = new URL(target);
  if (protocol !== 'http:' && protocol !== 'https:') return target;
  return pathname === '/' && search === '' ? origin + contract.basePath : target;
}

function reached(contract: Contract, options: TargetOptions, url: string): Transport {
  const documented = contract.requestsPerMinute;
  const usual = documented === undefined ? undefined : { requests: documented, seconds: 60 };
  const rate = options.rate === 'none' ? undefined : (options.rate ?? usual);
  const steady = steadyWrites(httpTransport({ ...options, url }), options.cleanupSignal);
  return paced(steady, { concurrency: options.concurrency, rate });
}
