import { isDeepStrictEqual } from 'node:util';
import { type Document, isMap, isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml';
import type { Waiver } from '../../model/waiver.ts';
import { WAIVER_SCHEMA } from './waiver-schema.ts';

/** What an entry says, without the place where it stands. */
export type WaiverText = Omit<Waiver, 'file' | 'line' | 'column'>;

const HEAD = `# yaml-language-server: $schema=./node_modules/assay/${WAIVER_SCHEMA}\nwaivers:\n`;
const UNFOLDED = { lineWidth: 0 } as const;

/** The text of a file of waivers with one more entry at its end; all else stays as it is, comments too. */
export function withWaiver(text: string | undefined, waiver: WaiverText): string {
  const entry = entryOf(waiver);
  if (text === undefined) return HEAD + indented(entry, 2);
  if (/^\s*\{/.test(text)) return withinJson(text, entry);
  return inserted(text, entry) ?? rewritten(text, entry);
}

/** The members that are given, in the order in which people read them. */
function entryOf(waiver: WaiverText): object {
  const { fingerprint, contract, operation, check, pointer, keyword, productVersions } = waiver;
  const { reason, owner, ticket, document, expires, found } = waiver;
  const all = {
    fingerprint,
    contract,
    operation,
    check,
    pointer,
    keyword,
    productVersions,
    reason,
    owner,
    ticket,
    document,
    expires,
    found: found === null ? null : given({ ...found }),
  };
  return given(all);
}

function given(all: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

function indented(entry: object, by: number): string {
  return stringify([entry], UNFOLDED).replaceAll(/^(?=.)/gm, ' '.repeat(by));
}

function withinJson(text: string, entry: object): string {
  const content = JSON.parse(text) as { waivers?: object[] | null };
  return `${JSON.stringify({ ...content, waivers: [...(content.waivers ?? []), entry] }, null, 2)}\n`;
}

/** Below the last entry of a list in block form; undefined where there is no such list. */
function inserted(text: string, entry: object): string | undefined {
  const document = parseDocument(text);
  const list = listOf(document);
  const last = list?.items.at(-1);
  if (!list?.range || list.flow === true || !isMap(last) || !last.range) return undefined;
  const indent = list.range[0] - (text.lastIndexOf('\n', list.range[0] - 1) + 1);
  const end = text.slice(0, last.range[1]).trimEnd().length;
  const lineEnd = text.indexOf('\n', end);
  const at = lineEnd < 0 ? text.length : lineEnd;
  const rest = text.slice(at).replace(/^\n/, '');
  const result = `${text.slice(0, at)}\n${indented(entry, indent)}${rest}`;
  return isExtended(document, result, entry) ? result : undefined;
}

function isExtended(before: Document, text: string, entry: object): boolean {
  const after = parseDocument(text);
  if (after.errors.length > 0) return false;
  const [old, now] = [before.toJS(), after.toJS()] as { waivers: object[] }[];
  return isDeepStrictEqual(now, { ...old, waivers: [...(old?.waivers ?? []), entry] });
}

function rewritten(text: string, entry: object): string {
  const document = parseDocument(text);
  const list = listOf(document);
  if (list) list.add(document.createNode(entry));
  else if (isMap(document.contents)) document.set('waivers', document.createNode([entry]));
  else return `${text.trimEnd()}${text.trim() === '' ? '' : '\n'}${HEAD}${indented(entry, 2)}`;
  return document.toString(UNFOLDED);
}

function listOf(document: Document): YAMLSeq | undefined {
  const list = document.get('waivers');
  return isSeq(list) ? list : undefined;
}
