import { itemIdentity, listedItems } from '../contract/identities.ts';
import { markFilter } from '../contract/mark-filter.ts';
import { parentOf } from '../contract/parents.ts';
import type { Case } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { child, valueAt } from '../model/pointer.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { type JournalEntry, outstanding } from '../targets/journal.ts';
import { listAll } from './census.ts';
import type { EngineContext } from './context.ts';
import { isNamedBy, keyOf, type OwnObject } from './own-object.ts';
import { canSend } from './removal.ts';
import type { Sender } from './sender.ts';

type Intent = Extract<JournalEntry, { type: 'intent' }>;

/** What became of the creates of one resource. */
export interface LostCreates {
  /** They bear the mark of the run: they are ours. */
  readonly found: readonly (OwnObject & { readonly mark: string | undefined })[];
  /** They bear the mark of the run and were there before: a create wrote over them, and they are not ours. */
  readonly overwritten: readonly OwnObject[];
  /** They were not in the list before and bear no mark: a create that got no answer may have made them. */
  readonly candidates: readonly OwnObject[];
  /** Creates without an answer and a mark, which may have made one of the candidates. */
  readonly unmarked: readonly Intent[];
  /** Creates without an answer of which no list tells anything. */
  readonly unknown: readonly Intent[];
  /** Creates without an answer that made nothing, or what was found. */
  readonly settled: readonly Intent[];
}

/** Whether this run is to be stopped, and cleans up all the same. */
interface SearchOptions {
  readonly entries: readonly JournalEntry[];
  readonly isCleanup: boolean;
  /** The objects of the run that are there: others are looked for below them. */
  readonly objects: readonly OwnObject[];
}

const NOTHING: LostCreates = {
  found: [],
  overwritten: [],
  candidates: [],
  unmarked: [],
  unknown: [],
  settled: [],
};

/** Looks in a resource's list for what creates of a run made that nobody knows of, as its journal says. */
export async function searchLost(
  context: EngineContext,
  sender: Sender,
  resource: Resource,
  { entries, isCleanup, objects: own }: SearchOptions,
): Promise<LostCreates> {
  const isAsked = entries.some((entry) => entry.type === 'intent' && entry.resource === resource.name);
  if (!isAsked) return NOTHING;
  const intents = outstanding(entries).unanswered.filter((intent) => intent.resource === resource.name);
  const gone = belowGone(context, intents, own);
  const open = intents.filter((intent) => !gone.includes(intent));
  const objects = await listed(context, sender, resource, { own, isCleanup });
  if (!objects || !resource.delete) return { ...NOTHING, unknown: open, settled: gone };
  const ours = objects.filter(({ item }) => markIn(context, resource, item) !== undefined);
  const each = await searchEach(context, sender, resource, {
    intents: missing(context, resource, open, ours),
    isCleanup,
  });
  const before = entries.findLast((entry) => entry.type === 'listed' && entry.resource === resource.name);
  const unmarked = open.filter(({ marked }) => !marked);
  const marked = [...gone, ...open.filter((intent) => intent.marked)];
  const all = withoutKnown(entries, [...ours, ...each]).map((one) => ({
    ...one,
    mark: markIn(context, resource, one.item),
  }));
  // What was there before is never ours, whatever it bears now.
  const earlier = new Set(before?.type === 'listed' ? before.identities : []);
  const seen = {
    ...NOTHING,
    found: all.filter(({ identity }) => !earlier.has(identity)),
    overwritten: all.filter(({ identity }) => earlier.has(identity)),
  };
  if (before?.type !== 'listed') return { ...seen, unknown: unmarked, settled: marked };
  const strange = withoutKnown(entries, objects).filter(
    ({ identity, item }) => !earlier.has(identity) && !bearsMark(resource, item),
  );
  if (unmarked.length === 0 || strange.length === 0) return { ...seen, settled: [...gone, ...open] };
  return { ...seen, candidates: strange, unmarked, settled: marked };
}

/** Creates below objects of the run that are gone: what they made went with them. */
export function belowGone(
  { contract }: Pick<EngineContext, 'contract'>,
  intents: readonly Intent[],
  own: readonly OwnObject[],
): Intent[] {
  return intents.filter(({ resource: name, path }) => {
    const resource = contract.resources.find((one) => one.name === name);
    const parent = resource && parentOf(contract, resource);
    if (!parent || !path?.some(([parameter]) => parameter === parent.parameter)) return false;
    const create = resource.create?.operation ?? '';
    return !own.some((one) => one.resource === parent && isNamedBy(one, create, new Map(path)));
  });
}

/** What the list shows, or the lists below each object of the run; undefined where one of them cannot be read. */
async function listed(
  context: EngineContext,
  sender: Sender,
  resource: Resource,
  { own, isCleanup }: { own: readonly OwnObject[]; isCleanup: boolean },
): Promise<Listed[] | undefined> {
  const { list } = resource;
  const basic = list && context.plan.basics[list.operation];
  if (!list || !basic) return undefined;
  const parent = canSend(context, basic, new Map()) ? undefined : parentOf(context.contract, resource);
  const places = parent ? own.filter((one) => one.resource === parent).map(({ path }) => path) : [new Map()];
  const objects: Listed[] = [];
  for (const path of places) {
    const shown = await listAll(context, sender, resource, {
      purpose: 'find what the run made',
      isCleanup,
      path,
    });
    const items = shown && listedItems(list, shown.reply?.json);
    if (!items) return undefined;
    objects.push(...items.flatMap((item) => objectOf(resource, shown, item)));
  }
  return objects;
}

interface Listed extends OwnObject {
  readonly item: Json;
}

function objectOf(resource: Resource, list: Exchange, item: Json): Listed[] {
  const identity = resource.list && itemIdentity(resource.list, item);
  if (identity === undefined) return [];
  return [{ resource, identity, path: new Map([...list.path, [resource.parameter, identity]]), item }];
}

/** The mark of this run in an item of a list. */
function markIn({ run }: EngineContext, { mark }: Resource, item: Json): string | undefined {
  const value = mark === undefined ? undefined : isObject(item) ? item[mark] : undefined;
  return typeof value === 'string' && value.startsWith(`assay-${run}-`) ? value : undefined;
}

/** Also of another run: whatever made it is not this one. */
function bearsMark({ mark }: Resource, item: Json): boolean {
  const value = mark !== undefined && isObject(item) ? item[mark] : undefined;
  return typeof value === 'string' && /^assay-[0-9a-f]{8}-/.test(value);
}

function missing(
  context: EngineContext,
  resource: Resource,
  open: readonly Intent[],
  ours: readonly Listed[],
): Intent[] {
  const seen = new Set(ours.map(({ item }) => markIn(context, resource, item)));
  return open.filter(({ marked, mark }) => marked && !seen.has(mark));
}

/** A long list may be cut: where the contract says how, it is asked for each mark that it did not show. */
async function searchEach(
  context: EngineContext,
  sender: Sender,
  resource: Resource,
  { intents, isCleanup }: { intents: readonly Intent[]; isCleanup: boolean },
): Promise<Listed[]> {
  const { list, mark } = resource;
  const basic = list && context.plan.basics[list.operation];
  const filter = markFilter(context.contract, resource);
  if (!list || !basic || mark === undefined || !filter) return [];
  const found: Listed[] = [];
  for (const { mark: value } of intents) {
    const parameters = [...basic.request.parameters, { name: filter.name, in: 'query', value } as const];
    const planned: Case = {
      ...basic,
      purpose: 'find what bears a mark of the run',
      request: { ...basic.request, parameters },
      expectation: { kind: 'documented' },
    };
    const exchange = await sender.send(planned, { isCleanup });
    const items = succeeded(exchange) ? (listedItems(list, exchange.reply?.json) ?? []) : [];
    // A filter may be ignored, or look for a part of the name.
    const same = items.filter((item) => valueAt(item, child('', mark)) === value);
    found.push(...same.flatMap((item) => objectOf(resource, exchange, item)));
  }
  return found;
}

function withoutKnown(entries: readonly JournalEntry[], objects: readonly Listed[]): Listed[] {
  // What was removed may still be listed, as where a delete only puts away.
  const created = entries.filter((entry) => entry.type === 'created');
  return objects.filter(
    (object) =>
      !created.some(({ resource, identity, path }) => {
        const isSame = resource === object.resource.name && identity === object.identity;
        return isSame && keyOf({ ...object, path: new Map(path) }) === keyOf(object);
      }),
  );
}
