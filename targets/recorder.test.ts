import { describe, expect, it } from 'vitest';
import type { HeaderField } from '../model/request.ts';
import { hiddenIn, recorded } from './recorder.ts';
import { redactor } from './redaction.ts';

const SAID = { number: 1, at: 0, operation: 'GET /things', purpose: 'a test', durationMs: 1 };

function hiddenOf(path: string, headers: readonly HeaderField[], body: string): number {
  const secrets = redactor({ headers: [], members: [] });
  secrets.add('s3cret-of-mine', 'THING_KEY');
  const reply = {
    status: 200,
    headers: [['Content-Type', 'application/json']] as HeaderField[],
    body: Buffer.from(body),
    truncated: false,
  };
  const request = { method: 'GET', path, headers };
  return hiddenIn(secrets, recorded(secrets, 'http://things', SAID, request, { reply }));
}

describe('what is hidden in an exchange', () => {
  it('is counted wherever it stands', () => {
    const headers: HeaderField[] = [['Authorization', 'Bearer s3cret-of-mine']];

    expect(hiddenOf('/things?key=s3cret-of-mine', headers, '{"echo":"as3cret-of-mineb","name":"x"}')).toBe(3);
  });

  it('is nothing where no secret is, also where a text looks like a variable', () => {
    expect(hiddenOf('/things', [], '{"path":"$HOME and $PATH"}')).toBe(0);
  });
});
