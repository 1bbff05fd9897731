import { parsed } from './coercion.ts';

/** A text that is no JSON, and in which way. */
export interface MalformedJson {
  what: string;
  text: string;
}

/** Several ways in which a JSON text can be spoilt; ways that would leave it JSON are left out. */
export function malformedJson(text: string): MalformedJson[] {
  const last = text.trimEnd().at(-1) ?? '';
  const isNested = last === '}' || last === ']';
  const body = isNested ? text.trimEnd().slice(0, -1) : text;
  const ways: MalformedJson[] = [
    { what: 'cut off', text: isNested ? body : `[${text}` },
    { what: 'cut off in the middle', text: `{"a": ${text.slice(0, Math.ceil(text.length / 2))}` },
    { what: 'a comma at the end', text: isNested ? `${body},${last}` : `[${text},]` },
    { what: 'a bracket too many', text: `${text}}` },
    { what: 'single quotes', text: text.includes('"') ? text.replaceAll('"', "'") : `{'a': ${text}}` },
    { what: 'a name without quotes', text: unquoted(text) },
    { what: 'plain text', text: 'this is no JSON' },
  ];
  return ways.filter((way) => parsed(way.text) === undefined);
}

function unquoted(text: string): string {
  const spoilt = text.replace(/"([A-Za-z_]\w*)"(\s*:)/, '$1$2');
  return spoilt === text ? `{a: ${text}}` : spoilt;
}
