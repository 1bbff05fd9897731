import { bodyFormOf } from '../body-form.ts';
import { EMPTY_BODIES } from './empty-body.ts';
import { FORM_FAULTS } from './form-faults.ts';
import { JSON_BYTES } from './json-bytes.ts';
import { LEGAL_JSON } from './legal-json.ts';
import { MALFORMED_JSON } from './malformed-json.ts';
import { MEDIA_TYPE_FAULTS } from './media-type-faults.ts';
import { MULTIPART_FAULTS } from './multipart-faults.ts';
import type { RawBody, RawFault, SoundBytes, Spoiling } from './raw-fault.ts';

/** Every way to spoil the bytes of a body, or what is said of them, that no value of a schema can show. */
export const RAW_FAULTS: readonly RawFault[] = [
  ...EMPTY_BODIES,
  ...MALFORMED_JSON,
  ...JSON_BYTES,
  ...LEGAL_JSON,
  ...FORM_FAULTS,
  ...MULTIPART_FAULTS,
  ...MEDIA_TYPE_FAULTS,
];

/** The raw faults of bodies of one media type. */
export function rawFaults(mediaType: string): RawFault[] {
  const form = bodyFormOf(mediaType);
  return RAW_FAULTS.filter((fault) => fault.form === 'any' || fault.form === form);
}

/** A sound body spoilt in one way; undefined where it cannot be spoilt so. */
export function spoilt(body: SoundBytes, spoiling: Spoiling): RawBody | undefined {
  return RAW_FAULTS.find(({ what }) => what === spoiling.what)?.spoil(body, spoiling);
}
