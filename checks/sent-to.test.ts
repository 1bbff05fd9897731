import { expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { sentTo } from './sent-to.ts';

it.each([
  ['https://tiny.example/health?a=b', 'tiny.example'],
  ['/health', undefined],
])('%s was sent to %s', (url, host) => {
  const exchange = exchangeOf(tinyContract(), 'GET /health', { status: 200 });
  const { recorded } = exchange;

  expect(
    sentTo({ ...exchange, recorded: { ...recorded, request: { ...recorded.request, url } } })?.host,
  ).toBe(host);
});
