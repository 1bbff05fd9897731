import type { Response } from '../../model/contract.ts';
import { isObject, type Json } from '../../model/json.ts';
import { child, type Pointer, withValueAt } from '../../model/pointer.ts';
import type { Call } from '../../servers/twin/twin-request.ts';
import { writtenReply } from '../../servers/twin/written-reply.ts';
import type { Spoiling } from './spoiling.ts';

const TRACE =
  'java.lang.NullPointerException\n\tat com.example.store.Things.load(Things.java:112)\n\tat com.example.Main.main(Main.java:7)';

const hasJson = ({ contents, empty }: Response) =>
  !empty && contents.some(({ mediaType }) => /[/+]json/i.test(mediaType));
const isSuccess = ({ status }: Response) => status.startsWith('2');
const isError = ({ status }: Response) => /^[45]/.test(status);

/** Ways to break what the standards of the web say of a single reply. */
export const WIRE_SPOILINGS: readonly Spoiling[] = [
  {
    check: 'response-body-member-repeated',
    family: 'protocol',
    does: 'has a member twice',
    applies: hasJson,
    change: (reply) => {
      const [first] = isObject(reply.body) ? Object.keys(reply.body) : [];
      if (first === undefined) return reply;
      const text = Buffer.from(writtenReply(reply).body).toString();
      return { ...reply, bytes: Buffer.from(`{${JSON.stringify(first)}:null,${text.slice(1)}`) };
    },
  },
  {
    check: 'response-charset-wrong',
    family: 'protocol',
    does: 'sends JSON that is no UTF-8',
    applies: hasJson,
    change: (reply) => {
      const { body } = writtenReply(reply);
      const text = Buffer.from(body).toString();
      const at = text.search(/"(?=[,}\]])/);
      if (at < 0) return reply;
      const bytes = Buffer.concat([
        Buffer.from(text.slice(0, at)),
        Buffer.from([0xe9]),
        Buffer.from(text.slice(at)),
      ]);
      return { ...reply, bytes };
    },
  },
  {
    check: 'response-content-forbidden',
    family: 'protocol',
    does: 'says that content follows where there is none',
    applies: ({ status }) => status === '204',
    change: (reply) => ({ ...reply, headers: [...reply.headers, ['Content-Length', '5']] }),
  },
  {
    check: 'response-challenge-missing',
    family: 'protocol',
    does: 'does not say how to get in',
    applies: ({ status }) => status === '401',
    change: (reply) => ({
      ...reply,
      headers: reply.headers.filter(([name]) => !/^www-authenticate$/i.test(name)),
    }),
  },
  {
    check: 'error-discloses-internals',
    family: 'protocol',
    does: 'shows a stack trace',
    applies: isError,
    change: (reply) => {
      const place = reply.body === undefined ? undefined : firstText(reply.body);
      if (reply.body === undefined || place === undefined)
        return { ...reply, mediaType: 'text/plain', body: TRACE };
      return { ...reply, body: withValueAt(reply.body, place, TRACE) };
    },
  },
  {
    check: 'response-discloses-secret',
    family: 'protocol',
    does: 'shows the password that it was sent',
    applies: (response) => hasJson(response) && isSuccess(response),
    change: (reply, _, call) => {
      const secret = secretOf(call);
      const { body } = reply;
      if (secret === undefined || body === undefined) return reply;
      return { ...reply, body: isObject(body) ? { ...body, debug: secret } : [body, secret] };
    },
  },
  {
    check: 'redirect-leaves-host',
    family: 'protocol',
    does: 'leads to another host',
    applies: isSuccess,
    change: () => ({
      status: 302,
      headers: [['Location', 'http://elsewhere.invalid/']],
      mediaType: undefined,
      body: undefined,
    }),
  },
  {
    check: 'cookie-unprotected',
    family: 'protocol',
    does: 'sets a cookie that every script can read',
    applies: isSuccess,
    change: (reply) => ({
      ...reply,
      headers: [...reply.headers, ['Set-Cookie', 'session=0123456789; Path=/']],
    }),
  },
  {
    check: 'response-too-slow',
    family: 'protocol',
    does: 'takes a minute',
    applies: isSuccess,
    change: (reply) => ({ ...reply, afterMs: 60_000 }),
  },
];

/** Place of the first text in a body. */
function firstText(body: Json, at: Pointer = ''): Pointer | undefined {
  if (typeof body === 'string') return at;
  const inner = Array.isArray(body) ? [...body.entries()] : isObject(body) ? Object.entries(body) : [];
  for (const [name, value] of inner) {
    const found = firstText(value, child(at, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a call brought to be let in. */
function secretOf({ headers }: Call): string | undefined {
  const authorization = headers.find(([name]) => /^authorization$/i.test(name))?.[1] ?? '';
  const basic = /^basic +(\S+)$/i.exec(authorization)?.[1];
  if (basic !== undefined) return Buffer.from(basic, 'base64').toString().split(':').slice(1).join(':');
  return /^bearer +(\S+)$/i.exec(authorization)?.[1];
}
