import type { Plan } from '../model/case.ts';
import type { Check } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import type { Event } from '../model/event.ts';
import { accessTo } from '../targets/access.ts';
import { redactor } from '../targets/redaction.ts';
import type { EngineContext } from './context.ts';
import type { GroupRunner } from './groups.ts';
import { type Judge, judgeWith } from './judge.ts';
import { linksOf } from './links.ts';
import { loginSender } from './login.ts';
import type { OwnObject } from './own-object.ts';
import { restorerOf } from './restore.ts';
import type { RunOptions } from './run-options.ts';
import { secretNames } from './secret-names.ts';
import { senderOf } from './sender.ts';
import { stockOf } from './stock.ts';

/** Puts the parts of an engine together; `objects` are those of an earlier part of the run. */
export function assemble(
  contract: Contract,
  plan: Plan,
  options: RunOptions,
  checks: readonly Check[],
  signal: AbortSignal,
  emit: (event: Event) => void,
  objects: Map<string, OwnObject> = new Map(),
): GroupRunner {
  const { transport, profile, site, mode, run: name, journal, headers } = options;
  const hide = redactor(secretNames(contract));
  const late: { judge?: Judge } = {};
  const access = accessTo({
    contract,
    env: options.env,
    mock: profile.kind !== 'live',
    run: name,
    url: transport.url,
    redactor: hide,
    givenHeaders: new Set(headers.map(([header]) => header.toLowerCase())),
    send: loginSender({ contract, plan, transport, redactor: hide, emit, signal, headers }, () => late.judge),
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
    signal,
    emit,
  };
  const ownIdentities = (resource: string) =>
    new Set(
      [...objects.values()]
        .filter((object) => object.resource.name === resource)
        .map(({ identity }) => identity),
    );
  const sender = senderOf(context, ownIdentities);
  const judge = judgeWith(context, checks);
  late.judge = judge;
  const stock = stockOf({ context, sender, judge }, objects);
  return {
    context,
    sender,
    judge,
    stock,
    links: linksOf(context, sender),
    restorer: restorerOf(context, sender),
  };
}
