import { listedItems } from '../../contract/identities.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { pageFor } from './list-pages.ts';
import type { Tasks } from './tasks.ts';
import type { Replies, TwinReply } from './twin-replies.ts';
import type { Call } from './twin-request.ts';

/** Carries out the operations that belong to no resource. */
export class Singletons {
  readonly #contract: Contract;
  readonly #replies: Replies;
  readonly #tasks: Tasks;
  /** What exists once, by the operation that reads it and its path. */
  readonly #singletons = new Map<string, JsonObject>();

  constructor(contract: Contract, replies: Replies, tasks: Tasks) {
    this.#contract = contract;
    this.#replies = replies;
    this.#tasks = tasks;
  }

  /** What exists once keeps what it is given; all else is as documented. */
  answer(call: Call): TwinReply {
    const { operation, body } = call;
    const reply = this.#replies.success(operation);
    const key = (id: string) => `${id} ${JSON.stringify([...call.path])}`;
    const { restore } = operation;
    if (restore && isObject(body)) {
      const kept = this.#singletons.get(key(restore.read)) ?? {};
      this.#singletons.set(key(restore.read), { ...kept, ...body });
      return this.#withMembers(operation, reply, { ...kept, ...body });
    }
    const response = operation.responses.find(({ status }) => status === String(reply.status));
    if (response?.task) return this.#tasks.start(call, response, () => undefined);
    const shown = this.#withMembers(operation, reply, this.#singletons.get(key(operation.id)) ?? {});
    return this.#listed(call, shown);
  }

  /** A list of what belongs to no resource is that of the document, cut as it is asked for. */
  #listed(call: Call, reply: TwinReply): TwinReply {
    const { list } = call.operation;
    const items = list && listedItems(list, reply.body);
    if (!list || !items) return reply;
    const parts = { contract: this.#contract, replies: this.#replies };
    return pageFor(parts, call, reply, { items, at: list.items }) ?? reply;
  }

  #withMembers(operation: Operation, reply: TwinReply, members: JsonObject): TwinReply {
    let { body } = reply;
    for (const [name, value] of Object.entries(members)) {
      if (!isObject(body) || !(name in body)) continue;
      const made: Json = { ...body, [name]: value };
      if (this.#replies.isRight(operation, reply.status, made)) body = made;
    }
    return { ...reply, body };
  }
}
