import { visibleLine } from './visible-text.ts';

// All that Markdown, HTML, or GitHub (mentions, issues, emoji, mathematics, addresses) reads something into.
const ACTIVE = /[&<>"'`*_[\]\\|~!#@$^]|:(?=\S)|(?<=www)\./gi;

// At the beginning of a line it might make a list, a rule or a block of code.
const BEGINNING = /^(?:[^\p{L}\p{N}&]|\d(?=\d*[.)](?:\s|$)))/u;

/** Text of unknown origin on one line of Markdown: it is read as it stands, wherever in a line or table it is put. */
export function markdownText(text: string): string {
  // A mention is looked for after entities are read; something that nobody sees keeps the sign from the name.
  return entities(text).replaceAll('&#64;', '&#64;&#8203;');
}

/** The same as code, from which it can be copied: nothing is added to it. */
export function markdownCode(text: string): string {
  return `<code>${entities(text)}</code>`;
}

function entities(text: string): string {
  return visibleLine(text).replace(ACTIVE, entity).replace(BEGINNING, entity);
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
