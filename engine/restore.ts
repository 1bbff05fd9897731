import { meant } from '../contract/reference.ts';
import type { Case } from '../model/case.ts';
import type { Operation } from '../model/contract.ts';
import { equalJson, isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer, valueAt } from '../model/pointer.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import { declaredMembers } from '../plan/members.ts';
import { lackingValue } from './build-request.ts';
import { type EngineContext, operationOf } from './context.ts';
import type { Sender } from './sender.ts';
import { isSwitchedBack } from './switches.ts';

/** Remembers what was there before it is changed, and puts it back. */
export interface Restorer {
  /** Reads and journals what an operation is about to change. */
  before(planned: Case, operation: Operation, path: ReadonlyMap<string, Json>): Promise<Prepared>;
  /** Journals what is about to be changed in another way, to be put back with the rest. */
  note(change: Change): void;
  /** Puts everything back while that is wanted, newest first; gives how many were put back and what was not. */
  restoreAll(isWanted: () => boolean): Promise<{ restored: number; failed: readonly Change[] }>;
}

/** What an operation is sent with that changes what was there before. */
export interface Prepared {
  /** The body with its fresh members, where it has any. */
  readonly body?: Json | undefined;
  /** What showed what is there. */
  readonly read?: Exchange | undefined;
}

/** Something that this run changed and must put back. */
export interface Change {
  readonly operation: string;
  readonly path: readonly [string, Json][];
  readonly was: Json;
}

/** A restorer that has changed nothing yet. */
export function restorerOf(context: EngineContext, sender: Sender): Restorer {
  const changes = new Map<string, Change>();
  const note = (change: Change) => {
    const key = `${change.operation}\n${JSON.stringify(change.path)}`;
    if (changes.has(key)) return;
    changes.set(key, change);
    context.journal.write({ type: 'change', ...change });
  };
  const read = async (operation: Operation, path: ReadonlyMap<string, Json>, isCleanup: boolean) => {
    const basic = operation.restore && context.plan.basics[operation.restore.read];
    if (!basic || lackingValue(basic, operationOf(context.contract, basic.operation), path) !== undefined)
      return undefined;
    return sender.send({ ...basic, purpose: 'read what is about to change' }, { path, isCleanup });
  };
  return {
    async before(planned, operation, path) {
      const { body } = planned.request;
      if (!operation.restore || !context.profile.isStateful || planned.request.method !== operation.method)
        return {};
      const shown = await read(operation, path, false);
      const now = isSuccess(shown?.reply?.status) ? shown?.reply?.json : undefined;
      if (now !== undefined)
        note({ operation: operation.id, path: [...path], was: writable(context, operation, now) });
      const sound = body && 'spoiling' in body ? body.sound : body;
      if (!sound || !('value' in sound)) return { read: shown };
      const present = presentMembers(context, planned, sound.value, operation, now);
      return { read: shown, body: freshened(planned, present, operation, now) };
    },
    note,
    async restoreAll(isWanted) {
      const failed: Change[] = [];
      let restored = 0;
      for (const change of [...changes.values()].reverse()) {
        if (isWanted() && (await isPutBack(context, sender, change))) restored += 1;
        else failed.push(change);
      }
      changes.clear();
      return { restored, failed };
    },
  };
}

/** One change that cannot be put back must not keep the others. */
export async function isPutBack(context: EngineContext, sender: Sender, change: Change): Promise<boolean> {
  try {
    const { switch: said } = operationOf(context.contract, change.operation);
    const work = said === undefined ? putBack : isSwitchedBack;
    const isBack = await work(context, sender, change);
    if (isBack) context.journal.write({ type: 'restored', operation: change.operation, path: change.path });
    return isBack;
  } catch {
    // It is named in the account, with how to put it back.
    return false;
  }
}

/** Puts one change back and sees that it is; true if it is as it was. */
async function putBack(context: EngineContext, sender: Sender, change: Change): Promise<boolean> {
  const operation = operationOf(context.contract, change.operation);
  const path = new Map(change.path);
  const basic = context.plan.basics[operation.id];
  const reading = operation.restore && context.plan.basics[operation.restore.read];
  const content = operation.body?.contents[0];
  if (!basic || !reading || !content) return false;
  const show = async () => {
    const exchange = await sender.send(
      { ...reading, purpose: 'see what is there' },
      { path, isCleanup: true },
    );
    return isSuccess(exchange.reply?.status) ? exchange.reply?.json : undefined;
  };
  const isBack = (now: Json | undefined) =>
    now !== undefined && isAsBefore(operation, change.was, writable(context, operation, now));
  const before = await show();
  if (!isBack(before)) {
    const request = { ...basic.request, body: { mediaType: content.mediaType, value: change.was } };
    const planned: Case = {
      ...basic,
      purpose: 'put back what was there',
      request,
      expectation: { kind: 'documented' },
    };
    const body = freshened(planned, change.was, operation, before);
    await sender.send(planned, { path, body, isCleanup: true });
    return isBack(await show());
  }
  return true;
}

/** The members of a read that the update takes: those that its schema declares and a client may write. */
function writable(context: EngineContext, operation: Operation, shown: Json): Json {
  const schema = operation.body?.contents[0]?.schema;
  if (schema === undefined || !isObject(shown)) return shown;
  const declared = writableMembers(context, schema, 0);
  return Object.fromEntries(Object.entries(shown).filter(([name]) => declared.has(name)));
}

// Deep enough for any hand of allOf.
const MAX_COMPOSITION = 8;

function writableMembers(context: EngineContext, schema: Pointer, depth: number): Set<string> {
  const { document } = context.contract;
  const { pointer, value } = meant(document, schema);
  if (!isObject(value) || depth > MAX_COMPOSITION) return new Set();
  const own = Object.keys((value['properties'] as JsonObject | undefined) ?? {}).filter((name) => {
    const property = meant(document, child(pointer, 'properties', name)).value;
    return !(isObject(property) && property['readOnly'] === true);
  });
  const parts = Array.isArray(value['allOf']) ? value['allOf'] : [];
  const composed = parts.flatMap((_, index) => [
    ...writableMembers(context, child(pointer, 'allOf', index), depth + 1),
  ]);
  return new Set([...own, ...composed]);
}

/**
 * The body without optional members that the object does not have now: what an update adds, nothing may be able to take
 * away again. A faulty member stays.
 */
function presentMembers(
  context: EngineContext,
  planned: Case,
  body: Json,
  operation: Operation,
  now: Json | undefined,
): Json {
  const schema = operation.body?.contents[0]?.schema;
  if (!isObject(body) || !isObject(now) || schema === undefined) return body;
  const faulty = planned.expectation.kind === 'refusal' ? planned.expectation.fault.instance : '';
  const optional = new Set(
    declaredMembers(context.contract, schema, body)
      .filter(({ required }) => !required)
      .map(({ instance }) => instance),
  );
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => {
      const at = child('', name);
      return Object.hasOwn(now, name) || !optional.has(at) || faulty === at || faulty.startsWith(`${at}/`);
    }),
  );
}

/** The body with the members that must be those of now: a revision, an identity; a faulty one stays faulty. */
function freshened(planned: Case, body: Json, operation: Operation, now: Json | undefined): Json {
  if (!isObject(body) || !isObject(now)) return body;
  const faulty = planned.expectation.kind === 'refusal' ? planned.expectation.fault.instance : undefined;
  const copy: JsonObject = { ...body };
  for (const name of operation.restore?.fresh ?? []) {
    if (faulty === child('', name)) continue;
    const value = valueAt(now, child('', name));
    if (value === undefined) delete copy[name];
    else copy[name] = value;
  }
  return copy;
}

function isAsBefore(operation: Operation, was: Json, now: Json): boolean {
  if (!isObject(was) || !isObject(now)) return equalJson(was, now);
  const fresh = new Set(operation.restore?.fresh ?? []);
  const names = new Set([...Object.keys(was), ...Object.keys(now)]);
  return [...names].every((name) => fresh.has(name) || equalJson(was[name] ?? null, now[name] ?? null));
}
