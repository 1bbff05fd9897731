/** Ways in which a server may give a secret back. */
export const SPELLINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  encodeURIComponent,
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join(''),
  (text) => new URLSearchParams([['', text]]).toString().slice(1),
  base64,
  (text) => Buffer.from(text).toString('base64url'),
  (text) => base64(`somebody:${text}`),
  (text) => base64(`{"a":"${text}"}`),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => JSON.stringify(JSON.stringify(text)).slice(1, -1),
  (text) => text.replaceAll(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  (text) => text.replaceAll(/./gu, (character) => `&#${character.codePointAt(0)};`),
  (text) => Buffer.from(text).toString('hex'),
  (text) => text.toUpperCase(),
  (text) => text.replaceAll(/(.{5})/g, '$1\n'),
];

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** What can be read out of what was written, in lower case: as it is, with wraps, escapes and base64 undone. */
export function readings(written: string): string[] {
  const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
  const shown = Object.entries(entities)
    .reduce((text, [entity, sign]) => text.replaceAll(entity, sign), written)
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('\u200b', '');
  const unwrapped = commands(shown).replaceAll(/\\[nr]|[\n\r]/g, '');
  return [written, shown, unwrapped, bare(unwrapped), unpacked(unwrapped)].map((text) => text.toLowerCase());
}

/** What GitHub reads in a command, where it is one. */
function commands(text: string): string {
  if (!/^::\w+ /.test(text)) return text;
  const signs = { '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' };
  return Object.entries(signs).reduce((so, [code, sign]) => so.replaceAll(code, sign), text);
}

/** Without backslashes, of which every writer adds some. */
function bare(text: string): string {
  return text.replaceAll('\\', '');
}

/** Where secrets stand in readings, in any spelling: each with a few words around the place. */
export function leaksOf(secrets: readonly string[], texts: readonly string[]): string[] {
  const wanted = secrets.flatMap((secret) => spellingsOf(secret).map((spelling) => ({ secret, spelling })));
  // Readings are long and spellings many: all are looked for at once, by what each begins with.
  const length = Math.min(...wanted.map(({ spelling }) => spelling.length));
  const byStart = new Map<string, typeof wanted>();
  for (const one of wanted) {
    const start = one.spelling.slice(0, length);
    byStart.set(start, [...(byStart.get(start) ?? []), one]);
  }
  return texts.flatMap((text) => {
    const leaks: string[] = [];
    for (let at = 0; at + length <= text.length; at += 1) {
      for (const { secret, spelling } of byStart.get(text.slice(at, at + length)) ?? []) {
        if (!text.startsWith(spelling, at)) continue;
        leaks.push(`${secret}: ${text.slice(Math.max(0, at - 80), at + spelling.length + 20)}`);
      }
    }
    return leaks;
  });
}

function spellingsOf(secret: string): string[] {
  const spelt = SPELLINGS.flatMap((spell) => [spell(secret), bare(spell(secret))]);
  // Half of a secret is too much.
  const half = secret.slice(0, Math.ceil(secret.length / 2));
  return [...new Set([...spelt, half].map((text) => text.toLowerCase()))];
}

/** What base64 in a text says. */
function unpacked(text: string): string {
  const runs = [...new Set(text.match(/[A-Za-z0-9+/_-]{8,}/g))];
  return runs
    .flatMap((run) =>
      [0, 1, 2, 3].map((offset) => Buffer.from(run.slice(offset), 'base64').toString('latin1')),
    )
    .join(' ');
}
