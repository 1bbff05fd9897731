import type { Json } from '../../../model/json.ts';
import { type Pointer, valueAt, withValueAt } from '../../../model/pointer.ts';

/** A JSON text, parted at one of its values. */
export interface Seam {
  readonly before: string;
  /** The value's own text; `null` where it is added. */
  readonly own: string;
  readonly after: string;
}

/** Parts the text of a value at a place, which is added where it is not there; undefined where that cannot be. */
export function seamAt(value: Json | undefined, at: Pointer | undefined): Seam | undefined {
  if (value === undefined || at === undefined) return undefined;
  const text = JSON.stringify(value);
  let sentinel = 'assay-seam';
  while (text.includes(sentinel)) sentinel += '-';
  const [before, after] = JSON.stringify(withValueAt(value, at, sentinel)).split(`"${sentinel}"`);
  if (before === undefined || after === undefined) return undefined;
  return { before, own: JSON.stringify(valueAt(value, at) ?? null), after };
}
