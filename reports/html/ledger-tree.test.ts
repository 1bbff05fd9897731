import { describe, expect, it } from 'vitest';
import type { OpenConstraint, PlaceCoverage } from '../../model/coverage.ts';
import { type PlaceView, placeTree } from './ledger-tree.ts';

function place(name: string, parts: Partial<PlaceCoverage> = {}): PlaceCoverage {
  return { place: name, schema: `/schemas/${name.length}`, judged: ['type'], open: [], ...parts };
}

function names(places: readonly PlaceView[]): unknown[] {
  return places.map((each) => (each.places.length === 0 ? each.name : [each.name, ...names(each.places)]));
}

describe('the ledger as a tree', () => {
  it('puts members below what holds them, also where that has no constraint of its own', () => {
    const tree = placeTree(
      ['path org_id', 'body', 'body /labels', 'body /labels/*/href', 'body /name', 'query a/b'].map((each) =>
        place(each),
      ),
    );

    expect(names(tree)).toEqual([
      'path org_id',
      ['body', ['labels', ['any item or member', 'href']], 'name'],
      'query a/b',
    ]);
  });

  it('joins what two schemas say of one place', () => {
    const tree = placeTree([
      place('body', { judged: ['required'], schema: '/a' }),
      place('body', { schema: '/b' }),
    ]);

    expect(tree).toEqual([
      { name: 'body', schemas: '/a, /b', judged: ['required', 'type'], open: [], places: [] },
    ]);
  });

  it('tells keywords that are open alike together', () => {
    const open: OpenConstraint[] = [
      { keyword: 'type', valid: 'judged', fault: 'missed', why: 'the control was refused' },
      { keyword: 'enum', valid: 'judged', fault: 'missed', why: 'the control was refused' },
      { keyword: 'pattern', valid: 'never', fault: 'never', why: 'it is deprecated' },
    ];

    expect(placeTree([place('body', { open })])[0]?.open).toMatchObject([
      { keywords: ['type', 'enum'], kept: { word: 'judged' }, broken: { word: 'not judged' } },
      { keywords: ['pattern'], kept: { word: 'cannot be tried' }, why: 'it is deprecated' },
    ]);
  });
});
