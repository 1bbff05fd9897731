import { type Pointer, tokens } from '../../model/pointer.ts';

const PUNCTUATION = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** A text in three parts, the middle one to be looked at; empty where nothing is. */
export interface MarkedText {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** Where the walk through a text stands: in which holder, at which member or item, and where that began. */
interface Holder {
  readonly isArray: boolean;
  key: string | number;
  start: number;
  isNamed: boolean;
}

/**
 * JSON text set into lines, every token as it came: parsing and writing again would turn `1.0` into `1`, round
 * long numbers and drop members that stand twice. Text that is no JSON, or was cut, stays as it is. The member or
 * item at the place is marked, its name too; of members that stand twice the last, which is the one that counts.
 */
export function markedJson(text: string, place: Pointer | null): MarkedText {
  if (!/^\s*[{[]/.test(text) || !isJson(text)) return { before: text, marked: '', after: '' };
  const wanted = place === null || place === '' ? null : tokens(place);
  const holders: Holder[] = [];
  let found: { readonly start: number; readonly end: number } | undefined;
  let out = '';
  const all = text.match(PUNCTUATION) ?? [];
  for (const [at, token] of all.entries()) {
    const before = all[at - 1];
    if (isClosing(token)) holders.pop();
    out += gap(before, token, holders.length);
    const start = out.length;
    out += token === ':' ? ': ' : token;
    const holder = holders.at(-1);
    if (token === ',' && holder) move(holder);
    else if (token !== ':' && !isClosing(token) && holder) begin(holder, token, start);
    if (isValueEnd(token, holder) && holder && wanted && isAt(holders, wanted))
      found = { start: holder.start, end: out.length };
    if (isOpening(token)) holders.push({ isArray: token === '[', key: 0, start: 0, isNamed: false });
  }
  const { start, end } = found ?? { start: out.length, end: out.length };
  return { before: out.slice(0, start), marked: out.slice(start, end), after: out.slice(end) };
}

function move(holder: Holder): void {
  holder.isNamed = false;
  if (typeof holder.key === 'number' && holder.isArray) holder.key += 1;
}

/** A name, or an item of an array, begins what may be marked; the value of a member began with its name. */
function begin(holder: Holder, token: string, start: number): void {
  if (holder.isArray) holder.start = start;
  else if (!holder.isNamed) {
    holder.isNamed = true;
    holder.start = start;
    holder.key = JSON.parse(token) as string;
  }
}

function isValueEnd(token: string, holder: Holder | undefined): boolean {
  return holder !== undefined && token !== ',' && token !== ':' && !isOpening(token);
}

function isAt(holders: readonly Holder[], wanted: readonly string[]): boolean {
  return holders.length === wanted.length && holders.every(({ key }, at) => String(key) === wanted[at]);
}

function gap(before: string | undefined, token: string, depth: number): string {
  const isFirst = isOpening(before);
  if (isClosing(token)) return isFirst ? '' : newLine(depth);
  return isFirst || before === ',' ? newLine(depth) : '';
}

function newLine(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}

function isOpening(token: string | undefined): boolean {
  return token === '{' || token === '[';
}

function isClosing(token: string): boolean {
  return token === '}' || token === ']';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
