import { isObject, type JsonObject } from '../../model/json.ts';
import { child, type Pointer } from '../../model/pointer.ts';
import { INVARIANTS } from '../invariants-keyword.ts';
import { items, object } from '../members.ts';
import type { Place } from './places.ts';
import type { LintContext } from './rule.ts';

/** An `x-assay-source` with the place that carries it. */
export interface PlacedSource {
  /** Of the source itself. */
  readonly pointer: Pointer;
  readonly source: JsonObject;
  readonly place: Place;
  /** It says only what differs from the source of its place. */
  readonly inherits?: true;
}

/** Every source of a document. */
export function sourcesIn(places: LintContext['places']): PlacedSource[] {
  const holders = places(
    ...(['path-item', 'operation', 'parameter', 'header', 'request-body', 'media-type'] as const),
    ...(['response', 'responses', 'schema', 'security-scheme', 'resource', 'list'] as const),
  );
  return holders.flatMap((place) => {
    const source = place.value['x-assay-source'];
    const own = isObject(source) ? [{ pointer: child(place.pointer, 'x-assay-source'), source, place }] : [];
    return [...own, ...sourcesOfInvariants(place)];
  });
}

function sourcesOfInvariants(place: Place): PlacedSource[] {
  const at = child(place.pointer, INVARIANTS);
  return items(place.value[INVARIANTS], at).flatMap(([entry, pointer]) => {
    const source = object(entry)['source'];
    return isObject(source) ? [{ pointer: child(pointer, 'source'), source, place, inherits: true }] : [];
  });
}
