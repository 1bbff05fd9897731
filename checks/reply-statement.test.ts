import { expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { replyStatement } from './reply-statement.ts';

it.each([
  [404, '/components/responses/Gone'],
  [299, '/paths/~1notes~1{note_id}/get/responses'],
])('what a standard says of a reply with %i binds whatever the document is sure of', (status, pointer) => {
  const contract = tinyContract((text) =>
    text.replace('There is no such thing.', '$&\n      x-assay-source: {at: ours, basis: inferred}'),
  );
  const exchange = exchangeOf(contract, 'GET /notes/{note_id}', { status });

  expect(replyStatement(contract, exchange, 'Allow', 'should')).toMatchObject({
    pointer,
    keyword: 'Allow',
    level: 'should',
  });
});
