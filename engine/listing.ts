import { listFilteredAfterCut } from '../checks/list-filtered-after-cut.ts';
import { listLimitIgnored } from '../checks/list-limit-ignored.ts';
import { listPagingIncomplete } from '../checks/list-paging-incomplete.ts';
import { listResultIncomplete } from '../checks/list-result-incomplete.ts';
import { listTotalWrong } from '../checks/list-total-wrong.ts';
import { steadily } from '../checks/listing.ts';
import { resourceCreatedNotListed } from '../checks/resource-created-not-listed.ts';
import { isCut, saidTotal, shownIdentities, shownItems } from '../contract/list-replies.ts';
import type { Case } from '../model/case.ts';
import type { Operation } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { type Exchange, type Listing, succeeded } from '../model/trace.ts';
import { limitNear, withQuery } from '../plan/list-parameters.ts';
import { lackingValue } from './build-request.ts';
import { operationOf } from './context.ts';
import { type GroupRunner, notExercised, subjectOf } from './groups.ts';
import { askFiltered, type Scene } from './list-filtered.ts';
import { walkPages } from './list-walk.ts';
import type { OwnObject } from './own-object.ts';
import { unknownValue } from './places.ts';
import { lackingCredentials } from './preflight.ts';
import { followToResult } from './tasks.ts';
import { lookedUntil } from './until.ts';

// These judge listings; the first judges each of their exchanges.
const CHECKS = [
  ...[listLimitIgnored, listPagingIncomplete, listResultIncomplete, listTotalWrong],
  listFilteredAfterCut,
];

// Others change a list, too: what is seen in one look and not in the next is no fault.
const LOOKS = 3;

/** Asks for a list whole, cut and page by page, with objects of ours in it, and has it judged. */
export async function runListing(runner: GroupRunner, cases: readonly Case[]): Promise<void> {
  const asked = cases.filter(({ step }) => step?.role !== 'create');
  const [first] = asked;
  const operation = first && operationOf(runner.context.contract, first.operation);
  if (!first || !operation?.list) return;
  const path = await pathOf(runner, first, operation);
  if ('why' in path) {
    sayUntried(runner, operation, path.why);
    return;
  }
  const own: OwnObject[] = [];
  for (const planned of cases) {
    if (planned.step?.role !== 'create' || runner.context.signal.aborted) continue;
    const object = await createdBy(runner, planned, { beside: own[0], path });
    if (object) own.push(object);
  }
  const scene = { runner, operation, list: operation.list, cases: asked, path, own };
  for (let look = 1; look <= LOOKS && !runner.context.signal.aborted; look++) {
    const listing = await lookedAt(scene);
    if (listing && look < LOOKS && isDoubtful(runner, listing)) continue;
    if (listing) runner.judge.judge(listing);
    break;
  }
  for (const object of own) await runner.stock.remove(object, true);
}

async function pathOf(
  runner: GroupRunner,
  planned: Case,
  operation: Operation,
): Promise<ReadonlyMap<string, Json> | { why: string }> {
  const lacking = lackingCredentials(runner.context, operation);
  if (lacking !== undefined) return { why: lacking };
  const subject = await subjectOf(runner, planned, operation);
  return 'why' in subject ? subject : subject.path;
}

async function createdBy(
  runner: GroupRunner,
  planned: Case,
  { beside, path: listed }: { beside: OwnObject | undefined; path: ReadonlyMap<string, Json> },
): Promise<OwnObject | undefined> {
  const { context, judge, stock, sender } = runner;
  const operation = operationOf(context.contract, planned.operation);
  const path = new Map([...listed].filter(([name]) => operation.path.includes(`{${name}}`)));
  const unknown = lackingValue(planned, operation, path);
  const lacking =
    lackingCredentials(context, operation) ?? (unknown === undefined ? undefined : unknownValue(unknown));
  const slot =
    lacking === undefined ? await stock.reserve(operation, beside ? [beside] : []) : { why: lacking };
  if (slot && 'why' in slot) {
    notExercised(runner, planned, slot.why);
    return undefined;
  }
  const exchange = await sender.send(planned, { path });
  judge.judge({ kind: 'exchange', exchange });
  tell(runner, planned, exchange);
  return stock.note(exchange, slot);
}

/** One look at the list; undefined where it shows nothing that could be looked at. */
async function lookedAt(scene: Scene): Promise<Listing | undefined> {
  const { runner, operation, list, cases, path, own } = scene;
  const step = (role: string) => cases.filter((planned) => planned.step?.role === role);
  const send = async (planned: Case, at?: string) => {
    const exchange = await runner.sender.send(planned, { path, at });
    // What stands where a link leads need not be what the document shows of the list.
    if (at === undefined) runner.judge.judge({ kind: 'exchange', exchange });
    tell(runner, planned, exchange);
    return exchange;
  };
  const ask = async (role: string) => {
    const exchanges: Exchange[] = [];
    for (const planned of step(role)) exchanges.push(await send(planned));
    return exchanges;
  };
  const [first] = await ask('list-all');
  if (!first) return undefined;
  const before = await shownWhole(scene, first);
  if (!shownItems(list, before)) {
    sayUntried(runner, operation, `the list was answered ${before.reply?.status ?? 'by nothing'}`);
    return undefined;
  }
  const limited = [...(await ask('list-limited')), ...(await askForMore(scene, before, send))];
  const filtered = await askFiltered(scene, before);
  const [page] = step('list-page');
  const identities = own.map(({ identity }) => identity);
  const walker = { context: runner.context, list, own: identities, send };
  const walk = page && (await walkPages(walker, page, before));
  const [start] = await ask('list-later');
  const { context, sender, judge } = runner;
  const later = start && { start, result: (await followToResult(context, sender, judge, start)).result };
  const [after] = await ask('list-again');
  if (!after) return undefined;
  const said = { operation, list, own: identities, before, limited, after };
  const parts = { ...(walk ? { walk } : {}), ...(filtered ? { filtered } : {}), ...(later ? { later } : {}) };
  return { kind: 'listing', ...said, ...parts };
}

/** The list when it shows what is ours, or could not: it may come from a copy that is behind. */
async function shownWhole(scene: Scene, first: Exchange): Promise<Exchange> {
  const { runner, list, path, own } = scene;
  const [object] = own;
  const lacks = (look: Exchange) => {
    const shown = isCut(list, look) ? undefined : shownIdentities(list, look);
    return shown !== undefined && own.some(({ identity }) => !shown.includes(identity));
  };
  if (!object || !lacks(first)) return first;
  const { patience, sender, context } = runner;
  const ms = patience.left(object.resource, 'list-all');
  const last = await lookedUntil(() => sender.send(first.case, { path }), lacks, {
    clock: context.clock,
    first,
    ms,
    signal: context.signal,
  });
  if (lacks(last)) patience.lose(object.resource, 'list-all');
  else patience.reward(object.resource);
  return last;
}

/** The list with room for one more than there is said to be: what it shows then is all. */
async function askForMore(
  { runner: { context }, operation, list, cases }: Scene,
  before: Exchange,
  send: (planned: Case) => Promise<Exchange>,
): Promise<Exchange[]> {
  const [planned] = cases.filter(({ step }) => step?.role === 'list-limited');
  const count = Math.max(shownItems(list, before)?.length ?? 0, saidTotal(list, before) ?? 0);
  const limit = list.total === undefined ? undefined : limitNear(context, operation, count + 1);
  if (!planned || limit?.value !== count + 1) return [];
  const parameters = withQuery(planned.request.parameters, limit);
  const purpose = `list with ${limit.name} ${count + 1}`;
  return [await send({ ...planned, purpose, request: { ...planned.request, parameters } })];
}

/** Whether another look is due: others changed the list, or may have. */
function isDoubtful({ context: { contract } }: GroupRunner, listing: Listing): boolean {
  if ('why' in steadily(listing)) return true;
  return [...CHECKS, resourceCreatedNotListed].some((check) =>
    check.judge(listing, contract).some(({ verdict }) => verdict === 'broken'),
  );
}

function tell({ context }: GroupRunner, { operation, phase, expectation }: Case, exchange: Exchange): void {
  const isAsExpected = expectation.kind === 'success' && succeeded(exchange);
  context.emit({ type: 'case-done', operation, phase, succeeded: isAsExpected });
}

function sayUntried({ context }: GroupRunner, operation: Operation, why: string): void {
  const { contract, emit } = context;
  for (const { id: check } of CHECKS.filter((one) => one.applies(operation, contract)))
    emit({ type: 'verdict', operation: operation.id, check, verdict: 'not-exercised', why });
}
