import { isObject, type JsonObject } from '../../model/json.ts';
import { child, type Pointer } from '../../model/pointer.ts';
import type { Place } from './places.ts';
import type { LintContext } from './rule.ts';

/** An `x-assay-source` with the place that carries it. */
export interface PlacedSource {
  /** Of the source itself. */
  readonly pointer: Pointer;
  readonly source: JsonObject;
  readonly place: Place;
}

/** Every source of a document. */
export function sourcesIn(places: LintContext['places']): PlacedSource[] {
  const holders = places(
    ...(['path-item', 'operation', 'parameter', 'header', 'request-body', 'media-type'] as const),
    ...(['response', 'responses', 'schema', 'security-scheme', 'resource', 'list'] as const),
  );
  return holders.flatMap((place) => {
    const source = place.value['x-assay-source'];
    return isObject(source) ? [{ pointer: child(place.pointer, 'x-assay-source'), source, place }] : [];
  });
}
