/** Strings of a format that every good reader of it takes. */
export interface Grammar {
  /** What is usual. */
  readonly pattern: string;
  /** What is legal too, and used where other constraints leave nothing usual. */
  readonly wider?: string;
  /** Code points. */
  readonly max?: number;
  /** Readable strings, the most usual first. */
  readonly shown: readonly string[];
  /** Legal ones that are at a limit, or seldom seen. */
  readonly unusual?: readonly string[];
}
