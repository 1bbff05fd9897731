import type { Case } from '../model/case.ts';
import type { Operation, Switch } from '../model/contract.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { type Pointer, valueAt, withValueAt } from '../model/pointer.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import { atObject } from './at-object.ts';
import { type EngineContext, operationOf } from './context.ts';
import type { GroupRunner } from './groups.ts';
import { lackingCredentials } from './preflight.ts';
import type { Change } from './restore.ts';
import type { Sender } from './sender.ts';
import { followTask } from './tasks.ts';
import { lookedUntil } from './until.ts';

type Path = ReadonlyMap<string, Json>;

/** Where a switch is, and what works on it. */
interface Place {
  readonly context: EngineContext;
  readonly sender: Sender;
  readonly operation: Operation;
  readonly said: Switch;
  readonly path: Path;
  readonly isCleanup: boolean;
}

/**
 * Switches something of an object that was there before to each of its states, to the one that it was in last, and has
 * judged whether a read shows it. What cannot be told from a read could not be put back, and is not switched.
 */
export async function runSwitch(runner: GroupRunner, cases: readonly Case[]): Promise<void> {
  const { context, sender, judge } = runner;
  const operation = operationOf(context.contract, cases[0]?.operation ?? '');
  const place = await placeOf(runner, operation);
  const shown = 'why' in place ? undefined : (await show(place)).reply?.json;
  const was = 'why' in place ? undefined : stateIn(place.said, shown);
  if ('why' in place || was === undefined) {
    const why = 'why' in place ? place.why : 'a read shows none of its states, so it could not be put back';
    leaveOut(runner, cases, why);
    return;
  }
  const { said, path } = place;
  runner.restorer.note({
    operation: operation.id,
    path: [...path],
    was: { state: was, shown: seen(said, shown) },
  });
  const isLast = (planned: Case) => stateOf(said, planned) === was;
  for (const planned of [...cases.filter((one) => !isLast(one)), ...cases.filter(isLast)]) {
    if (context.signal.aborted) return;
    const update = await switchTo(place, planned);
    judge.judge({ kind: 'exchange', exchange: update });
    await followTask(context, sender, judge, update);
    context.emit({ type: 'case-done', operation: operation.id, phase: planned.phase, succeeded: false });
    const shows = said.shows.get(stateOf(said, planned) ?? '') ?? new Map<Pointer, Json>();
    const read = await showWhen(place, (now) => !isSuccess(update.reply?.status) || isIn(shows, now));
    judge.judge({ kind: 'singleton', update, read, shows });
  }
}

/** Switches back what a run switched; true if a read shows what it showed before. */
export async function isSwitchedBack(
  context: EngineContext,
  sender: Sender,
  { operation: id, path, was }: Change,
): Promise<boolean> {
  const operation = operationOf(context.contract, id);
  const { switch: said } = operation;
  const basic = context.plan.basics[id];
  if (!said || !basic || !isObject(was)) return false;
  const place: Place = { context, sender, operation, said, path: new Map(path), isCleanup: true };
  const isBack = (now: Json | undefined) => equalJson(seen(said, now), was['shown'] ?? null);
  if (isBack((await show(place)).reply?.json)) return true;
  const { request } = basic;
  const others = request.parameters.filter(
    ({ name, in: where }) => where !== 'query' || name !== said.parameter,
  );
  const parameters = [...others, { name: said.parameter, in: 'query', value: was['state'] ?? null } as const];
  await switchTo(place, {
    ...basic,
    purpose: 'switch back to what it was',
    request: { ...request, parameters },
    expectation: { kind: 'documented' },
  });
  return isBack((await showWhen(place, isBack)).reply?.json);
}

async function placeOf(
  { context, sender, links }: GroupRunner,
  operation: Operation,
): Promise<Place | { why: string }> {
  const { switch: said } = operation;
  if (!said || !context.profile.isStateful) return { why: 'a mock keeps nothing that could be switched' };
  const lacking = lackingCredentials(context, operation);
  if (lacking !== undefined) return { why: lacking };
  const path = await links.resolve(operationOf(context.contract, said.read.operation));
  return 'why' in path ? path : { context, sender, operation, said, path, isCleanup: false };
}

function show({ context, sender, said, path, isCleanup }: Place): Promise<Exchange> {
  const basic = context.plan.basics[said.read.operation];
  if (!basic) throw new Error(`the plan has no plain request for ${said.read.operation}`);
  return sender.send(
    { ...atObject(basic, path), purpose: 'read what is switched', expectation: { kind: 'documented' } },
    { path, isCleanup },
  );
}

/** What is switched may need a moment until it shows. */
function showWhen(place: Place, isThere: (now: Json | undefined) => boolean): Promise<Exchange> {
  return lookedUntil(
    () => show(place),
    ({ reply }) => !isThere(reply?.json),
    { clock: place.context.clock, signal: place.isCleanup ? undefined : place.context.signal },
  );
}

/** Sends a switch for the object that the path of its read names. */
function switchTo({ sender, said, path, isCleanup }: Place, planned: Case): Promise<Exchange> {
  const { body } = planned.request;
  const sound = body && 'value' in body ? body.value : {};
  return sender.send(planned, {
    body: withValueAt(sound, said.member, path.get(said.read.parameter) ?? null),
    isCleanup,
  });
}

function leaveOut({ context, judge }: GroupRunner, cases: readonly Case[], why: string): void {
  for (const planned of cases) {
    const { operation } = planned;
    const check = 'singleton-update-not-shown';
    context.emit({ type: 'verdict', operation, check, verdict: 'not-exercised', why });
    judge.unsent(planned, why);
  }
}

function stateOf(said: Switch, { request }: Case): string | undefined {
  const given = request.parameters.find(
    ({ name, in: where }) => where === 'query' && name === said.parameter,
  );
  return given === undefined ? undefined : String(given.value);
}

/** The one state that a read shows; undefined where it shows none, or more than one. */
function stateIn({ shows }: Switch, now: Json | undefined): string | undefined {
  const states = [...shows].filter(([, members]) => isIn(members, now)).map(([state]) => state);
  return states.length === 1 ? states[0] : undefined;
}

function isIn(members: ReadonlyMap<Pointer, Json>, now: Json | undefined): boolean {
  return [...members].every(([pointer, value]) => equalJson(valueAt(now, pointer) ?? null, value));
}

/** All that any of the states speaks of, as a read shows it. */
function seen({ shows }: Switch, now: Json | undefined): Record<string, Json> {
  const pointers = new Set([...shows.values()].flatMap((members) => [...members.keys()]));
  return Object.fromEntries([...pointers].map((pointer) => [pointer, valueAt(now, pointer) ?? null]));
}
