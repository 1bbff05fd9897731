/** A regular expression as a tree, as far as it is needed to make words. */
export type Pattern =
  | { readonly is: 'either'; readonly branches: readonly Pattern[] }
  | { readonly is: 'sequence'; readonly items: readonly Pattern[] }
  | { readonly is: 'repeat'; readonly item: Pattern; readonly min: number; readonly max: number }
  /** One character that this source matches. */
  | { readonly is: 'set'; readonly source: string }
  | { readonly is: 'group'; readonly item: Pattern; readonly name: string | undefined }
  | { readonly is: 'back'; readonly to: string }
  /** Matches nothing itself; words are checked against the whole expression. */
  | { readonly is: 'assertion'; readonly source: string };

/** Reads a regular expression; undefined where the syntax is not known. */
export function parsePattern(source: string): Pattern | undefined {
  const reader = new Reader(source);
  try {
    const pattern = reader.either();
    return reader.atEnd ? pattern : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get atEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  either(): Pattern {
    const branches = [this.#sequence()];
    while (this.#accept(/\|/y)) branches.push(this.#sequence());
    const [only] = branches;
    return only && branches.length === 1 ? only : { is: 'either', branches };
  }

  #accept(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#source);
    if (match) this.#at += match[0].length;
    return match ?? undefined;
  }

  #sequence(): Pattern {
    const items: Pattern[] = [];
    while (!this.atEnd && !/[|)]/.test(this.#source.charAt(this.#at)))
      items.push(this.#quantified(this.#atom()));
    return { is: 'sequence', items };
  }

  #quantified(item: Pattern): Pattern {
    const found = this.#accept(/([*+?]|\{(\d+)(,(\d*))?\})\??/y);
    if (!found) return item;
    const [, symbol = '', least, comma, most] = found;
    if (symbol === '*') return { is: 'repeat', item, min: 0, max: Number.POSITIVE_INFINITY };
    if (symbol === '+') return { is: 'repeat', item, min: 1, max: Number.POSITIVE_INFINITY };
    if (symbol === '?') return { is: 'repeat', item, min: 0, max: 1 };
    const max = comma === undefined ? Number(least) : most ? Number(most) : Number.POSITIVE_INFINITY;
    return { is: 'repeat', item, min: Number(least), max };
  }

  #atom(): Pattern {
    const assertion = this.#accept(/\^|\$|\\[bB]/y);
    if (assertion) return { is: 'assertion', source: assertion[0] };
    if (this.#source.startsWith('(', this.#at)) return this.#group();
    const back = this.#accept(/\\([1-9]\d*)|\\k<([^>]+)>/y);
    if (back) return { is: 'back', to: back[1] ?? back[2] ?? '' };
    const set = this.#accept(
      /\[(?:\\[\s\S]|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\c[A-Za-z]|\\[\s\S]|[^\\[]/uy,
    );
    if (!set) throw new SyntaxError('unknown pattern syntax');
    return { is: 'set', source: set[0] };
  }

  #group(): Pattern {
    const start = this.#at;
    const open = this.#accept(/\((?:\?(:|<?[=!]|<([^>]+)>))?/y);
    if (!open) throw new SyntaxError('unknown group');
    const item = this.either();
    if (!this.#accept(/\)/y)) throw new SyntaxError('open group');
    const [, kind, name] = open;
    if (kind?.endsWith('=') || kind?.endsWith('!')) {
      return { is: 'assertion', source: this.#source.slice(start, this.#at) };
    }
    return kind === ':' ? item : { is: 'group', item, name };
  }
}
