import { type RawFault, type SoundBytes, textIn, utf8 } from './raw-fault.ts';

// The URL Standard lets a form be any bytes: what is no percent-encoding stays as it is, and what is no UTF-8 becomes
// U+FFFD. Frameworks differ.
const FORM = { kind: 'body', keyword: 'encoding', refusal: 'open', form: 'form' } as const;

const followed = (pair: string) => (body: SoundBytes) => ({
  mediaType: body.mediaType,
  bytes: utf8([textIn(body), pair].filter((text) => text !== '').join('&')),
});

/** The faults of a form (application/x-www-form-urlencoded). */
export const FORM_FAULTS: readonly RawFault[] = [
  { ...FORM, what: 'the form has broken percent-encoding', spoil: followed('assay=%zz') },
  { ...FORM, what: 'the form ends in a percent sign', spoil: followed('assay=%') },
  { ...FORM, what: 'the form has bytes that are no UTF-8', spoil: followed('assay=%E9%FF') },
];
