import { HIDDEN, visible } from '../visible-text.ts';

/** Text that is a link where it is an address of the web. */
export interface LinkedText {
  readonly text: string;
  readonly href: string | null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any value as text that is safe between tags and in quoted attributes, hidden characters shown. */
export function escapeHtml(value: unknown): string {
  return visible(String(value)).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Only http and https become links: other schemes run scripts or open programs. */
export function linkedText(text: string): LinkedText {
  const isWeb = /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);
  return { text, href: isWeb ? new URL(text).href : null };
}

/** Text as a short id that needs no escaping in a URL's hash. */
export function safeId(text: string): string {
  return text.replace(/[^\w-]+/g, '-').slice(0, 60);
}

/**
 * A value as JSON for a script element of data: no `<`, so that nothing ends the element, and each hidden character
 * by its number, so that the file has none.
 */
export function dataBlock(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', String.raw`\u003c`)
    .replace(HIDDEN, (found) => [...Array(found.length).keys()].map((at) => numbered(found, at)).join(''));
}

function numbered(text: string, at: number): string {
  return String.raw`\u` + text.charCodeAt(at).toString(16).padStart(4, '0');
}
