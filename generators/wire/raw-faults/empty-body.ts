import { decodeBody } from '../body.ts';
import { type RawFault, utf8 } from './raw-fault.ts';

const EMPTY = { kind: 'body', keyword: 'required', refusal: 'must', isEmpty: true } as const;

/** Bodies without content (RFC 9110, section 6.4): of a form or text, that may be a value all the same. */
export const EMPTY_BODIES: readonly RawFault[] = [
  {
    ...EMPTY,
    what: 'the body is empty, with a media type',
    form: 'any',
    spoil: ({ mediaType }) => ({ mediaType, bytes: utf8('') }),
    read({ mediaType }) {
      const isValue = !/^[^;]*[/+]json\b|^multipart\//i.test(mediaType);
      return isValue ? decodeBody(mediaType, utf8('')) : undefined;
    },
  },
  {
    ...EMPTY,
    what: 'the body is nothing but blanks',
    form: 'json',
    spoil: ({ mediaType }) => ({ mediaType, bytes: utf8(' \r\n\t ') }),
  },
];
