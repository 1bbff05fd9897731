import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { redirectLeavesHost } from './redirect-leaves-host.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract((text) =>
  text.replace('"500":\n          description: It is ill.', '"307": {description: Elsewhere.}'),
);

const id = 'GET /health';

function judged(from: string, location: string, status = 302) {
  const exchange = exchangeOf(contract, id, { status, headers: [['location', location]] });
  const request = { ...exchange.recorded.request, url: from };
  const sent = { ...exchange, recorded: { ...exchange.recorded, request } };
  return redirectLeavesHost.judge({ kind: 'exchange', exchange: sent }, contract);
}

function levelOf(from: string, location: string, status = 302): string | undefined {
  const [judgement] = judged(from, location, status);
  return judgement?.broken?.[0]?.level ?? judgement?.verdict;
}

describe('a redirect', () => {
  it.each([
    ['https://api.example/health', '/login'],
    ['https://api.example/health', 'https://API.example:8443/login'],
    ['http://api.example/health', 'https://api.example/health'],
    ['http://127.0.0.1:80/health', 'http://localhost/health'],
    ['https://api.example/health', 'mailto:help@example.com'],
    ['https://api.example/health', 'https://'],
    ['http://api.example/health', 'httpx://other.example/'],
    ['http://api.example/health', 'xhttp://other.example/'],
    ['ftp://api.example/health', 'http://api.example/health'],
    ['http://localhost/health', 'http://[::1]/health'],
    ['/health', 'https://other.example/'],
  ])('from %s to %s stays', (from, location) => {
    expect(levelOf(from, location)).toBe('holds');
  });

  it.each([
    ['https://api.example/health', 'http://api.example/health'],
    ['https://api.example/health', '//other.example/health'],
    ['https://api.example/health', 'https://api.example.org/'],
    ['http://api.example/health', 'http://localhost/'],
    ['http://localhost/health', 'http://api.example/'],
  ])('from %s to %s leaves', (from, location) => {
    expect(levelOf(from, location)).toBe('should');
  });

  it('may lead elsewhere where it is documented, but not to an open connection', () => {
    expect(levelOf('https://api.example/health', 'https://files.example/', 307)).toBe('may');
    expect(levelOf('https://api.example/health', 'http://files.example/', 307)).toBe('should');
  });

  it.each([301, 302, 303, 307, 308])('is one with %i', (status) => {
    expect(levelOf('https://api.example/health', 'http://api.example/', status)).toBe('should');
  });

  it.each([201, 300, 304, 305])('is none with %i', (status) => {
    expect(levelOf('https://api.example/health', 'https://files.example/', status)).toBe('holds');
  });

  it.each([
    ['http://other.example/', 'that is not encrypted'],
    ['https://other.example/', 'on another host'],
  ])('to %s is told', (location, where) => {
    expect(judged('https://api.example:444/health', location)).toMatchObject([
      {
        operation: id,
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/paths/~1health/get/responses', keyword: 'Location' },
            instance: null,
            message: `answered 302 with a Location ${where}`,
            expected: inWords('https://api.example:444/…'),
            received: location,
          },
        ],
      },
    ]);
  });

  it('leads nowhere without a Location, and is none without a reply or in another trace', () => {
    expect(judgedExchange(redirectLeavesHost, contract, id, { status: 302 })).toEqual([
      { operation: id, verdict: 'holds' },
    ]);
    expect(judgedExchange(redirectLeavesHost, contract, id, NO_REPLY)).toEqual([]);
    expect(redirectLeavesHost.judge(refusalOf(contract, id, { status: 302 }), contract)).toEqual([]);
    expect(redirectLeavesHost.applies(operationOf(contract, id), contract)).toBe(true);
  });
});
