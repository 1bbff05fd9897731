import { isUtf8 } from 'node:buffer';
import { type View, viewsOf } from './disguises.ts';

/** A secret's place in a text. */
export interface Hit {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

interface Needle {
  readonly bytes: string;
  readonly name: string;
}

// Needles are found by their first bytes, so that a text is read once, however many secrets there are.
const KEY_LENGTH = 4;
const BASE64 = /[A-Za-z0-9+/_-]{12,}={0,2}/g;
// Base64 in base64 in base64 is nobody's habit.
const MAX_PACKINGS = 2;
// Of what is cut short.
const MIN_PART = 6;
// A long run learns a value with every object it creates; the oldest are forgotten.
const MAX_LEARNT = 4000;

/** Values that must not be shown, found in any spelling. */
export class KnownSecrets {
  readonly #kept = new Index();
  #learnt = new Index();
  #learntBefore = new Index();
  #count = 0;

  /** How many values were learnt so far. */
  get learnt(): number {
    return this.#count;
  }

  /** Keeps a value for the whole run. */
  keep(value: string, name: string): void {
    this.#kept.add(value, name);
  }

  /** Remembers a value that was seen under a secret name. */
  learn(value: string, name: string): void {
    if (this.#kept.has(value) || this.#learnt.has(value)) return;
    if (this.#learnt.size >= MAX_LEARNT) {
      this.#learntBefore = this.#learnt;
      this.#learnt = new Index();
    }
    this.#learnt.add(value, name);
    this.#count += 1;
  }

  /** The places of secrets in a text, in its order, where they overlap as one. */
  in(text: string): Hit[] {
    const indexes = [this.#kept, this.#learnt, this.#learntBefore].filter(({ size }) => size > 0);
    return indexes.length === 0 ? [] : joined(found(text, indexes, 0));
  }
}

function found(text: string, indexes: readonly Index[], depth: number): Hit[] {
  return viewsOf(text).flatMap((view) => [
    ...indexes.flatMap((index) => index.find(view)),
    ...(depth < MAX_PACKINGS ? packed(view, indexes, depth) : []),
  ]);
}

/** Base64 that holds a secret in another spelling is hidden as a whole. */
function packed({ bytes, from, to }: View, indexes: readonly Index[], depth: number): Hit[] {
  return [...bytes.matchAll(BASE64)].flatMap(({ 0: run, index }) => {
    const content = Buffer.from(run, 'base64');
    const [hit] = isUtf8(content) ? joined(found(content.toString(), indexes, depth + 1)) : [];
    if (!hit) return [];
    return [{ from: from[index] ?? 0, to: to[index + run.length - 1] ?? 0, name: hit.name }];
  });
}

class Index {
  readonly #values = new Set<string>();
  readonly #needles = new Map<number, Needle[]>();

  get size(): number {
    return this.#values.size;
  }

  has(value: string): boolean {
    return this.#values.has(value);
  }

  add(value: string, name: string): void {
    if (this.#values.has(value)) return;
    this.#values.add(value);
    for (const bytes of new Set(
      spellingsOf(value).flatMap((text) => viewsOf(text).map((view) => view.bytes.toLowerCase())),
    )) {
      if (bytes.length < KEY_LENGTH) continue;
      const key = keyAt(bytes, 0);
      const others = this.#needles.get(key);
      if (others) others.push({ bytes, name });
      else this.#needles.set(key, [{ bytes, name }]);
    }
  }

  find({ bytes: cased, from, to }: View): Hit[] {
    // Bytes that are no letters may change too, in texts and needles alike.
    const bytes = cased.toLowerCase();
    const hits: Hit[] = [];
    for (let at = 0; at + KEY_LENGTH <= bytes.length; at += 1) {
      for (const needle of this.#needles.get(keyAt(bytes, at)) ?? []) {
        const end = Math.min(at + needle.bytes.length, bytes.length);
        if (!isAt(bytes, at, end, needle.bytes)) continue;
        hits.push({ from: from[at] ?? 0, to: to[end - 1] ?? 0, name: needle.name });
      }
    }
    return hits;
  }
}

/** A text that breaks off in a secret gives the first part of it away. */
function isAt(bytes: string, at: number, end: number, needle: string): boolean {
  if (end - at === needle.length) return bytes.startsWith(needle, at);
  return end - at >= Math.max(MIN_PART, needle.length / 4) && needle.startsWith(bytes.slice(at, end));
}

function keyAt(bytes: string, at: number): number {
  return (
    ((bytes.charCodeAt(at) << 24) |
      (bytes.charCodeAt(at + 1) << 16) |
      (bytes.charCodeAt(at + 2) << 8) |
      bytes.charCodeAt(at + 3)) >>>
    0
  );
}

/** Overlapping hits become one, named after the longest of them. */
function joined(hits: Hit[]): Hit[] {
  const sorted = hits.sort((a, b) => a.from - b.from || b.to - a.to);
  const result: { hit: Hit; longest: number }[] = [];
  for (const hit of sorted) {
    const last = result.at(-1);
    const length = hit.to - hit.from;
    if (!last || hit.from >= last.hit.to) {
      result.push({ hit, longest: length });
      continue;
    }
    const name = length > last.longest ? hit.name : last.hit.name;
    last.hit = { from: last.hit.from, to: Math.max(last.hit.to, hit.to), name };
    last.longest = Math.max(last.longest, length);
  }
  return result.map(({ hit }) => hit);
}

/** Ways to write a value that cannot be undone character by character. */
function spellingsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  const base64 = bytes.toString('base64');
  const inner = [1, 2].map((offset) => innerBase64(bytes, offset));
  return [
    value,
    value.replaceAll(' ', '+'),
    // UTF-8 that somebody read as Latin-1.
    bytes.toString('latin1'),
    bytes.toString('hex'),
    base64,
    ...[base64.replaceAll('=', ''), innerBase64(bytes, 0), ...inner].flatMap((text) => [text, urlSafe(text)]),
  ];
}

/** The part of a value's base64 that is the same whatever stands before and after it. */
function innerBase64(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}
