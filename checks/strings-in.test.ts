import { expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { stringsIn } from './strings-in.ts';

it.each<[Json, Record<string, string>]>([
  ['a', { '': 'a' }],
  ['', { '': '' }],
  [
    { a: 'x', 'b/c': { d: 'y' }, e: 'z' },
    { '/a': 'x', '/b~1c/d': 'y', '/e': 'z' },
  ],
  [['x', ['y', { a: 'z' }], 'w'], { '/0': 'x', '/1/0': 'y', '/1/1/a': 'z', '/2': 'w' }],
  [{ a: 1, b: null, c: [true, {}] }, {}],
  [null, {}],
])('strings of %j come in their order', (value, strings) => {
  expect(stringsIn(value)).toEqual(Object.entries(strings).map(([at, text]) => ({ at, text })));
});
