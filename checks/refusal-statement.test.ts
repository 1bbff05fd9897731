import { expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { refusalStatement } from './refusal-statement.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const DOUBTFUL = 'x-assay-source: {at: our reading, basis: inferred}';
const sure = tinyContract();
const doubtfulOperation = tinyContract((text) =>
  text.replace('operationId: createNote', `$&\n      ${DOUBTFUL}`),
);
const doubtfulResponse = tinyContract((text) =>
  text.replace('description: The body breaks a rule.', `$&\n      ${DOUBTFUL}`),
);

it.each([
  ['both are sure', sure, 400, '/components/responses/Invalid', 'must', 'Overview'],
  ['it is not documented', sure, 302, '/paths/~1notes/post/responses', 'should', 'Overview'],
  ['the create is doubtful', doubtfulOperation, 400, '/components/responses/Invalid', 'may', 'Overview'],
  [
    'which faults it answers is doubtful',
    doubtfulResponse,
    400,
    '/components/responses/Invalid',
    'must',
    'Overview',
  ],
])('a refusal binds as hard as the create: %s', (_, contract, status, pointer, level, at) => {
  expect(refusalStatement(contract, exchangeOf(contract, 'POST /notes', { status }))).toMatchObject({
    pointer,
    keyword: 'status',
    level,
    source: { at },
  });
});

it('no reply is at the list of them', () => {
  expect(refusalStatement(sure, exchangeOf(sure, 'POST /notes', NO_REPLY))).toMatchObject({
    pointer: '/paths/~1notes/post/responses',
    level: 'should',
  });
});
