import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { recorded } from './recorder.ts';
import { redactor } from './redaction.ts';

const NASTY = 'Pä$$w"or\'d/<%41&+ \\x€';
const PLAIN = `canary-${randomBytes(9).toString('base64url')}`;
const NAMES = { headers: ['X-Ours'], members: ['activation_code'] };

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const numeric = (text: string) =>
  [...text].map((character) => `&#x${character.codePointAt(0)?.toString(16)};`).join('');
const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const escaped = (text: string) =>
  text.replaceAll(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const wrapped = (text: string) => text.replaceAll(/([\s\S]{4})/g, '$1\r\n');
const base64 = (text: string) => Buffer.from(text).toString('base64');

const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  percent: encodeURIComponent,
  'percent, all of it': percent,
  'percent, twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  form: (text) => new URLSearchParams([['', text]]).toString().slice(1),
  base64,
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64 of user:pass': (text) => base64(`admin:${text}`),
  'base64 of more': (text) => base64(`{"a":"bc","p":"${text}","n":1}`),
  'base64, percent-encoded': (text) => encodeURIComponent(base64(text)),
  'base64, wrapped': (text) => wrapped(base64(`some${text}`)),
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text)).slice(1, -1),
  'JSON, all of it': escaped,
  'JSON with slashes': (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  HTML: html,
  'HTML, all of it': numeric,
  'HTML of JSON': (text) => html(JSON.stringify(text)),
  hex: (text) => Buffer.from(text).toString('hex'),
  'upper case': (text) => text.toUpperCase(),
  'hex, upper case': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  wrapped,
  'UTF-8 read as Latin-1': (text) => Buffer.from(text).toString('latin1'),
  'with NULs': (text) => [...text].join('\0'),
};

describe('a known value', () => {
  for (const [value, kind] of [
    [PLAIN, 'plain'],
    [NASTY, 'nasty'],
  ] as const) {
    it.each(Object.entries(SPELLINGS))(
      `that is ${kind} is hidden as %s, and what is beside it is not`,
      (_, spell) => {
        const hide = redactor(NAMES);
        hide.add(value, 'OURS');
        const text = `before ${spell(value)} after`;

        const shown = hide.text(text);

        expect(shown).toMatch(/^before /);
        expect(shown).toMatch(/ after$/);
        expect(shown).toMatch(/\$\{?OURS\b/);
        expect(shown).not.toContain(spell(value));
        expect(hide.text(shown)).toBe(shown);
      },
    );
  }

  it('is hidden at every place of base64', () => {
    const hide = redactor(NAMES);
    hide.add(PLAIN, 'OURS');
    for (const before of ['', 'a', 'ab', 'abc']) {
      const shown = hide.text(base64(`${before}${PLAIN}tail`));
      expect(
        Buffer.from(shown.split('$OURS').at(-1)?.replaceAll(/[{}]/g, '') ?? '', 'base64').toString(),
      ).not.toContain(PLAIN.slice(3));
      expect(shown).toContain('OURS');
    }
  });

  it('is hidden in a JSON Pointer', () => {
    const hide = redactor(NAMES);
    hide.add('?a/b~c?>', 'OURS');

    expect(hide.text(`/items/0/${'?a/b~c?>'.replaceAll('~', '~0').replaceAll('/', '~1')}/x`)).toBe(
      '/items/0/$OURS/x',
    );
    expect(hide.text(`/items/${base64('?>?a/b~c?>').replaceAll('/', '~1')}`)).toContain('OURS');
  });

  it('of fewer than six characters is hidden by name alone', () => {
    const hide = redactor(NAMES);
    hide.add('abcde', 'SHORT');

    expect(hide.text('abcde')).toBe('abcde');
    expect(hide.body('{"password":"abcde","note":"abcde"}', 'application/json')).toBe(
      '{"password":"$PASSWORD","note":"abcde"}',
    );
  });

  it('within another is told from it', () => {
    const hide = redactor(NAMES);
    hide.add('hunter', 'SHORT');
    hide.add('hunter-and-more', 'LONG');

    expect(hide.text('hunter-and-more, hunter, xhunter2')).toBe('$LONG, $SHORT, x\u0024{SHORT}2');
  });

  it('is looked for once in a long text, however many there are', () => {
    const hide = redactor(NAMES);
    for (let count = 0; count < 3000; count += 1) hide.add(`${randomBytes(12).toString('hex')}`, `N${count}`);
    hide.add(PLAIN, 'OURS');
    const startedAt = performance.now();

    expect(hide.text(`${'lorem ipsum %41 '.repeat(4000)}${PLAIN}`)).toMatch(/\$OURS$/);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

describe('a secret name', () => {
  const secret = '1234-short';

  it.each<[string, string, string | undefined, string]>([
    [
      'JSON',
      `{"a":1.0,"password":"${secret}","b":[1]}`,
      'application/json',
      '{"a":1.0,"password":"$PASSWORD","b":[1]}',
    ],
    [
      'JSON, at any depth and in any style',
      `{"a":[{"clientSecret":"${secret}"}],"X-API-KEY":"${secret}"}`,
      'application/json',
      '{"a":[{"clientSecret":"$CLIENTSECRET"}],"X-API-KEY":"$CLIENTSECRET"}',
    ],
    ['JSON that was cut short', `{"password": "${secret}`, 'application/json', '{"password": "$PASSWORD"'],
    [
      'JSON in a string',
      JSON.stringify({ said: JSON.stringify({ password: secret }) }),
      'application/json',
      '{"said":"{\\"password\\":\\"$PASSWORD\\"}"}',
    ],
    [
      'JSON of objects and lists',
      `{"secret":{"a":["${secret}"]},"b":"${secret}"}`,
      'application/json',
      '{"secret":"$SECRET","b":"$SECRET"}',
    ],
    [
      'JSON of numbers',
      '{"activation_code": 4711, "b": 1}',
      'application/json',
      '{"activation_code": "$ACTIVATION_CODE", "b": 1}',
    ],
    [
      'JSON of nothing',
      '{"password":null,"secret":"","token":true}',
      'application/json',
      '{"password":null,"secret":"","token":true}',
    ],
    [
      'JSON with an escaped name',
      `{"pass\\u0077ord":"${secret}"}`,
      'application/json',
      '{"pass\\u0077ord":"$PASSWORD"}',
    ],
    [
      'JSON whose value looks hidden',
      '{"password":"$ecret-value"}',
      'application/json',
      '{"password":"$PASSWORD"}',
    ],
    [
      'a form',
      `a=1&client_secret=${secret}%21&b=2`,
      'application/x-www-form-urlencoded',
      'a=1&client_secret=$CLIENT_SECRET&b=2',
    ],
    [
      'a URL',
      `see http://h/p?a=1&access_token=${secret}#x`,
      'text/plain',
      'see http://h/p?a=1&access_token=$ACCESS_TOKEN#x',
    ],
    [
      'XML',
      `<a><ns:password type="x">${secret}</ns:password></a>`,
      'text/xml',
      '<a><ns:password type="x">$PASSWORD</ns:password></a>',
    ],
    [
      'headers that are echoed',
      `GET / HTTP/1.1\r\nAuthorization: Basic ${secret}\r\nAccept: x`,
      'message/http',
      'GET / HTTP/1.1\r\nAuthorization: $AUTHORIZATION\nAccept: x',
    ],
  ])('hides in %s', (_, body, type, expected) => {
    const hide = redactor(NAMES);

    const first = hide.body(body, type);

    expect(first).not.toContain(secret);
    expect(hide.body(body, type).replaceAll('\r', '')).toBe(expected.replaceAll('\r', ''));
  });

  it('hides in values, names of members too, however deep', () => {
    const hide = redactor(NAMES);
    hide.add(PLAIN, 'OURS');
    let deep: Json = PLAIN;
    for (let depth = 0; depth < 5000; depth += 1) deep = [deep];

    expect(hide.json({ [PLAIN]: 1, password: [secret], a: { b: PLAIN } })).toEqual({
      $OURS: 1,
      password: '$PASSWORD',
      a: { b: '$OURS' },
    });
    expect(JSON.stringify(hide.json(deep))).not.toContain(PLAIN);
  });

  it('hides tokens that look like one, under any name', () => {
    const jwt = `eyJhbGciOiJIUzI1NiJ9.${base64('{"sub":"1"}').replaceAll('=', '')}.c2lnbmF0dXJl`;

    expect(redactor(NAMES).text(`it is ${jwt}!`)).toBe('it is $JWT!');
  });

  it.each<[string, string, string]>([
    ['Authorization', 'Basic dXNlcjpwYXNz', 'Basic $AUTHORIZATION'],
    ['authorization', 'Bearer a$b', 'Bearer $AUTHORIZATION'],
    ['Authorization', 'nonsense', '$AUTHORIZATION'],
    [
      'Authorization',
      'OAuth oauth_consumer_key="ck-1", oauth_nonce="n", oauth_signature="s%3D"',
      'OAuth oauth_consumer_key="$OAUTH_CONSUMER_KEY", oauth_nonce="n", oauth_signature="$OAUTH_SIGNATURE"',
    ],
    ['Authorization', 'Digest username="u", nonsense', 'Digest $AUTHORIZATION'],
    ['Authorization', 'Bearer abcdefgh=', 'Bearer $AUTHORIZATION'],
    ['Cookie', 'sid=abcdefgh; theme=dark', 'sid=$SID; theme=$THEME'],
    ['Set-Cookie', 'sid=a$bcdefgh; Path=/; HttpOnly; Max-Age=3', 'sid=$SID; Path=/; HttpOnly; Max-Age=3'],
    ['Set-Cookie', 'nonsense', '$SET_COOKIE'],
    ['x-ours', 'abc', '$X_OURS'],
    ['X-Auth-Token', 'abc', '$X_AUTH_TOKEN'],
    ['Location', '/a?token=abc', '/a?token=$TOKEN'],
    ['X-Other', 'abc', 'abc'],
  ])('hides the header %s: %s', (name, value, expected) => {
    expect(redactor(NAMES).header([name, value])).toEqual([name, expected]);
  });

  it('learns what it knows in capitals alone', () => {
    const hide = redactor(NAMES);
    hide.header(['Set-Cookie', `${secret.toUpperCase()}`]);
    hide.body(JSON.stringify({ password: secret }), 'application/json');

    for (const spelt of [Buffer.from(secret).toString('hex'), base64(secret), `/${base64(secret)}`])
      expect(hide.text(spelt)).toMatch(/^\/?\$SET_COOKIE$/);
  });

  it('keeps what is known by its own name', () => {
    const hide = redactor(NAMES);
    hide.add('somebody', 'OUR_USER');
    hide.add('hunter22', 'OUR_PASSWORD');
    hide.add('somebody:hunter22', 'OUR_USER:$OUR_PASSWORD');

    expect(hide.header(['Authorization', `Basic ${base64('somebody:hunter22')}`])).toEqual([
      'Authorization',
      'Basic $OUR_USER:$OUR_PASSWORD',
    ]);
    expect(hide.header(['X-Ours', 'hunter22'])).toEqual(['X-Ours', '$OUR_PASSWORD']);
    expect(hide.header(['X-Ours', 'hunter22-and-more'])).toEqual(['X-Ours', '$X_OURS']);
    expect(hide.body('{"password":"hunter22"}', 'application/json')).toBe('{"password":"$OUR_PASSWORD"}');
    expect([hide.stands('OUR_PASSWORD'), hide.stands('HOME')]).toEqual([true, false]);
  });
});

describe('a recorded exchange', () => {
  const said = { number: 1, at: 0, operation: 'GET /', purpose: 'see', durationMs: 1 };
  const reply = (contentType: string, body: Uint8Array, truncated = false) => ({
    reply: {
      status: 200,
      headers: [
        ['Content-Type', contentType],
        ['X-Echo', PLAIN],
      ] as const,
      body,
      truncated,
    },
  });
  const request = (body = '') => ({
    method: 'POST',
    path: `/a?q=${PLAIN}`,
    headers: [['Content-Type', 'application/json']] as const,
    body: Buffer.from(body),
  });

  it('hides what is learnt in a reply in all that came before it', () => {
    const record = recorded(
      redactor(NAMES),
      'http://h',
      said,
      request(`{"note":"${PLAIN}"}`),
      reply('application/json', Buffer.from(`{"note":"${PLAIN}","password":"${PLAIN}"}`)),
    );

    expect(JSON.stringify(record)).not.toContain(PLAIN);
    expect(record.request.url).toBe('http://h/a?q=$PASSWORD');
  });

  it.each([
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 1, 2]), 'application/json'],
    ['a character set that nobody knows', Buffer.from('abc'), 'text/plain; charset=nonsense'],
  ])('does not show %s', (_, body, type) => {
    expect(recorded(redactor(NAMES), '', said, request(), reply(type, body)).response.body).toBe(
      `(${body.length} bytes that are no text)`,
    );
  });

  it('does not show what is still coded', () => {
    const record = recorded(
      redactor(NAMES),
      '',
      said,
      request(),
      reply('application/json', Buffer.from('coded'), true),
    );

    expect(record.response.body).toBe('(5 bytes in a content coding that cannot be undone)');
  });

  it('reads other character sets', () => {
    const hide = redactor(NAMES);
    hide.add('geheim-ü', 'OURS');

    expect(
      recorded(
        hide,
        '',
        said,
        request(),
        reply('text/html; charset=ISO-8859-1', Buffer.from('x geheim-ü', 'latin1')),
      ).response.body,
    ).toBe('x $OURS');
    expect(
      recorded(
        hide,
        '',
        said,
        request(),
        reply('text/plain; charset=utf-16le', Buffer.from('x geheim-ü', 'utf16le')),
      ).response.body,
    ).toBe('x $OURS');
  });

  it.each(['', '\\', '\\\\\\', '\\u00', '%', '%4', '%254', '&am', '&#3'])(
    'hides the first part of a secret before a cut that leaves %j of an escape',
    (rest) => {
      const hide = redactor(NAMES);
      hide.add(PLAIN, 'OURS');

      const record = recorded(
        hide,
        '',
        said,
        request(),
        reply('application/json', Buffer.from(`{"a":"${PLAIN.slice(0, 12)}${rest}`)),
      );

      expect(record.response.body).toContain('{"a":"$OURS');
    },
  );

  it('cuts long bodies, and never through a secret', () => {
    const hide = redactor(NAMES);
    hide.add(PLAIN, 'OURS');
    for (let shift = 0; shift < PLAIN.length; shift += 4) {
      const long = `${'-'.repeat(shift)}${PLAIN.repeat(200_000 / PLAIN.length)}`;
      const shown =
        recorded(hide, '', said, request(), reply('text/plain', Buffer.from(long))).response.body ?? '';
      expect(shown.length).toBeLessThan(9000);
      expect(shown).not.toContain(PLAIN.slice(0, 10));
    }
  });
});
