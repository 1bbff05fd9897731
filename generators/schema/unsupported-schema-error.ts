import type { Pointer } from '../../model/pointer.ts';

/** A schema that no value was made for: it is unsatisfiable or not supported. */
export class UnsupportedSchemaError extends Error {
  override readonly name: string = 'UnsupportedSchemaError';
  /** Where in the document or schema. */
  readonly pointer: Pointer;
  readonly reason: string;

  constructor(pointer: Pointer, reason: string) {
    super(`no value for the schema at ${pointer === '' ? 'its root' : pointer}: ${reason}`);
    this.pointer = pointer;
    this.reason = reason;
  }
}

/** The work allowed for one value is used up; no further attempt is made. */
export class ExhaustedError extends UnsupportedSchemaError {
  override readonly name: string = 'ExhaustedError';
}
