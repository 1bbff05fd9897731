import { itemIdentity, listedItems } from '../contract/identities.ts';
import { markFilter } from '../contract/mark-filter.ts';
import type { Case } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { child, valueAt } from '../model/pointer.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { type JournalEntry, outstanding } from '../targets/journal.ts';
import { listAll } from './census.ts';
import type { EngineContext } from './context.ts';
import type { OwnObject } from './own-object.ts';
import type { Sender } from './sender.ts';

type Intent = Extract<JournalEntry, { type: 'intent' }>;

/** What became of the creates of one resource. */
export interface LostCreates {
  /** They bear the mark of the run: they are ours. */
  readonly found: readonly (OwnObject & { readonly mark: string | undefined })[];
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
}

const NOTHING: LostCreates = { found: [], candidates: [], unmarked: [], unknown: [], settled: [] };

/** Looks in a resource's list for what creates of a run made that nobody knows of, as its journal says. */
export async function searchLost(
  context: EngineContext,
  sender: Sender,
  resource: Resource,
  { entries, isCleanup }: SearchOptions,
): Promise<LostCreates> {
  const isAsked = entries.some((entry) => entry.type === 'intent' && entry.resource === resource.name);
  if (!isAsked) return NOTHING;
  const open = outstanding(entries).unanswered.filter((intent) => intent.resource === resource.name);
  const { list } = resource;
  const shown = await listAll(context, sender, resource, { purpose: 'find what the run made', isCleanup });
  const items = shown && list && listedItems(list, shown.reply?.json);
  if (!items || !resource.delete) return { ...NOTHING, unknown: open };
  const objects = items.flatMap((item) => objectOf(resource, shown, item));
  const ours = objects.filter(({ item }) => markIn(context, resource, item) !== undefined);
  const each = await searchEach(context, sender, resource, {
    intents: missing(context, resource, open, ours),
    isCleanup,
  });
  const before = entries.findLast((entry) => entry.type === 'listed' && entry.resource === resource.name);
  const unmarked = open.filter(({ marked }) => !marked);
  const marked = open.filter((intent) => intent.marked);
  const found = withoutKnown(entries, resource, [...ours, ...each]).map((one) => ({
    ...one,
    mark: markIn(context, resource, one.item),
  }));
  if (before?.type !== 'listed') return { ...NOTHING, found, unknown: unmarked, settled: marked };
  const known = new Set([...before.identities, ...everCreated(entries, resource.name)]);
  const strange = objects.filter(({ identity, item }) => !known.has(identity) && !bearsMark(resource, item));
  if (unmarked.length === 0 || strange.length === 0) return { ...NOTHING, found, settled: open };
  return { ...NOTHING, found, candidates: strange, unmarked, settled: marked };
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

function withoutKnown(
  entries: readonly JournalEntry[],
  { name }: Resource,
  objects: readonly Listed[],
): Listed[] {
  // What was removed may still be listed, as where a delete only puts away.
  const known = new Set(everCreated(entries, name));
  return objects.filter(({ identity }) => !known.has(identity));
}

function everCreated(entries: readonly JournalEntry[], name: string): string[] {
  return entries.flatMap((entry) =>
    entry.type === 'created' && entry.resource === name ? [entry.identity] : [],
  );
}
