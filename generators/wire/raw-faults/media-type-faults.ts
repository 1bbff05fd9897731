import type { RawFault, SoundBytes } from './raw-fault.ts';

const MEDIA_TYPE = { kind: 'media-type', keyword: 'content', form: 'any' } as const;

/** The same bytes under another media type. */
const labelled =
  (mediaType: string) =>
  ({ bytes }: SoundBytes) => ({ mediaType, bytes });

/**
 * What is said of bytes that are right. RFC 9110, section 15.5.16, has 415 for a format that is not supported; a reader
 * that looks at the content instead is lenient, also where the refusal is promised.
 */
export const MEDIA_TYPE_FAULTS: readonly RawFault[] = [
  {
    ...MEDIA_TYPE,
    what: 'the body has no media type',
    // RFC 9110, section 8.3: a reader may look at the content to find out.
    refusal: 'may',
    spoil: ({ bytes }) => ({ bytes }),
  },
  {
    ...MEDIA_TYPE,
    what: 'the body has an unknown media type',
    refusal: 'should',
    spoil: labelled('application/x-assay-unknown'),
  },
  {
    ...MEDIA_TYPE,
    what: 'the body has the media type of something else',
    refusal: 'should',
    spoil: labelled('image/png'),
  },
  {
    ...MEDIA_TYPE,
    what: 'the body has a media type that is none',
    // RFC 9110, section 8.3.1: type "/" subtype.
    refusal: 'should',
    spoil: labelled('assay'),
  },
];
