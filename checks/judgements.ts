import type { Broken, Judgement } from '../model/check.ts';
import type { Operation } from '../model/contract.ts';
import type { Level, Statement } from '../model/statement.ts';
import { weakest } from '../model/statement.ts';

/** Nothing is wrong with the operation. */
export function holds(operation: Operation): Judgement[] {
  return [{ operation: operation.id, verdict: 'holds' }];
}

/** The check could not be decided here. */
export function notExercised(operation: Operation, why: string): Judgement[] {
  return [{ operation: operation.id, verdict: 'not-exercised', why }];
}

/** Something is broken; nothing is when the list is empty. */
export function brokenOrHolds(operation: Operation, broken: readonly Broken[]): Judgement[] {
  return broken.length === 0 ? holds(operation) : [{ operation: operation.id, verdict: 'broken', broken }];
}

/** A broken statement at the weakest of its level and a bound. */
export function broken(said: Omit<Broken, 'level'>, bound: Level = 'must'): Broken {
  return { ...said, level: weakest(said.statement.level, bound) };
}

/** A statement with another level: for rules that a standard makes, not the document. */
export function raised(statement: Statement, level: Level): Statement {
  return { ...statement, level };
}
