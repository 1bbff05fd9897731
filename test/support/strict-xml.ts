/** An element as it was read. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const PIECE =
  /<\?xml [^?]*\?>|<\/(?<close>[\w.-]+)\s*>|<(?<open>[\w.-]+)(?<attributes>(?:\s+[\w.-]+="[^"<]*")*)\s*(?<empty>\/?)>|(?<text>[^<]+)/gy;
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads elements, attributes and text of XML 1.0 (no comments, no CDATA, no DTD), and takes nothing that a parser has to
 * refuse: characters that are not allowed, open ends, bare ampersands, `]]>` in text, attributes that stand twice.
 * @throws Error with the place.
 */
export function readXml(xml: string): XmlElement {
  const forbidden = FORBIDDEN.exec(xml);
  if (forbidden) throw new Error(`a character that XML does not allow at ${forbidden.index}`);
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [root];
  let end = 0;
  for (const match of xml.matchAll(PIECE)) {
    end = match.index + match[0].length;
    take(match.groups ?? {}, open);
  }
  const [only, ...more] = root.children;
  if (end !== xml.length) throw new Error(`no XML at ${end}: ${xml.slice(end, end + 40)}`);
  if (open.length !== 1 || only === undefined || more.length > 0 || root.text.trim() !== '')
    throw new Error('not one whole element');
  return only;
}

function take(
  { close, open: name, attributes = '', empty, text }: Record<string, string | undefined>,
  open: Open[],
): void {
  const [parent] = open.slice(-1);
  if (parent === undefined) throw new Error('more ends than beginnings');
  if (text !== undefined) {
    if (text.includes(']]>')) throw new Error('the end of a section in a text');
    parent.text += unescaped(text);
  } else if (close !== undefined) {
    if (open.pop()?.name !== close || open.length === 0) throw new Error(`</${close}> ends nothing`);
  } else if (name !== undefined) {
    const element: Open = { name, attributes: attributesIn(attributes), children: [], text: '' };
    parent.children.push(element);
    if (empty === '') open.push(element);
  }
}

function attributesIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w.-]+)="([^"]*)"/g)) {
    if (name in found) throw new Error(`${name} stands twice`);
    // As a parser does: a bare line end in an attribute is a blank.
    found[name] = unescaped(value.replaceAll(/[\t\n\r]/g, ' '));
  }
  return found;
}

function unescaped(text: string): string {
  return text.replaceAll(/&(?:#(\d+);|(\w+);)?/g, (found, code?: string, name?: string) => {
    const sign = code === undefined ? SIGNS[name ?? ''] : String.fromCodePoint(Number(code));
    if (sign === undefined || FORBIDDEN.test(sign)) throw new Error(`${found} means nothing`);
    return sign;
  });
}
