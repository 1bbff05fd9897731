import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';

/** A string member, or undefined. */
export function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The strings of a list member. */
export function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The members of an object with their places; none for anything else. */
export function entries(
  value: Json | undefined,
  pointer: Pointer,
): [name: string, value: Json, pointer: Pointer][] {
  return isObject(value)
    ? Object.entries(value).map(([name, member]) => [name, member, child(pointer, name)])
    : [];
}

/** The items of a list with their places; none for anything else. */
export function items(value: Json | undefined, pointer: Pointer): [value: Json, pointer: Pointer][] {
  return Array.isArray(value) ? value.map((item, index) => [item, child(pointer, index)]) : [];
}

/** A value as an object, empty for anything else. */
export function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
