import { isObject } from '../../../model/json.ts';
import { parent, tokens, valueAt, withValueAt } from '../../../model/pointer.ts';
import { type RawFault, utf8 } from './raw-fault.ts';
import { seamAt } from './seam.ts';

// More than the limits of careful parsers (64 to some hundreds), and less than what ends a careless one, or its process.
const DEPTH = 1000;
const ENOUGH_DEPTH = 3;

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** A number in place of one that is there, and what is left of it in a double. */
function numeral(what: string, place: 'number' | 'integer', text: string): RawFault {
  return {
    what,
    kind: 'body',
    keyword: 'range',
    // RFC 8259, section 6: the grammar has them, and a reader may set limits. Beyond a maximum or format they are a
    // fault, of which the usual ones are tried by value.
    refusal: 'should',
    form: 'json',
    place,
    spoil({ mediaType, value }, { at }) {
      const seam = seamAt(value, at);
      return seam && { mediaType, bytes: utf8(seam.before + text + seam.after) };
    },
    read: ({ value }, { at }) =>
      value === undefined || at === undefined
        ? undefined
        : withValueAt(value, at, Math.min(Number(text), Number.MAX_VALUE)),
  };
}

/** JSON by its grammar, which not every reader takes or takes alike. */
export const LEGAL_JSON: readonly RawFault[] = [
  {
    what: 'the body has a member twice, with two values',
    kind: 'body',
    keyword: 'duplicate',
    // RFC 8259, section 4: names SHOULD be unique; what a reader makes of others is unpredictable, yet not forbidden.
    refusal: 'may',
    form: 'json',
    place: 'member',
    spoil({ mediaType, value }, { at = '', other }) {
      const seam = seamAt(value, at);
      const name = tokens(at).at(-1);
      if (!seam || name === undefined || other === undefined || !isObject(valueAt(value, parent(at))))
        return undefined;
      const again = `,${JSON.stringify(name)}:${JSON.stringify(other)}`;
      return { mediaType, bytes: utf8(seam.before + seam.own + again + seam.after) };
    },
  },
  numeral('the body has a number beyond double', 'number', '1e400'),
  numeral('the body has an integer beyond 64 bits', 'integer', '9223372036854775808'),
  {
    what: `the body is nested ${DEPTH} levels deep`,
    kind: 'body',
    keyword: 'depth',
    // RFC 8259, section 9: a reader may set a limit. That a list is no object is tried by value.
    refusal: 'may',
    form: 'json',
    spoil: ({ mediaType }) => ({ mediaType, bytes: utf8(nested(DEPTH)) }),
    read: () => JSON.parse(nested(ENOUGH_DEPTH)),
  },
];
