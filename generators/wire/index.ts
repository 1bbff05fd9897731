export { contentTypeOf, decodeBody, encodeBody } from './body.ts';
export { type MalformedJson, malformedJson } from './malformed-json.ts';
export { readParameter } from './read-parameter.ts';
export type { SchemaSource } from './schema-types.ts';
export { serializeParameter } from './serialize-parameter.ts';
