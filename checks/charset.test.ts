import { describe, expect, it } from 'vitest';
import { charsetOf, decoderOf, isUtf8Json } from './charset.ts';

describe('the charset of a media type', () => {
  it.each([
    ['text/plain; charset=utf-8', 'utf-8'],
    ['text/plain;charset="latin1";a=b', 'latin1'],
    ['text/plain;  Charset  =  koi8-r; a=b', 'koi8-r'],
    ['text/plain;charset=utf-8 ', 'utf-8'],
    ['text/plain', undefined],
    ['text/plain; charset=', undefined],
    ['charset=utf-8', undefined],
    ['text/plain; xcharset=utf-8', undefined],
  ])('of %j is %j', (contentType, charset) => {
    expect(charsetOf(contentType)).toBe(charset);
  });
});

describe('bytes', () => {
  it.each<[string, Uint8Array]>([
    ['letters', Buffer.from('"Tür"')],
    ['nothing', new Uint8Array()],
    ['a zero behind the first four', Buffer.from('"ab"\0')],
  ])('can be JSON in UTF-8: %s', (_, bytes) => {
    expect(isUtf8Json(bytes)).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ['Latin-1', Buffer.from('"Tür"', 'latin1')],
    ['UTF-16', Buffer.from('1', 'utf16le')],
    ['UTF-32', Buffer.from([0, 0, 0, 49])],
    ['a zero that comes fourth', Buffer.from('"a"\0')],
  ])('cannot: %s', (_, bytes) => {
    expect(isUtf8Json(bytes)).toBe(false);
  });
});

describe('a decoder', () => {
  it('is there for a charset that is known, and throws at what is not in it', () => {
    expect(decoderOf('latin1')?.decode(Buffer.from('Tür', 'latin1'))).toBe('Tür');
    expect(() => decoderOf('utf-8')?.decode(Buffer.from('Tür', 'latin1'))).toThrow();
    expect(decoderOf('klingon')).toBeUndefined();
  });
});
