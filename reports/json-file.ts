import { visible } from './visible-text.ts';

/**
 * The text of a JSON file for other people's readers: characters that hide are shown in every string, and half a pair
 * of surrogates, on which some parsers refuse the whole file, is nowhere.
 */
export function jsonFile(value: object): string {
  return `${JSON.stringify(value, (_, member: unknown) => (typeof member === 'string' ? visible(member) : member), 2)}\n`;
}

/** JSON on one line in which all is as it was, but for halves of pairs. */
export function exactJson(value: object): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'string' ? member.replaceAll(/\p{Cs}/gu, '\ufffd') : member,
  );
}
