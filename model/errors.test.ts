import { expect, it } from 'vitest';
import { NotTestable, UserError } from './errors.ts';

it('what is wrong with a document is told with its place', () => {
  const position = { file: 'a.yaml', line: 3, column: 5 };

  expect(new UserError('DOCUMENT_SYNTAX', 'no value', { position, mend: 'Write one.' })).toMatchObject({
    name: 'UserError',
    code: 'DOCUMENT_SYNTAX',
    message: 'a.yaml:3:5: no value',
    mend: 'Write one.',
    position,
  });
});

it('what is wrong with a flag has no place', () => {
  expect(new UserError('FLAG', 'no such mode')).toMatchObject({
    message: 'no such mode',
    mend: undefined,
    position: undefined,
  });
});

it('why a target cannot be tested is told with what to do', () => {
  expect(new NotTestable('nobody answers', 'Start it.')).toMatchObject({
    name: 'NotTestable',
    message: 'nobody answers',
    mend: 'Start it.',
  });
});
