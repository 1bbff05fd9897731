/** Bytes of a text, and where in the text each of them came from. */
export interface View {
  /** One character for each byte of UTF-8. */
  readonly bytes: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

// What is still disguised after so many layers was not meant to be read by anybody.
const MAX_LAYERS = 4;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
};
const DISGUISE =
  /%[0-9a-f]{2}|(?:\\u[0-9a-f]{4})+|\\x[0-9a-f]{2}|\\[nrtbf"'\\/]|&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos|nbsp);?|~[01]/iy;

// What a cut leaves of an escape, which is no part of what stands before it.
const CUT_ESCAPE = /(?:\\+(?:u[0-9a-f]{0,3}|x[0-9a-f]?)?|%(?:25)*[0-9a-f]?|&#?\w{0,6})$/i;

/**
 * A text as it stands, and with one layer of percent, JSON, JSON Pointer and HTML escapes after the other taken off;
 * where it may break off in an escape, also without that.
 */
export function viewsOf(text: string): View[] {
  const cut = CUT_ESCAPE.exec(text);
  return cut ? [...layersOf(text), ...layersOf(text.slice(0, cut.index))] : layersOf(text);
}

function layersOf(text: string): View[] {
  const views = [plainView(text)];
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const next = unmasked(views.at(-1) as View);
    if (!next) break;
    views.push(next);
  }
  return views;
}

/** A view that is being written. */
class Writer implements View {
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly #parts: string[] = [];

  put(text: string, from: number, to: number): void {
    if (isAscii(text)) this.putByte(text, from, to);
    else for (const byte of Buffer.from(text.toLowerCase()).toString('latin1')) this.putByte(byte, from, to);
  }

  putByte(byte: string, from: number, to: number): void {
    // Line wraps and NULs stand between the characters of a secret without hiding it.
    if (byte === '\r' || byte === '\n' || byte === '\0') return;
    this.#parts.push(byte);
    this.from.push(from);
    this.to.push(to);
  }

  get bytes(): string {
    return this.#parts.join('');
  }
}

function plainView(text: string): View {
  const writer = new Writer();
  let at = 0;
  for (const character of text) {
    writer.put(character, at, at + character.length);
    at += character.length;
  }
  return { bytes: writer.bytes, from: writer.from, to: writer.to };
}

function unmasked({ bytes, from, to }: View): View | undefined {
  if (!/[%\\&~]/.test(bytes)) return undefined;
  const writer = new Writer();
  let isChanged = false;
  for (let at = 0; at < bytes.length; ) {
    DISGUISE.lastIndex = at;
    const found = DISGUISE.exec(bytes)?.[0];
    const end = at + (found?.length ?? 1);
    const [start, stop] = [from[at] ?? 0, to[end - 1] ?? 0];
    if (found === undefined) writer.putByte(bytes[at] ?? '', start, stop);
    else if (/^(?:%|\\x)/i.test(found)) {
      writer.putByte(String.fromCharCode(Number.parseInt(found.slice(-2), 16)), start, stop);
    } else writer.put(plain(found.toLowerCase()), start, stop);
    isChanged ||= found !== undefined;
    at = end;
  }
  return isChanged ? { bytes: writer.bytes, from: writer.from, to: writer.to } : undefined;
}

function plain(found: string): string {
  if (found.startsWith('\\u')) {
    return String.fromCharCode(
      ...found
        .split('\\u')
        .slice(1)
        .map((hex) => Number.parseInt(hex, 16)),
    );
  }
  if (found.startsWith('~')) return found === '~0' ? '~' : '/';
  if (found.startsWith('\\')) return ESCAPES[found.slice(1)] ?? '';
  const name = found.replace(/^&#?/, '').replace(/;$/, '');
  if (!found.startsWith('&#')) return ENTITIES[name] ?? '';
  const code = name.startsWith('x') ? Number.parseInt(name.slice(1), 16) : Number(name);
  return code > 0x10ffff ? '' : String.fromCodePoint(code);
}

function isAscii(text: string): boolean {
  return text.length === 1 && text < '\u0080';
}
