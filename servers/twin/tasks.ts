import type { Contract, Operation, Response, Task } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import { valueAt, withValueAt } from '../../model/pointer.ts';
import type { HeaderField } from '../../model/request.ts';
import { placed, spotOf } from './placing.ts';
import type { Replies, TwinReply } from './twin-replies.ts';
import type { Call } from './twin-request.ts';

/** Work that goes on after its reply, and takes effect when it ends. */
interface TwinTask {
  readonly id: string;
  readonly task: Task;
  /** The states that are still to come. */
  readonly ahead: string[];
  state: string;
  polls: number;
  finish: (() => void) | undefined;
  /** What the result shows once it is there. */
  readonly result: (() => TwinReply) | undefined;
}

/** Nothing is gained by waiting: a task goes on when it is looked at. */
const AT_ONCE: HeaderField = ['Retry-After', '0'];

/** The operation that shows how a task goes on, and the parameter that names the task. */
interface Poll {
  readonly operation: Operation;
  readonly parameter: string;
  readonly expression: string;
}

/** Runs tasks: each look at one takes it a step further. */
export class Tasks {
  readonly #contract: Contract;
  readonly #replies: Replies;
  readonly #newId: () => string;
  readonly #running = new Map<string, TwinTask>();

  constructor(contract: Contract, replies: Replies, newId: () => string) {
    this.#contract = contract;
    this.#replies = replies;
    this.#newId = newId;
  }

  /** Starts a task for a call, and gives the reply that tells of it. */
  start(call: Call, response: Response, finish: () => void, result?: () => TwinReply): TwinReply {
    const { operation } = call;
    const status = Number(response.status);
    const reply = this.#replies.of(operation, status);
    const { task } = response;
    const poll = task && this.#pollOf(response, task);
    if (!task || !poll) {
      finish();
      return reply;
    }
    const id = this.#newId();
    const [first = '', ...others] = task.pending;
    const [done = ''] = task.succeeded;
    this.#running.set(id, { id, task, state: first, ahead: [...others, done], polls: 0, finish, result });
    const spot = spotOf(poll.expression);
    const isRight = (body: Json) => this.#replies.isRight(operation, status, body);
    let { body } = reply;
    if (body !== undefined && spot) body = placed(body, spot, id, isRight) ?? body;
    if (body !== undefined) body = inState(body, task, first, 0, isRight);
    return { ...reply, body, headers: [...reply.headers, ...this.#location(call, poll, id), AT_ONCE] };
  }

  /** The reply to a look at a task; undefined where the operation shows none, or there is no such task. */
  poll({ operation, path }: Call): TwinReply | undefined {
    const running = [...path.values()].map((value) => this.#running.get(String(value))).find((one) => one);
    const poll = running && this.#pollFor(running.task);
    if (!running || !poll || poll.operation.id !== operation.id) return undefined;
    this.#step(running);
    const reply = this.#replies.success(operation);
    const isRight = (body: Json) => this.#replies.isRight(operation, reply.status, body);
    const share = running.ahead.length === 0 ? 1 : running.polls / (running.polls + running.ahead.length);
    const shown = this.#exampleIn(operation, reply, running.task, running.state) ?? reply.body;
    if (shown === undefined) return reply;
    const spot = spotOf(poll.expression);
    const named = spot ? (placed(shown, spot, running.id, isRight) ?? shown) : shown;
    return { ...reply, body: inState(named, running.task, running.state, share, isRight) };
  }

  /** What the result of a finished task shows, where an operation shows results. */
  resultFor(operation: Operation): TwinReply | undefined {
    const finished = [...this.#running.values()].findLast(
      ({ task, ahead, result }) => ahead.length === 0 && result && task.result?.operation === operation.id,
    );
    return finished?.result?.();
  }

  /** Lets all tasks come to their ends, as real ones do whether or not anybody looks. */
  settle(): void {
    for (const running of this.#running.values()) while (running.ahead.length > 0) this.#step(running);
  }

  #step(running: TwinTask): void {
    running.polls += 1;
    const next = running.ahead.shift();
    if (next === undefined) return;
    running.state = next;
    if (running.ahead.length > 0) return;
    running.finish?.();
    running.finish = undefined;
  }

  /** The document's own example of a state, which has what belongs to it. */
  #exampleIn(operation: Operation, { status }: TwinReply, task: Task, state: string): Json | undefined {
    return this.#replies
      .contentOf(operation, status)
      ?.examples.map(({ value }) => value)
      .find(
        (value) => valueAt(value, task.status) === state && this.#replies.isRight(operation, status, value),
      );
  }

  readonly #polls = new Map<Task, Poll>();

  #pollOf(response: Response, task: Task): Poll | undefined {
    const link =
      task.poll === 'location'
        ? response.links.find(({ parameters }) => [...parameters.values()].some(isLocation))
        : task.poll;
    const operation = link && this.#contract.operations.find(({ id }) => id === link.operation);
    const [parameter, expression] =
      [...(link?.parameters ?? [])].find(([, value]) => String(value).includes('$response.')) ?? [];
    if (!operation || parameter === undefined) return undefined;
    const poll = { operation, parameter, expression: String(expression) };
    this.#polls.set(task, poll);
    return poll;
  }

  #pollFor(task: Task): Poll | undefined {
    return this.#polls.get(task);
  }

  #location(call: Call, { operation, parameter, expression }: Poll, id: string): HeaderField[] {
    if (!isLocation(expression)) return [];
    const path = operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
      encodeURIComponent(String(name === parameter ? id : (call.path.get(name) ?? ''))),
    );
    return [['Location', this.#contract.basePath + path]];
  }
}

function isLocation(expression: unknown): boolean {
  return /^\{?\$response\.header\.location/i.test(String(expression));
}

function inState(
  body: Json,
  task: Task,
  state: string,
  share: number,
  isRight: (body: Json) => boolean,
): Json {
  const told = withValueAt(body, task.status, state);
  const stated = isRight(told) ? told : body;
  if (task.progress === undefined) return stated;
  const moved = withValueAt(stated, task.progress, Math.round(100 * share));
  return isRight(moved) ? moved : stated;
}
