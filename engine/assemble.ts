import type { Plan } from '../model/case.ts';
import type { Check } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import type { Event } from '../model/event.ts';
import { accessTo } from '../targets/access.ts';
import { WALL_CLOCK } from '../targets/clock.ts';
import { recorded } from '../targets/recorder.ts';
import { type Redactor, redactor } from '../targets/redaction.ts';
import type { EngineContext } from './context.ts';
import type { GroupRunner } from './groups.ts';
import { type Judge, judgeWith } from './judge.ts';
import { linksOf } from './links.ts';
import { logbook } from './logbook.ts';
import { loginSender } from './login.ts';
import type { OwnObject } from './own-object.ts';
import { ownershipOf } from './ownership.ts';
import { patience } from './patience.ts';
import { refusedUpdates } from './refused-updates.ts';
import { restorerOf } from './restore.ts';
import type { RunOptions } from './run-options.ts';
import { secretNames } from './secret-names.ts';
import { senderOf } from './sender.ts';
import { sightingsOf } from './sightings.ts';
import { stateRefusals } from './state-refusals.ts';
import { stockOf } from './stock.ts';
import { weakerAccountOf } from './weaker-account.ts';

// Headers that users give for other ends than getting in.
const OPEN_HEADERS = new Set(['accept', 'accept-language', 'content-type', 'prefer', 'user-agent']);

/** A header that the user gives may be a key: its value is hidden, and what follows a scheme's name by itself. */
function learn(hide: Redactor, header: string, value: string): void {
  const name = `HEADER_${header.replaceAll(/[^A-Za-z0-9]+/g, '_').toUpperCase()}`;
  hide.add(value, name);
  const token = /^(?:Basic|Bearer|Token|OAuth) +(\S.*)$/i.exec(value)?.[1];
  if (token !== undefined) hide.add(token, name);
}

/**
 * What is said in words may quote the target; exchanges and findings are redacted where they are made, and the reasons
 * of verdicts are our own words and statuses alone.
 */
function redacted({ text }: Redactor, event: Event): Event {
  if (event.type === 'warning') {
    return { ...event, warning: { ...event.warning, message: text(event.warning.message) } };
  }
  if (event.type !== 'run-ended') return event;
  return {
    ...event,
    notTested: event.notTested === null ? null : text(event.notTested),
    leftovers: event.leftovers.map(({ resource, identity, how }) => ({
      resource,
      identity: text(identity),
      how: text(how),
    })),
  };
}

/** Puts the parts of an engine together; `objects` are those of an earlier part of the run. */
export function assemble(
  contract: Contract,
  plan: Plan,
  options: RunOptions,
  checks: readonly Check[],
  signal: AbortSignal,
  tell: (event: Event) => void,
  objects: Map<string, OwnObject> = new Map(),
): GroupRunner {
  const { transport, profile, site, mode, run: name, journal, headers, maxResponseMs } = options;
  const hide = redactor(secretNames(contract));
  for (const [header, value] of headers)
    if (!OPEN_HEADERS.has(header.toLowerCase())) learn(hide, header, value);
  const recorder = options.recorder ?? recorded;
  const log = logbook();
  const emit = (event: Event) => tell(redacted(hide, event));
  const late: { judge?: Judge } = {};
  const access = accessTo({
    contract,
    env: options.env,
    mock: profile.kind === 'prism',
    run: name,
    url: transport.url,
    redactor: hide,
    givenHeaders: new Set(headers.map(([header]) => header.toLowerCase())),
    send: loginSender(
      {
        contract,
        plan,
        transport,
        redactor: hide,
        recorder,
        logbook: log,
        emit,
        signal: options.cleanupSignal,
        headers,
        maxResponseMs,
      },
      () => late.judge,
    ),
  });
  const context: EngineContext = {
    contract,
    plan,
    site,
    mode,
    run: name,
    profile,
    transport,
    access,
    redactor: hide,
    journal,
    headers,
    clock: options.clock ?? WALL_CLOCK,
    recorder,
    logbook: log,
    maxResponseMs,
    signal,
    cleanupSignal: options.cleanupSignal,
    emit,
  };
  const own = (resource: string) =>
    [...objects.values()].filter((object) => object.resource.name === resource);
  const sightings = sightingsOf(contract);
  const sender = sightings.watching(senderOf(context, own));
  const judge = judgeWith(context, checks);
  late.judge = judge;
  const ownership = ownershipOf(context, sender, sightings);
  const waiting = patience();
  const { maxAlive } = options;
  const stock = stockOf({ context, sender, judge, ownership, patience: waiting, maxAlive }, objects);
  return {
    context,
    sender,
    judge,
    stock,
    ownership,
    links: linksOf(context, sender),
    restorer: restorerOf(context, sender),
    patience: waiting,
    weaker: weakerAccountOf(context, sender),
    refusals: refusedUpdates(context, sender, judge),
    stateRefusals: stateRefusals(context),
  };
}
