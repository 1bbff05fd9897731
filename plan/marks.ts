import { violations } from '../contract/validation.ts';
import type { Contract, Operation, Resource } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { declaredMembers } from './members.ts';

/** Stands in a planned value for what is unique to one request: `assay-<run>-<number>`. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it stands in values until they are sent.
export const MARK = '${mark}';

const SAMPLE_MARK = 'assay-0123abcd-12345';

/** The resource that an operation creates or updates objects of. */
function writtenResource(contract: Contract, operation: Operation): Resource | undefined {
  return contract.resources.find(
    ({ create, update }) => create?.operation === operation.id || update?.operation === operation.id,
  );
}

/**
 * The body with marks in the members that must be unique or that tell whose object it is, where they are strings that
 * can hold one; `except` is a faulty place, which stays as it is.
 */
export function marked(
  contract: Contract,
  operation: Operation,
  schema: Pointer,
  body: Json,
  except?: Pointer,
): Json {
  const resource = writtenResource(contract, operation);
  if (!resource || !isObject(body)) return body;
  const names = new Set([...resource.unique, ...(resource.mark === undefined ? [] : [resource.mark])]);
  const declared = new Map(
    declaredMembers(contract, schema, body).map((member) => [member.instance, member.schema]),
  );
  const members = Object.entries(body).map(([name, value]): [string, Json] => {
    const at = child('', name);
    const place = declared.get(at);
    const isFaulty = except === at || except?.startsWith(`${at}/`) === true;
    if (!names.has(name) || typeof value !== 'string' || isFaulty || place === undefined)
      return [name, value];
    return [name, violations(contract, place, 'request', SAMPLE_MARK).length === 0 ? MARK : value];
  });
  return Object.fromEntries(members);
}

/** A planned value as it may look when it is sent. */
export function sampled(planned: Json): Json {
  if (typeof planned === 'string') return planned.replaceAll(MARK, SAMPLE_MARK);
  if (Array.isArray(planned)) return planned.map(sampled);
  if (!isObject(planned)) return planned;
  return Object.fromEntries(Object.entries(planned).map(([name, member]) => [name, sampled(member)]));
}
