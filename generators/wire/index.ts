export { contentTypeOf, decodeBody, encodeBody } from './body.ts';
export { lackOfForm } from './lack-of-form.ts';
export { percentDecode } from './percent.ts';
export type { RawBody, RawFault, SoundBytes, Spoiling, SpoiltPlace } from './raw-faults/raw-fault.ts';
export { RAW_FAULTS, rawFaults, spoilt } from './raw-faults/raw-faults.ts';
export { readParameter } from './read-parameter.ts';
export type { SchemaSource } from './schema-types.ts';
export { serializeParameter } from './serialize-parameter.ts';
