import { describe, expect, it } from 'vitest';
import { type CelVariables, parseCel } from './cel.ts';

const SELF = {
  count: 2,
  half: 0.5,
  name: 'abc',
  nothing: null,
  items: [{ id: 'a' }, { id: 'b' }],
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-01-01T02:00:00+01:00',
  fine: '2017-01-01T00:59:60.123456789+01:00',
};

describe('a rule', () => {
  it.each([
    ['compares whole numbers', 'self.count == 2 && self.count + 1 > self.half'],
    ['counts items', 'size(self.items) == self.count'],
    ['knows null from absence', 'has(self.nothing) && self.nothing == null && !has(self.other)'],
    ['looks at every item', 'self.items.all(item, item.id.matches("^[ab]$"))'],
    ['compares instants', 'timestamp(self.from) < timestamp(self.to)'],
    ['knows fractions and leap seconds', 'timestamp(self.fine) > timestamp("2016-12-31t23:59:59.9z")'],
    ['is not fooled by prototypes', '!has(self.constructor) && !("toString" in self)'],
    ['compares deeply', 'self.items == [{"id": "a"}, {"id": "b"}]'],
    ['sees status and headers', 'status == 200 && headers["x-total"] == "2"'],
    ['sees the request', 'request.query.limit >= size(self.items)'],
  ])('%s', (_, text) => {
    const variables: CelVariables = {
      self: SELF,
      status: 200,
      headers: { 'x-total': '2' },
      request: { query: { limit: 2 } },
    };

    expect(parseCel(text).holds(variables)).toBe(true);
  });

  it.each([
    ['a text that is cut off', 'self.count ==', /Unexpected token/],
    ['an unknown variable', 'slef.count == 1', /Unknown variable: slef[\s\S]*\^/],
    ['what is no condition', 'size(self.items)', /gives int/],
    ['an unknown function', 'sum(self.items) == 1', /no matching overload/],
    ['types that never fit', 'status == "200"', /no such overload/],
    ['a pattern that is none', 'self.name.matches("(")', /Invalid regular expression/],
  ])('that is %s is refused', (_, text, message) => {
    expect(() => parseCel(text)).toThrow(message);
  });

  it.each([
    ['a member that is not there', 'self.other == 1', /No such key: other/],
    ['a value of another type', 'self.name > 1', /no such overload/],
    ['what is no date-time', 'timestamp(self.name) > timestamp(self.from)', /timestamp/],
    ['a variable that is not known', 'status == 200', /status/],
    ['a pattern without end', 'self.evil.matches("^(a+)+$")', /more than 1000 ms/],
    ['a value that is no condition', 'self.name', /gives string/],
  ])('cannot be evaluated on %s', (_, text, message) => {
    const self = { ...SELF, evil: `${'a'.repeat(60)}!` };

    expect(() => parseCel(text).holds({ self })).toThrow(message);
  });

  it('cannot be evaluated on a value without bottom', () => {
    let self: CelVariables['self'] = 1;
    for (let depth = 0; depth < 50_000; depth += 1) self = { self };

    expect(() => parseCel('has(self.self)').holds({ self })).toThrow(/too deep/);
  });

  it.each<[string, string[][]]>([
    ['self.a.b == 1', [['self', 'a', 'b']]],
    [
      'has(self.a) ? self["b"] == 1 : true',
      [
        ['self', 'a'],
        ['self', 'b'],
      ],
    ],
    [
      'self.list.all(x, x.id == request.path["an-id"])',
      [
        ['self', 'list'],
        ['self', 'list', '*', 'id'],
        ['request', 'path', 'an-id'],
      ],
    ],
    ['self.list[0].id == "a"', [['self', 'list', '*', 'id']]],
    [
      'self.map[self.key] == 1',
      [
        ['self', 'map', '*'],
        ['self', 'key'],
      ],
    ],
    [
      'cel.bind(x, self.a, x.b == 1)',
      [
        ['self', 'a'],
        ['self', 'a', 'b'],
      ],
    ],
    [
      'size(self.list.filter(self, self.ok)) == status',
      [['self', 'list'], ['self', 'list', '*', 'ok'], ['status']],
    ],
  ])('%s tells what it reads', (text, reads) => {
    expect(parseCel(text).reads).toEqual(reads);
  });
});
