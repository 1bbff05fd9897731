import type { Json } from '../../../model/json.ts';
import type { Pointer } from '../../../model/pointer.ts';
import type { Level } from '../../../model/statement.ts';

/** A body as its media type says it, before anything is spoilt. */
export interface SoundBytes {
  /** As the Content-Type header says it, with the boundary of a multipart body. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** What the bytes were written from; absent where they are text that was given. */
  readonly value?: Json | undefined;
}

/** A body as it is sent; without a Content-Type header where there is no media type. */
export interface RawBody {
  readonly mediaType?: string;
  readonly bytes: Uint8Array;
}

/** What a fault needs to know of the body that it spoils. */
export interface Spoiling {
  /** Words of the fault, by which the table has it. */
  readonly what: string;
  /** The value that is spoilt, or a place where one is added. */
  readonly at?: Pointer;
  /** Another valid value for that place. */
  readonly other?: Json;
}

/** How bytes are written that a fault can spoil; `any` of them, also text. */
export type WireForm = 'json' | 'form' | 'multipart' | 'text' | 'any';

/**
 * The kind of value that a fault needs a place of: `text`, `number` and `integer` are there already, a `literal` may
 * be added where no number is, a `member` needs another valid value besides.
 */
export type SpoiltPlace = 'text' | 'literal' | 'number' | 'integer' | 'member';

/** One way to spoil the bytes of a body or what is said of them: what no value of a schema can be. */
export interface RawFault {
  /** Words that tell it from the others; never changed, since reports are compared by them. */
  readonly what: string;
  readonly kind: 'body' | 'media-type';
  /** What of the content is broken. */
  readonly keyword: 'content' | 'required' | 'encoding' | 'duplicate' | 'range' | 'depth';
  /** No promise to refuse it is harder; `open` where a reader may as well take it, so that only failing is wrong. */
  readonly refusal: Level | 'open';
  readonly form: WireForm;
  readonly place?: SpoiltPlace;
  /** Whether nothing is left, which is right where a body may be absent. */
  readonly isEmpty?: boolean;
  /** The spoilt body; undefined where this body cannot be spoilt so. */
  spoil(body: SoundBytes, spoiling: Spoiling): RawBody | undefined;
  /** What a reader finds who takes it all the same: where that is valid, nothing forbids to take it. */
  read?(body: SoundBytes, spoiling: Spoiling): Json | undefined;
}

/** The bytes of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The text of sound bytes. */
export function textIn({ bytes }: SoundBytes): string {
  return new TextDecoder().decode(bytes);
}
