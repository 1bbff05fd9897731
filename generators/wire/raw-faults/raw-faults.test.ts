import { describe, expect, it } from 'vitest';
import type { Json } from '../../../model/json.ts';
import { contentTypeOf, decodeBody, encodeBody } from '../body.ts';
import type { SoundBytes, Spoiling } from './raw-fault.ts';
import { RAW_FAULTS, rawFaults, spoilt } from './raw-faults.ts';

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data';
const VALUE = { name: 'sample', sizes: [1, 2], inner: { n: 5 } };
const PLACES: Readonly<Record<string, string>> = {
  text: '/name',
  literal: '/inner/n',
  number: '/inner/n',
  integer: '/sizes/1',
  member: '/inner/n',
};

function sound(mediaType: string, value: Json): SoundBytes {
  const type = contentTypeOf(mediaType);
  return { mediaType: type, bytes: encodeBody(type, value), value };
}

function spoiltText(body: SoundBytes, spoiling: Spoiling): string | undefined {
  const raw = spoilt(body, spoiling);
  return raw && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw.bytes);
}

const malformed = RAW_FAULTS.filter(({ what }) => what.startsWith('the body is no JSON'));
const of = (fault: (typeof RAW_FAULTS)[number]): Spoiling => ({
  what: fault.what,
  ...(fault.place === undefined ? {} : { at: PLACES[fault.place] ?? '', other: 6 }),
});

describe('raw faults', () => {
  it('have words of their own', () => {
    expect(new Set(RAW_FAULTS.map(({ what }) => what)).size).toBe(RAW_FAULTS.length);
  });

  it.each([
    [JSON_TYPE, VALUE],
    [FORM, { name: 'sample', n: 5 }],
    [PARTS, { name: 'sample', n: 5 }],
    ['text/plain', 'sample'],
  ])('of %s change the bytes or the media type', (mediaType, value) => {
    const body = sound(mediaType, value);

    for (const fault of rawFaults(mediaType)) {
      const raw = spoilt(body, of(fault));
      expect(raw, fault.what).toBeDefined();
      const isSame = Buffer.from(raw?.bytes ?? []).equals(body.bytes) && raw?.mediaType === body.mediaType;
      expect(isSame, fault.what).toBe(false);
    }
  });

  it.each<{ value: Json }>(
    [VALUE, [], {}, [{ a: "it's" }], 'text', 5, null, true].map((value) => ({ value })),
  )('that make JSON malformed of $value do so', ({ value }) => {
    const made = malformed.flatMap((fault) => {
      const spoiling = fault.place === undefined ? of(fault) : { what: fault.what, at: placeIn(value) };
      return spoiltText(sound(JSON_TYPE, value), spoiling) ?? [];
    });

    expect(made.length).toBeGreaterThanOrEqual(15);
    expect(new Set(made).size).toBeGreaterThanOrEqual(15);
    for (const text of made) expect(() => JSON.parse(text), text).toThrow();
  });

  it.each<[string, string]>([
    ['cut off', '{"name":"sample","sizes":[1,2],"inner":{"n":5}'],
    ['cut off after a name', '{"name":"sample","sizes":[1,2],"inner":{"n":'],
    ['cut off in a string', '{"name":"sample'],
    ['cut off in an escape', '{"name":"sample\\'],
    ['cut off in a number', '{"name":"sample","sizes":[1,2],"inner":{"n":-'],
    ['a comma at the end', '{"name":"sample","sizes":[1,2],"inner":{"n":5},}'],
    ['a comma is missing', '{"name":"sample" "sizes":[1,2],"inner":{"n":5}}'],
    ['a comment', '/* assay */{"name":"sample","sizes":[1,2],"inner":{"n":5}}'],
    ['single quotes', "{'name':'sample','sizes':[1,2],'inner':{'n':5}}"],
    ['a name without quotes', '{name:"sample","sizes":[1,2],"inner":{"n":5}}'],
    ['NaN', '{"name":"sample","sizes":[1,2],"inner":{"n":NaN}}'],
    ['a line break within a string', '{"name":"sample\n","sizes":[1,2],"inner":{"n":5}}'],
    ['an unknown escape', '{"name":"sample\\x41","sizes":[1,2],"inner":{"n":5}}'],
  ])('spoil one thing: %s', (way, expected) => {
    const fault = malformed.find(({ what }) => what.endsWith(`: ${way}`));

    expect(fault && spoiltText(sound(JSON_TYPE, VALUE), of(fault))).toBe(expected);
  });

  it('that leave JSON say what a reader finds', () => {
    const body = sound(JSON_TYPE, VALUE);
    const read = (what: string, at: string) => {
      const spoiling = { what: `the body ${what}`, at, other: 6 };
      return [JSON.parse(spoiltText(body, spoiling) ?? ''), fault(what)?.read?.(body, spoiling)];
    };
    const fault = (what: string) => RAW_FAULTS.find((one) => one.what === `the body ${what}`);

    expect(read('has a member twice, with two values', '/inner/n')[0]).toEqual({ ...VALUE, inner: { n: 6 } });
    expect(read('has a number beyond double', '/inner/n')).toEqual([
      { ...VALUE, inner: { n: Number.POSITIVE_INFINITY } },
      { ...VALUE, inner: { n: Number.MAX_VALUE } },
    ]);
    expect(
      new Set(read('has an integer beyond 64 bits', '/inner/n').map((one) => JSON.stringify(one))).size,
    ).toBe(1);
  });

  it('in the encoding are no UTF-8', () => {
    const body = sound(JSON_TYPE, VALUE);
    const fatal = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

    const encodings = rawFaults(JSON_TYPE).filter(({ keyword }) => keyword === 'encoding');

    expect(encodings).toHaveLength(6);
    for (const fault of encodings) {
      const bytes = spoilt(body, of(fault))?.bytes ?? new Uint8Array();
      if (fault.refusal === 'open') expect(() => JSON.parse(fatal.decode(bytes)), fault.what).toThrow();
      else expect(() => fatal.decode(bytes), fault.what).toThrow();
    }
  });

  it('in UTF-16 are the same text there', () => {
    const raw = spoilt(sound(JSON_TYPE, VALUE), { what: 'the body is JSON in UTF-16 and says so' });

    expect(raw?.mediaType).toBe('application/json; charset=utf-16');
    expect(JSON.parse(new TextDecoder('utf-16').decode(raw?.bytes))).toEqual(VALUE);
  });

  it('of parts leave nothing that can be read', () => {
    const body = sound(PARTS, { name: 'sample' });

    for (const fault of rawFaults(PARTS).filter(
      ({ form, kind }) => form === 'multipart' && kind === 'body',
    )) {
      const raw = spoilt(body, of(fault));
      const read = raw && decodeBody(raw.mediaType ?? '', raw.bytes);
      expect(read, fault.what).not.toEqual({ name: 'sample' });
    }
  });

  it('keep what bears the mark of an object before what is cut', () => {
    const body = sound(JSON_TYPE, { name: 'assay-1-2' });

    for (const fault of malformed.filter(({ place }) => place === 'text')) {
      expect(spoiltText(body, { what: fault.what, at: '/name' }), fault.what).toContain('assay-1-2');
    }
  });
});

function placeIn(value: Json): string {
  return Array.isArray(value)
    ? `/${value.length}`
    : typeof value === 'object' && value !== null
      ? '/assay'
      : '';
}
