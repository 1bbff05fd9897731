import type { Broken, Check } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { headerValues } from '../model/request.ts';
import type { Level } from '../model/statement.ts';
import type { Exchange } from '../model/trace.ts';
import { broken, brokenOrHolds } from './judgements.ts';
import { replyStatement } from './reply-statement.ts';
import { sentTo } from './sent-to.ts';

/** A cookie is set with the attributes that keep it from scripts, other sites and open connections. */
export const cookieUnprotected: Check = {
  id: 'cookie-unprotected',
  title: 'Cookies are protected',
  level: 'should',
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    const set = headerValues(reply?.headers ?? [], 'set-cookie')
      .map(cookieOf)
      .filter(isKept);
    if (!reply || set.length === 0) return [];
    const isEncrypted = sentTo(exchange)?.protocol === 'https:';
    return brokenOrHolds(
      operation,
      set.flatMap((cookie) =>
        missingFrom(cookie, isEncrypted, isSession(contract, cookie.name)).map(({ attribute, level }) =>
          unprotected(contract, exchange, { cookie, attribute, level }),
        ),
      ),
    );
  },
};

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly attributes: ReadonlyMap<string, string>;
}

interface Missing {
  readonly attribute: 'HttpOnly' | 'Secure' | 'SameSite';
  readonly level: Level;
}

function unprotected(
  contract: Contract,
  exchange: Exchange,
  { cookie, attribute, level }: Missing & { cookie: Cookie },
): Broken {
  return broken({
    statement: replyStatement(contract, exchange, `Set-Cookie ${attribute}`, level),
    instance: null,
    message: `the cookie ${cookie.name} is set without ${attribute}`,
    expected: attribute,
    received: [...cookie.attributes.keys()],
    exchange,
  });
}

/** RFC 6265bis, section 4.1.2. What a script is to read, as the token against forged requests, cannot be kept from it. */
function missingFrom({ name, attributes }: Cookie, isEncrypted: boolean, isSessions: boolean): Missing[] {
  const level = isSessions ? 'should' : 'may';
  const isForScripts = /csrf|xsrf/i.test(name);
  const isCrossSite = attributes.get('samesite')?.toLowerCase() === 'none';
  return [
    ...(attributes.has('httponly') || isForScripts
      ? []
      : [{ attribute: 'HttpOnly' as const, level: level as Level }]),
    ...(attributes.has('secure') || !(isEncrypted || isCrossSite)
      ? []
      : [{ attribute: 'Secure' as const, level: level as Level }]),
    // Browsers take Lax where it is missing, most of them.
    ...(attributes.has('samesite') ? [] : [{ attribute: 'SameSite' as const, level: 'may' as const }]),
  ];
}

/** Whether the contract says that a cookie lets somebody in. */
function isSession({ schemes }: Contract, name: string): boolean {
  return schemes.some(({ carrier }) => carrier?.in === 'cookie' && carrier.name === name);
}

function cookieOf(field: string): Cookie {
  const [pair = '', ...rest] = field.split(';').map((part) => part.trim());
  const [name, value] = partsOf(pair);
  const attributes = rest
    .filter((part) => part !== '')
    .map((part): [string, string] => {
      const [attribute, said] = partsOf(part);
      return [attribute.toLowerCase(), said];
    });
  return { name, value, attributes: new Map(attributes) };
}

function partsOf(text: string): [name: string, value: string] {
  const end = text.indexOf('=');
  return end < 0 ? [text, ''] : [text.slice(0, end).trim(), text.slice(end + 1).trim()];
}

/** A cookie that is taken away need not be protected. */
function isKept({ value, attributes }: Cookie): boolean {
  const said = attributes.get('max-age') ?? '';
  // RFC 6265, section 5.2.2: what is no number is left out.
  const age = /^-?\d+$/.test(said) ? Number(said) : undefined;
  const expires = Date.parse(attributes.get('expires') ?? '');
  const isOver = age === undefined ? expires <= Date.now() : age <= 0;
  return value !== '' && !isOver;
}
