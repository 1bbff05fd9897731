import { describe, expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { redirectLeavesHost } from './redirect-leaves-host.ts';

const contract = tinyContract((text) =>
  text.replace('"500":\n          description: It is ill.', '"307": {description: Elsewhere.}'),
);

function levelOf(from: string, location: string, status = 302): string | undefined {
  const exchange = exchangeOf(contract, 'GET /health', { status, headers: [['location', location]] });
  const request = { ...exchange.recorded.request, url: from };
  const sent = { ...exchange, recorded: { ...exchange.recorded, request } };
  const [judgement] = redirectLeavesHost.judge({ kind: 'exchange', exchange: sent }, contract);
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
  ])('from %s to %s stays', (from, location) => {
    expect(levelOf(from, location)).toBe('holds');
  });

  it.each([
    ['https://api.example/health', 'http://api.example/health'],
    ['https://api.example/health', '//other.example/health'],
    ['https://api.example/health', 'https://api.example.org/'],
  ])('from %s to %s leaves', (from, location) => {
    expect(levelOf(from, location)).toBe('should');
  });

  it('may lead elsewhere where it is documented, but not to an open connection', () => {
    expect(levelOf('https://api.example/health', 'https://files.example/', 307)).toBe('may');
    expect(levelOf('https://api.example/health', 'http://files.example/', 307)).toBe('should');
  });

  it('is none with another status', () => {
    expect(levelOf('https://api.example/health', 'https://files.example/', 201)).toBe('holds');
  });
});
