/** Strings of a format that every reader of it takes. */
export interface Grammar {
  readonly pattern: string;
  /** Code points. */
  readonly max?: number;
  /** Readable strings, the most usual first. */
  readonly shown: readonly string[];
}

const GRAMMARS: Readonly<Record<string, Grammar>> = {
  uuid: {
    pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
    shown: ['3f2b8c1e-7a4d-4c6b-9e0f-5d1a2b3c4d5e'],
  },
};

/** The grammar of a format; undefined for formats that ask nothing of strings, or that nobody knows. */
export function grammarOf(format: string): Grammar | undefined {
  return Object.hasOwn(GRAMMARS, format) ? GRAMMARS[format] : undefined;
}
