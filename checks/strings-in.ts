import { isObject, type Json } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';

/** A string of a JSON value and where it stands. */
export interface StringAt {
  readonly at: Pointer;
  readonly text: string;
}

/** All strings of a JSON value, in its order; names of members are none. */
export function stringsIn(value: Json): StringAt[] {
  const found: StringAt[] = [];
  const stack: { value: Json; at: Pointer }[] = [{ value, at: '' }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value: one, at } = next;
    if (typeof one === 'string') found.push({ at, text: one });
    const below = Array.isArray(one) ? [...one.entries()] : isObject(one) ? Object.entries(one) : [];
    stack.push(...below.map(([name, member]) => ({ value: member, at: child(at, name) })).reverse());
  }
  return found;
}
