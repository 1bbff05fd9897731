import type { Content, Contract, Example, Header, Response } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { type Pointer, valueAt } from '../../model/pointer.ts';
import { exampleValue, isValid } from '../example-value.ts';
import { isJson } from '../media-type.ts';
import { type Demand, demandedPlaces, demandsOf, satisfied } from './demands.ts';

/**
 * Gives every response body and response header of a document that Prism reads a valid example.
 * @returns the places of the bodies for which none can be made.
 */
export function putExamples(document: JsonObject, contract: Contract): Set<Pointer> {
  const demands = demandsOf(contract);
  const unmade = new Set<Pointer>();
  for (const operation of contract.operations) {
    const success = operation.responses.find(isSuccess);
    for (const response of operation.responses) {
      const own = demands.get(operation.id) ?? [];
      const asked = own.filter((demand) => (demand.response ?? success?.pointer) === response.pointer);
      for (const content of response.contents) {
        if (!putBody(document, contract, content, asked)) unmade.add(content.pointer);
      }
      for (const header of response.headers) putHeader(document, contract, header, asked);
    }
  }
  return unmade;
}

function isSuccess({ status }: Response): boolean {
  return status.startsWith('2') || status === 'default';
}

/**
 * Prism takes `example` before any of `examples`, which stay for those who ask for one by its name.
 * @returns whether there is one.
 */
function putBody(
  document: JsonObject,
  contract: Contract,
  content: Content,
  demands: readonly Demand[],
): boolean {
  const declared = valueAt(document, content.pointer);
  if (!isObject(declared)) return false;
  const usable = content.examples.filter(({ value }) => !hasReference(value));
  const earlier = declared['example'];
  const value = earlier ?? bodyOf(contract, content, usable, demands);
  if (value === undefined || hasReference(value)) return false;
  const at = content.schema;
  declared['example'] =
    at === undefined
      ? value
      : satisfied('$response.body', value, demands, (made) => isValid(contract, at, 'response', made));
  declared['examples'] = Object.fromEntries(
    usable.map((example) => [example.name, { value: example.value }]),
  );
  return true;
}

/** The document's first example that its own schema allows, or one of ours. */
function bodyOf(
  contract: Contract,
  { mediaType, schema }: Content,
  examples: readonly Example[],
  demands: readonly Demand[],
): Json | undefined {
  if (schema === undefined) return examples[0]?.value ?? (isJson(mediaType) ? {} : 'mock');
  const valid = examples.find(({ value }) => isValid(contract, schema, 'response', value));
  return valid?.value ?? exampleValue(contract, schema, 'response', demandedPlaces(demands));
}

function putHeader(
  document: JsonObject,
  contract: Contract,
  header: Header,
  demands: readonly Demand[],
): void {
  const declared = valueAt(document, header.pointer);
  const at = header.schema;
  if (!isObject(declared) || at === undefined) return;
  const shown = documentedHeader(contract, header.pointer);
  const value = shown ?? exampleValue(contract, at, 'response');
  if (value === undefined) return;
  const place = `$response.header.${header.name}`;
  const made = satisfied(place, value, demands, (candidate) => isValid(contract, at, 'response', candidate));
  declared['examples'] = { assay: { value: made } };
}

function documentedHeader(contract: Contract, pointer: Pointer): Json | undefined {
  const declared = valueAt(contract.document, pointer);
  if (!isObject(declared)) return undefined;
  const named = isObject(declared['examples']) ? Object.values(declared['examples']) : [];
  return (
    declared['example'] ?? named.flatMap((example) => (isObject(example) ? (example['value'] ?? []) : []))[0]
  );
}

/** Prism follows `$ref` also where it is data. */
function hasReference(value: Json): boolean {
  if (Array.isArray(value)) return value.some(hasReference);
  if (!isObject(value)) return false;
  return typeof value['$ref'] === 'string' || Object.values(value).some(hasReference);
}
