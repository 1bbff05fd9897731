import { expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { operationOf } from '../test/support/tiny-exchange.ts';
import { documentedHeader } from './documented-header.ts';

it('a header is found by any case', () => {
  const [response] = operationOf(tinyContract(), 'GET /notes').responses;

  expect(documentedHeader(response, 'x-tOTAL')?.name).toBe('X-Total');
  expect(documentedHeader(response, 'X-Page')?.name).toBe('X-Page');
  expect(documentedHeader(response, 'X-Other')).toBeUndefined();
  expect(documentedHeader(undefined, 'X-Total')).toBeUndefined();
});
