import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { resourceDeletedStillUsable as check } from './resource-deleted-still-usable.ts';
import { withLevel, withResource } from './testing/contracts.ts';
import { foundIn, lifeWith } from './testing/lives.ts';

const contract = tinyContract();

describe('the level of a use of what was deleted', () => {
  const levelsIn = (judged: Contract) =>
    foundIn(
      check,
      lifeWith(judged, 'note', 'n1', [['delete'], ['act-deleted', { outcome: 'succeeded' }]]),
      judged,
    ).map(({ level }) => level);
  /** The export, with another documented refusal in the place of its 404. */
  const refusing = (refusal: string) =>
    tinyContract((text) =>
      text.replace(/(operationId: exportNote[\s\S]*?)"404": [^\n]*/, (_, before) => `${before}${refusal}`),
    );
  const basis = (name: string) => `x-assay-source: {at: our reading, basis: ${name}}`;

  it.each<[string, string, string]>([
    ['a 404', '"404": {description: Gone.}', 'must'],
    ['a 410', `"410": {description: Gone., x-assay-refuses: [path]}`, 'must'],
    ['any 4XX', '4XX: {description: Wrong.}', 'must'],
    ['a default', 'default: {description: Wrong.}', 'must'],
    ['a bare 400', '"400": {description: Wrong.}', 'should'],
    ['a 400 that says so', '"400": {description: Wrong., x-assay-refuses: [path]}', 'must'],
    ['a 404 for something else', '"404": {description: Wrong., x-assay-refuses: [body]}', 'should'],
    ['a 404 that is our reading', `"404": {description: Gone., ${basis('inferred')}}`, 'may'],
    [
      'a 404 that is our reading and a 400 that is not',
      `"404": {description: Gone., ${basis('inferred')}}\n        "400": {description: Wrong., x-assay-refuses: [path]}`,
      'must',
    ],
  ])('follows from %s', (_, refusal, level) => {
    expect(levelsIn(refusing(refusal))).toEqual([level]);
  });

  it('is no harder than that of the delete, or of the refusal', () => {
    expect(levelsIn(withLevel(contract, 'delete', 'should'))).toEqual(['should']);
    expect(levelsIn(withLevel(contract, 'x-assay-refuses/path', 'may'))).toEqual(['may']);
  });

  it('follows from a status that a read answers after the delete', () => {
    const goneBy = (gone: readonly string[] | 'unspecified', judged: Contract) =>
      levelsIn(
        withResource(judged, 'note', ({ delete: removal, ...rest }) =>
          removal ? { ...rest, delete: { ...removal, gone } } : rest,
        ),
      );
    const invalid = refusing('"422": {description: Wrong.}');

    expect(goneBy(['404'], invalid)).toEqual(['should']);
    expect(goneBy('unspecified', invalid)).toEqual(['should']);
    expect(goneBy(['404', '422'], invalid)).toEqual(['must']);
    expect(goneBy(['410'], refusing('"404": {description: Gone.}'))).toEqual(['must']);
  });
});
