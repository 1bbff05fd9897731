import { listedItems } from '../../contract/identities.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import { isObject, type Json } from '../../model/json.ts';
import { child, type Pointer, valueAt, withValueAt } from '../../model/pointer.ts';
import { pageFor } from './list-pages.ts';
import type { Tasks } from './tasks.ts';
import type { Replies, TwinReply } from './twin-replies.ts';
import type { Call } from './twin-request.ts';

/** What was set of something, by its place in a read. */
type Settings = ReadonlyMap<Pointer, Json>;

/** Carries out the operations that belong to no resource. */
export class Singletons {
  readonly #contract: Contract;
  readonly #replies: Replies;
  readonly #tasks: Tasks;
  /** What exists once or was there before, by the operation that reads it and its path. */
  readonly #singletons = new Map<string, Settings>();

  constructor(contract: Contract, replies: Replies, tasks: Tasks) {
    this.#contract = contract;
    this.#replies = replies;
    this.#tasks = tasks;
  }

  /** What exists once keeps what it is given, and what is switched stays so; all else is as documented. */
  answer(call: Call): TwinReply {
    const { operation, body, path } = call;
    const reply = this.#replies.success(operation);
    const { restore } = operation;
    if (restore && isObject(body)) {
      const sent = Object.entries(body).map(([name, value]): [Pointer, Json] => [child('', name), value]);
      return this.#withSettings(operation, reply, this.#set(keyOf(restore.read, path), new Map(sent)));
    }
    if (operation.switch) return this.#switched(call, reply);
    const response = operation.responses.find(({ status }) => status === String(reply.status));
    if (response?.task) return this.#tasks.start(call, response, () => undefined);
    const settings = this.#singletons.get(keyOf(operation.id, path)) ?? new Map();
    return this.#listed(call, this.#withSettings(operation, reply, settings));
  }

  /** A list of what belongs to no resource is that of the document, cut as it is asked for. */
  #listed(call: Call, reply: TwinReply): TwinReply {
    const { list } = call.operation;
    const items = list && listedItems(list, reply.body);
    if (!list || !items) return reply;
    const parts = { contract: this.#contract, replies: this.#replies };
    return pageFor(parts, call, reply, { items, at: list.items }) ?? reply;
  }

  #switched({ operation, body, values }: Call, reply: TwinReply): TwinReply {
    const { switch: said } = operation;
    const named = said && valueAt(body, said.member);
    const state = [...values].find(
      ([{ name, in: where }]) => where === 'query' && name === said?.parameter,
    )?.[1];
    const shows = said?.shows.get(String(state));
    if (!said || named === undefined || !shows) return reply;
    this.#set(keyOf(said.read.operation, new Map([[said.read.parameter, named]])), shows);
    if (said.done === undefined || reply.body === undefined) return reply;
    const told = withValueAt(reply.body, said.done, [named]);
    return this.#replies.isRight(operation, reply.status, told) ? { ...reply, body: told } : reply;
  }

  #set(key: string, sent: Settings): Settings {
    const all = new Map([...(this.#singletons.get(key) ?? []), ...sent]);
    this.#singletons.set(key, all);
    return all;
  }

  #withSettings(operation: Operation, reply: TwinReply, settings: Settings): TwinReply {
    let { body } = reply;
    for (const [pointer, value] of settings) {
      if (body === undefined || valueAt(body, pointer) === undefined) continue;
      const made = withValueAt(body, pointer, value);
      if (this.#replies.isRight(operation, reply.status, made)) body = made;
    }
    return { ...reply, body };
  }
}

function keyOf(read: string, path: ReadonlyMap<string, Json>): string {
  return `${read} ${JSON.stringify([...path].map(([name, value]) => [name, String(value)]))}`;
}
