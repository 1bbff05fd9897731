import { createContext, Script } from 'node:vm';
import {
  type ASTNode,
  Environment,
  EvaluationError,
  ParseError,
  TypeError as WrongType,
} from '@marcbachmann/cel-js';
import type { Json } from '../model/json.ts';
import { isSteady } from './cel-effort.ts';
import { nodesIn } from './cel-nodes.ts';
import { readsOf } from './cel-reads.ts';

/** Variables by name; those left out are not known. */
export interface CelVariables {
  readonly self?: Json | undefined;
  readonly request?: Json | undefined;
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A rule in CEL, parsed and of the type of a condition. */
export interface CelRule {
  /** Paths that it reads: the variable, then members; `*` stands for any item or member. */
  readonly reads: readonly (readonly string[])[];
  /** The texts and numbers that are written out in it. */
  readonly constants: readonly (string | number)[];
  /**
   * Whether it holds.
   * @throws CelError where that cannot be said.
   */
  holds(variables: CelVariables): boolean;
}

/** A text that is no rule, or a rule that cannot be evaluated on some values. */
export class CelError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CelError';
  }
}

/** Values that CEL cannot compute with, whatever the rule says: numbers beyond 64 bits, or what is nested too deep. */
export class CelRangeError extends CelError {
  constructor(message: string) {
    super(message);
    this.name = 'CelRangeError';
  }
}

// What a hostile reply can make of a pattern or of nested macros ends here; what is well meant takes microseconds.
const LIMIT_MS = 1000;

const environment = new Environment({ homogeneousAggregateLiterals: false })
  .registerVariable('self', 'dyn')
  .registerVariable('request', 'dyn')
  .registerVariable('status', 'int')
  .registerVariable('headers', 'map<string, string>')
  .registerFunction('date_time(string): google.protobuf.Timestamp', instantOf);

/**
 * Reads a rule.
 * @throws CelError with an excerpt that points at what is wrong.
 */
export function parseCel(text: string): CelRule {
  const evaluate = guarded(() => environment.parse(text));
  const { valid, type, error } = evaluate.check();
  if (!valid) throw new CelError(error?.message ?? 'it has no type');
  if (type !== 'bool' && type !== 'dyn') throw new CelError(`it gives ${type}, and a rule gives bool`);
  checkPatterns(evaluate.ast);
  const evaluated = environment.parse(withOwnTimestamps(text, evaluate.ast));
  // The watch over the time costs a thread each time, far more than most rules do.
  const within = isSteady(evaluate.ast) ? (work: () => unknown) => work() : limited;
  return {
    reads: readsOf(evaluate.ast),
    constants: constantsOf(evaluate.ast),
    holds(variables) {
      const result = guarded(() => within(() => evaluated(celValues(variables))));
      if (typeof result !== 'boolean') throw new CelError(`it gives ${typeof result}, and a rule gives bool`);
      return result;
    },
  };
}

const OVERFLOW = 'numeric_overflow';

function guarded<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof EvaluationError && error.code === OVERFLOW) throw new CelRangeError(error.message);
    if (error instanceof ParseError || error instanceof EvaluationError || error instanceof WrongType)
      throw new CelError(error.message);
    if (error instanceof RangeError) throw new CelRangeError('the value is nested too deep');
    throw error;
  }
}

const sandbox = createContext({ work: (): unknown => undefined });
const worker = new Script('work()');

/** Ends what takes too long: V8 stops regular expressions and loops in what the script calls, too. */
function limited(work: () => unknown): unknown {
  sandbox['work'] = work;
  try {
    return worker.runInContext(sandbox, { timeout: LIMIT_MS });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new CelError(`it takes more than ${LIMIT_MS} ms`);
    throw error;
  }
}

/** The library's own `timestamp` takes no more than 30 characters and no leap second; this one has as many letters. */
function withOwnTimestamps(text: string, node: ASTNode): string {
  const name = 'timestamp';
  const isCall = node.op === 'call' && node.args[0] === name && text.startsWith(name, node.start);
  const own = isCall ? `${text.slice(0, node.start)}date_time${text.slice(node.start + name.length)}` : text;
  return nodesIn(node.args).reduce(withOwnTimestamps, own);
}

// RFC 3339, 5.6, with the blank that its note allows.
const DATE_TIME = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:)(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

function instantOf(text: string): Date {
  const [, day = '', minute = '', second = '', fraction = '', zone = ''] = DATE_TIME.exec(text) ?? [];
  const isLeap = second === '60';
  const at = new Date(
    `${day}T${minute}${isLeap ? '59' : second}${fraction.slice(0, 4)}${zone.toUpperCase()}`,
  );
  if (Number.isNaN(at.getTime())) throw new EvaluationError('timestamp() takes a date-time of RFC 3339');
  return isLeap ? new Date(at.getTime() + 1000) : at;
}

/** A pattern that is written out is no surprise of a reply. */
function checkPatterns(node: ASTNode): void {
  if (node.op === 'rcall' && node.args[0] === 'matches') {
    const [pattern] = node.args[2];
    if (pattern?.op === 'value' && typeof pattern.args === 'string') {
      try {
        new RegExp(pattern.args);
      } catch (error) {
        throw new CelError((error as Error).message);
      }
    }
  }
  for (const below of nodesIn(node.args)) checkPatterns(below);
}

function constantsOf(node: ASTNode): (string | number)[] {
  const { op, args } = node;
  const own = op !== 'value' ? [] : typeof args === 'bigint' ? [Number(args)] : [args];
  const found = own.filter((one) => typeof one === 'string' || typeof one === 'number');
  return [...new Set([...found, ...nodesIn(args).flatMap(constantsOf)])];
}

function celValues({ self, request, status, headers }: CelVariables): Record<string, unknown> {
  return {
    ...(self === undefined ? {} : { self: celValue(self) }),
    ...(request === undefined ? {} : { request: celValue(request) }),
    ...(status === undefined ? {} : { status: BigInt(status) }),
    ...(headers === undefined ? {} : { headers: new Map(Object.entries(headers)) }),
  };
}

const LEAST_BEYOND_INT = 2 ** 63;

/** Whole numbers are ints, as JSON Schema has it; maps have no members that JSON did not give them. */
function celValue(value: Json): unknown {
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) return value;
    if (Math.abs(value) >= LEAST_BEYOND_INT) throw new CelRangeError(`${value} is no int of 64 bits`);
    return BigInt(value);
  }
  if (Array.isArray(value)) return value.map(celValue);
  if (value === null || typeof value !== 'object') return value;
  return new Map(Object.entries(value).map(([name, member]) => [name, celValue(member)]));
}
