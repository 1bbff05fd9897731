import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { steadily } from './listing.ts';
import { listingOf, shows } from './testing/listings.ts';

const contract = tinyContract();
const CHANGED = { why: 'others changed the list meanwhile' };
const UNREADABLE = { why: 'the list could not be read' };

function seen(before: readonly Json[], after: readonly Json[], own: readonly string[] = []) {
  return steadily(
    listingOf(contract, { before: shows(contract, before), after: shows(contract, after), own }),
  );
}

describe('a list that was looked at', () => {
  it('is known where it showed the same before and after, in whatever order', () => {
    expect(seen(['n1', 'n2'], ['n2', 'n1'], ['n2', 'n3'])).toEqual({
      known: new Set(['n1', 'n2']),
      own: new Set(['n2']),
    });
  });

  it.each<[string, readonly Json[], readonly Json[]]>([
    ['has more', ['n1'], ['n1', 'n2']],
    ['has more of the same', ['n1'], ['n1', 'n1']],
    ['has less', ['n1', 'n2'], ['n1']],
    ['has another', ['n1', 'n2'], ['n1', 'n3']],
    ['has more without a name', [{}], [{}, {}]],
  ])('was changed by others where it %s', (_, before, after) => {
    expect(seen(before, after)).toEqual(CHANGED);
  });

  it.each<[string, readonly Json[], readonly Json[]]>([
    ['before', [{}], ['n1']],
    ['after', ['n1'], [{}]],
  ])('is steady and holds nothing known where an item has no name %s', (_, before, after) => {
    expect(seen(before, after, ['n1'])).toEqual({ known: new Set(), own: new Set() });
  });

  it('is not known where it could not be read before or after', () => {
    const [good, bad] = [shows(contract, ['n1']), shows(contract, ['n1'], { status: 404 })];

    expect(steadily(listingOf(contract, { before: bad, after: good }))).toEqual(UNREADABLE);
    expect(steadily(listingOf(contract, { before: good, after: bad }))).toEqual(UNREADABLE);
  });
});
