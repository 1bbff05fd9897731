import { visible } from '../visible-text.ts';

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
