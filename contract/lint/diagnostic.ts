import type { Pointer } from '../../model/pointer.ts';
import type { Position } from '../../model/statement.ts';

/** An error makes what a run says wrong or worthless; a warning is something that a run has to do without. */
export type Severity = 'error' | 'warning';

/** Something in a contract that should be mended. */
export interface Diagnostic {
  readonly severity: Severity;
  /** Kebab-case, never renamed. */
  readonly code: string;
  /** What is wrong and why. */
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
  readonly position: Position;
  readonly pointer: Pointer;
}

/** What a rule reports: the place in the file is found by the pointer. */
export type Remark = Omit<Diagnostic, 'position'>;

/** An error at a place. */
export function error(code: string, pointer: Pointer, message: string, mend: string): Remark {
  return { severity: 'error', code, pointer, message, mend };
}

/** A warning at a place. */
export function warning(code: string, pointer: Pointer, message: string, mend: string): Remark {
  return { severity: 'warning', code, pointer, message, mend };
}
