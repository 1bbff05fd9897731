import type { SiteValue } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import { entries, text } from './members.ts';

/** The site value that a place declares with `x-assay-value`. */
export function siteValue(holder: Json | undefined, pointer: Pointer): SiteValue | undefined {
  const declared = isObject(holder) ? holder['x-assay-value'] : undefined;
  return isObject(declared) ? readSiteValue(declared, pointer) : undefined;
}

/** Reads `{env, default, list, file, optional}`. */
export function readSiteValue(declared: JsonObject, pointer: Pointer): SiteValue | undefined {
  const env = text(declared['env']);
  if (env === undefined) return undefined;
  const list = text(declared['list']);
  return {
    env,
    pointer,
    ...(declared['default'] === undefined ? {} : { default: declared['default'] }),
    ...(list === undefined ? {} : { list }),
    ...(declared['file'] === true ? { file: true } : {}),
    ...(declared['optional'] === true ? { optional: true } : {}),
  };
}

/** Every site value of a document, in its order, with the place that declares it. */
export function allSiteValues(document: Json, pointer: Pointer = ''): SiteValue[] {
  const own = siteValue(document, pointer);
  const below = Array.isArray(document)
    ? document.flatMap((item, index) => allSiteValues(item, `${pointer}/${index}`))
    : entries(document, pointer)
        .filter(([name]) => name !== 'x-assay-value' && name !== 'example' && name !== 'examples')
        .flatMap(([, value, place]) => allSiteValues(value, place));
  return own ? [own, ...below] : below;
}
