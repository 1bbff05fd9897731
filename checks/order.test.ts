import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderOf } from './order.ts';

const SEED = 20260101;

describe('the order of two values', () => {
  it.each([
    ['2022-01-21T00:44:16.863Z', '2022-01-21T00:44:16.863Z'],
    ['2022-01-21T00:44:16.863Z', '2022-01-21T01:44:16.863+01:00'],
    ['2022-01-21T00:44:16.863Z', '2022-01-21t00:44:16.863000z'],
    ['2022-01-21T00:44:16.8639999Z', '2022-01-21T00:44:16.864Z'],
    ['2022-01-21T00:44:16.8639999Z', '2022-01-21T00:44:16.863Z'],
    ['2022-01-21T00:44:16.863Z', '2022-01-21T00:44:16Z'],
    ['2022-01-21T00:44:16.863z', '2022-01-21 00:44:16.863Z'],
    ['2022-01-21T00:44:16.5Z', '2022-01-21T00:44:17Z'],
    [60, '60'],
    ['0.25', 0.25],
  ])('is none where %j and %j are the same', (a, b) => {
    expect(orderOf(a, b)).toBe(0);
  });

  it.each([
    ['2022-01-21T00:44:16.863Z', '2022-01-21T00:44:16.864Z'],
    ['2022-01-21T00:44:16.863Z', '2022-01-21T00:44:18Z'],
    ['2022-01-21T02:44:16Z', '2022-01-21T00:44:17-03:00'],
    ['2022-01-21T00:44:16Z', '2022-01-21T00:44:17Z'],
    ['2022-01-21T00:44:16Z', '2022-01-21T00:44:17.1Z'],
    ['2022-01-21T00:44:16.863Z', '2022-01-21T00:44:16.8651Z'],
    [1, 2],
    ['9007199254740992', '9007199254740993'],
    ['9007199254740992.5', '9007199254740995'],
    ['9', '12'],
    ['-1.75', '-1.5'],
  ])('is that of time or number: %j is before %j', (a, b) => {
    expect(orderOf(a, b)).toBeLessThan(0);
    expect(orderOf(b, a)).toBeGreaterThan(0);
  });

  it.each([
    ['2020-01-14 23:16:52.303166', '2020-01-14 23:16:51.303166'],
    ['2022-01-21T00:44:60Z', '2022-01-21T00:44:16Z'],
    ['v2', 'v1'],
    [1, '2022-01-21T00:44:16Z'],
    [true, false],
    [['2022-01-21T00:44:17Z'], ['2022-01-21T00:44:16Z']],
    ['2022-01-21T00:44:17.Z', '2022-01-21T00:44:16.Z'],
    ['1.x', '0.x'],
    [null, 1],
    [[1], [0]],
  ])('is unknown between %j and %j', (a, b) => {
    expect(orderOf(a, b)).toBeUndefined();
  });

  it('is that of instants, in whatever zone they are written', () => {
    const instant = fc.date({
      min: new Date('1971-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    });
    const written = (date: Date, zone: number) =>
      new Date(date.getTime() + zone * 3_600_000)
        .toISOString()
        .replace('Z', `${zone < 0 ? '-' : '+'}${String(Math.abs(zone)).padStart(2, '0')}:00`);

    fc.assert(
      fc.property(instant, instant, fc.integer({ min: -12, max: 14 }), (a, b, zone) => {
        expect(Math.sign(orderOf(written(a, zone), written(b, 0)) ?? Number.NaN)).toBe(
          Math.sign(a.getTime() - b.getTime()),
        );
      }),
      { seed: SEED },
    );
  });
});
