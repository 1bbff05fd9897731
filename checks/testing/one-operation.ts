import { compileDocument } from '../../contract/testing/compile-document.ts';
import type { Contract } from '../../model/contract.ts';
import type { JsonObject } from '../../model/json.ts';

/** A contract of nothing but some operations on /a, by their methods. */
export function contractOf(operations: JsonObject): Contract {
  return compileDocument({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': operations },
  });
}
