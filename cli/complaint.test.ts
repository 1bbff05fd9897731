import { describe, expect, it } from 'vitest';
import { NotTestable, UserError } from '../model/errors.ts';
import { complaint, rememberSeed } from './complaint.ts';

describe('complaint', () => {
  it('tells a user what is wrong, where, and what to do', () => {
    const position = { file: 'pets.yaml', line: 3, column: 7 };
    const error = new UserError('X', 'this names nothing.', { position, mend: 'Correct it.' });

    expect(complaint(error)).toEqual({
      text: 'assay: pets.yaml:3:7: this names nothing.\n  Correct it.\n',
      code: 2,
    });
  });

  it('tells why a target cannot be tested', () => {
    const error = new NotTestable('the target is gone.', 'See that it runs.');

    expect(complaint(error)).toEqual({ text: 'assay: the target is gone.\n  See that it runs.\n', code: 3 });
  });

  it.each([
    { what: 'an error', error: new TypeError('x is not a function') },
    { what: 'a rejected string', error: 'x is not a function' },
    { what: 'nothing at all', error: undefined },
  ])('takes $what for a bug, with version, seed and how to report it', ({ error }) => {
    rememberSeed(4711);

    const { text, code } = complaint(error);

    expect(code).toBe(70);
    expect(text).toMatch(/^assay: this is a bug of assay/);
    expect(text).toMatch(/assay \d+\.\d+\.\d+, Node \d+.*, seed 4711/);
    expect(text).toContain('Report it with this text');
    expect(text).toContain('assay cleanup');
  });
});
