import type { Position } from './statement.ts';

/** The user's flag, configuration or document is wrong: exit 2. */
export class UserError extends Error {
  readonly code: string;
  readonly mend: string | undefined;
  readonly position: Position | undefined;

  /** @param detail - what is wrong and why; `mend` says what to do about it. */
  constructor(
    code: string,
    detail: string,
    options: { mend?: string; position?: Position | undefined } = {},
  ) {
    const where = options.position;
    super(where ? `${where.file}:${where.line}:${where.column}: ${detail}` : detail);
    this.name = 'UserError';
    this.code = code;
    this.mend = options.mend;
    this.position = where;
  }
}

/** The target could not be tested at all: exit 3. */
export class NotTestable extends Error {
  readonly mend: string | undefined;

  /** @param detail - why, in one sentence. */
  constructor(detail: string, mend?: string) {
    super(detail);
    this.name = 'NotTestable';
    this.mend = mend;
  }
}
