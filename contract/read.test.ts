import { describe, expect, it } from 'vitest';
import { UserError } from '../model/errors.ts';
import { readDocument } from './read.ts';
import { withFile } from './testing/compile-document.ts';

const TEXT = `openapi: 3.1.0
paths:
  /a/{id}:
    get:
      parameters:
        - name: id
        - {name: q}
      200: {}
`;

describe('readDocument', () => {
  it.each([
    { pointer: '', line: 1, column: 1 },
    { pointer: '/paths', line: 2, column: 1 },
    { pointer: '/paths/~1a~1{id}', line: 3, column: 3 },
    { pointer: '/paths/~1a~1{id}/get/parameters/0', line: 6, column: 11 },
    { pointer: '/paths/~1a~1{id}/get/parameters/1/name', line: 7, column: 12 },
    { pointer: '/paths/~1a~1{id}/get/200', line: 8, column: 7 },
  ])('finds $pointer in line $line', ({ pointer, line, column }) => {
    expect(withFile(TEXT, readDocument).position(pointer)).toMatchObject({ line, column });
  });

  it.each(['/paths/~1a~1{id}/put', '/paths/~1a~1{id}/responses/200', '/paths/~1a~1{id}'])(
    'falls back to the nearest place above %s',
    (pointer) => {
      expect(withFile(TEXT, readDocument).position(pointer)).toMatchObject({ line: 3, column: 3 });
    },
  );

  it('reads keys as text', () => {
    expect(withFile('200: a\ntrue: b\n', readDocument).content).toEqual({ 200: 'a', true: 'b' });
  });

  it.each([
    { text: 'a: 1\nb: [1\n', code: 'DOCUMENT_SYNTAX', line: 3 },
    { text: 'a: 1\na: 2\n', code: 'DOCUMENT_SYNTAX', line: 2 },
    { text: '- 1\n', code: 'DOCUMENT_NOT_OBJECT', line: 1 },
    { text: '', code: 'DOCUMENT_NOT_OBJECT', line: 1 },
    { text: 'a: &a {b: *a}\n', code: 'DOCUMENT_ALIASES', line: 1 },
    { text: 'a: &a {b: 1}\nc: *b\n', code: 'DOCUMENT_ALIASES', line: 2 },
  ])('refuses $text with $code at line $line', ({ text, code, line }) => {
    const problem = caught(() => withFile(text, readDocument));

    expect(problem).toMatchObject({ code, position: { line } });
    expect(problem?.message).toMatch(new RegExp(`document\\.yaml:${line}:\\d+: `));
  });

  it('refuses aliases that expand without measure', () => {
    const bomb = Array.from(
      { length: 9 },
      (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index},`.repeat(9)}]`,
    );

    expect(caught(() => withFile(['a0: &a0 x', ...bomb].join('\n'), readDocument))).toMatchObject({
      code: 'DOCUMENT_ALIASES',
    });
  });

  it('takes an alias that is used twice', () => {
    expect(withFile('a: &a {x: 1}\nb: [*a, *a]\n', readDocument).content).toEqual({
      a: { x: 1 },
      b: [{ x: 1 }, { x: 1 }],
    });
  });

  it('says that a file cannot be read', () => {
    expect(caught(() => readDocument('/nowhere.yaml'))).toMatchObject({ code: 'DOCUMENT_UNREADABLE' });
  });
});

function caught(run: () => unknown): UserError | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  return undefined;
}
