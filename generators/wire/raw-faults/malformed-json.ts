import { parsed } from '../coercion.ts';
import { type RawFault, type SoundBytes, type SpoiltPlace, textIn, utf8 } from './raw-fault.ts';
import { type Seam, seamAt } from './seam.ts';

type Respell = (text: string) => string | undefined;

/** A text that the grammar of JSON does not have (RFC 8259, sections 2 to 7), and no parser could make sense of. */
function malformed(way: string, respell: (body: SoundBytes, at?: string) => string | undefined): RawFault {
  return {
    what: `the body is no JSON: ${way}`,
    kind: 'body',
    keyword: 'content',
    refusal: 'must',
    form: 'json',
    spoil(body, { at }) {
      const text = respell(body, at);
      // What is JSON all the same is no fault.
      if (text === undefined || parsed(text) !== undefined) return undefined;
      return { mediaType: body.mediaType, bytes: utf8(text) };
    },
  };
}

const whole = (way: string, respell: Respell): RawFault => malformed(way, (body) => respell(textIn(body)));

/** In place of one value: a lenient parser still finds all the others as they were. */
const within = (way: string, place: SpoiltPlace, respell: (seam: Seam) => string): RawFault => ({
  ...malformed(way, ({ value }, at) => {
    const seam = seamAt(value, at);
    return seam && respell(seam);
  }),
  place,
});

/** What some parsers take as an extension of the grammar, as section 9 allows them. */
const extended = (fault: RawFault): RawFault => ({ ...fault, refusal: 'should' });

const literal = (way: string, text: string): RawFault =>
  extended(within(way, 'literal', ({ before, after }) => before + text + after));

/** A string of the body with something behind its text, which stays as it is: it may bear the mark of what is made. */
const inText = (way: string, text: string): RawFault =>
  extended(within(way, 'text', ({ before, own, after }) => `${before}${openText(own)}${text}"${after}`));

/** The faults that leave no JSON text. */
export const MALFORMED_JSON: readonly RawFault[] = [
  whole('cut off', (text) => (isNested(text) ? text.slice(0, -1) : `[${text}`)),
  whole('cut off after a name', (text) => /^.*":(?=[^:]*$)/s.exec(text)?.[0]),
  within('cut off in a string', 'text', ({ before, own }) => before + openText(own)),
  within('cut off in an escape', 'text', ({ before, own }) => `${before}${openText(own)}\\`),
  within('cut off in a number', 'literal', ({ before }) => `${before}-`),
  whole('a comma is missing', (text) => without(text, /([\]}"\w]),(?=["[{\w-])/)),
  extended(
    whole('a comma at the end', (text) =>
      isNested(text) ? `${text.slice(0, -1)},${text.slice(-1)}` : `[${text},]`,
    ),
  ),
  extended(whole('a bracket too many', (text) => `${text}}`)),
  extended(whole('a text follows', (text) => `${text} assay`)),
  extended(whole('two documents', (text) => `${text}\n${text}`)),
  extended(whole('a comment', (text) => `/* assay */${text}`)),
  extended(
    whole('single quotes', (text) =>
      /["']/.test(text) && !text.includes("'") ? text.replaceAll('"', "'") : `{'a': ${text}}`,
    ),
  ),
  extended(
    whole('a name without quotes', (text) =>
      /^\{"[A-Za-z_]\w*":/.test(text) ? text.replace(/^\{"(\w+)":/, '{$1:') : `{a: ${text}}`,
    ),
  ),
  literal('NaN', 'NaN'),
  literal('Infinity', '-Infinity'),
  literal('a number that begins with zero', '01'),
  literal('a hexadecimal number', '0x1'),
  literal('a word with a capital', 'True'),
  inText('a line break within a string', '\n'),
  inText('a control character within a string', '\u0001'),
  inText('an unknown escape', '\\x41'),
  whole('plain text', () => 'this is no JSON'),
];

function isNested(text: string): boolean {
  return /[\]}]$/.test(text);
}

/** A JSON string without the quote that ends it. */
function openText(own: string): string {
  return own.startsWith('"') ? own.slice(0, -1) : '"assay';
}

function without(text: string, comma: RegExp): string | undefined {
  return comma.test(text) ? text.replace(comma, '$1 ') : undefined;
}
