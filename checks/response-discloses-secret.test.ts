import { describe, expect, it } from 'vitest';
import type { Credentials } from '../model/case.ts';
import type { Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { HeaderField } from '../model/request.ts';
import type { Exchange } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { lifeOf } from '../test/support/tiny-life.ts';
import { responseDisclosesSecret } from './response-discloses-secret.ts';

const PASSWORD = 'Zu7-Tür!';
const CARDS = 'POST /cards';

/** The text of a card is a password, and no reply has it. */
const contract = tinyContract((text) =>
  text
    .replace('text: {type: string, minLength: 1}', 'text: {type: string, minLength: 1, format: password}')
    .replace('        text: {type: string}\n', '        text: {type: string, writeOnly: true}\n'),
);

function sent(
  id: string,
  json: Json,
  options: { headers?: HeaderField[]; body?: Json; status?: number } = {},
) {
  const { headers = [], body, status = 201 } = options;
  const exchange = exchangeOf(contract, id, { status, json });
  const type: HeaderField = ['Content-Type', 'application/json'];
  const request = { ...exchange.request, headers: [...headers, type] };
  return { ...exchange, request, ...(body === undefined ? {} : { body }) };
}

function basic(password: string): HeaderField {
  return ['Authorization', `Basic ${Buffer.from(`tiny:${password}`).toString('base64')}`];
}

function judged(exchange: Exchange, by: Contract = contract): Judgement | undefined {
  return responseDisclosesSecret.judge({ kind: 'exchange', exchange }, by)[0];
}

function levelsOf(exchange: Exchange): string[] {
  return (judged(exchange)?.broken ?? []).map(({ level, message }) => `${level} ${message}`);
}

describe('a secret that was sent', () => {
  it('is found in an error that tells it', () => {
    const error = `no such user with ${PASSWORD}.`;

    expect(levelsOf(sent(CARDS, { error }, { headers: [basic(PASSWORD)], status: 400 }))).toEqual([
      'should the body’s /error holds what the request sent as the password of the header Authorization',
    ]);
  });

  it('is never shown by the finding', () => {
    const exchange = sent(CARDS, { error: PASSWORD.repeat(2) }, { headers: [basic(PASSWORD.repeat(2))] });

    const { message, received } = judged(exchange)?.broken?.[0] ?? {};
    expect(JSON.stringify([message, received])).not.toContain(PASSWORD);
  });

  it.each(['short', 'password', 'aaaaaaaa', '12345678'])('is not looked for if it is %s', (password) => {
    const exchange = sent(CARDS, { error: password }, { headers: [basic(password)] });

    expect(judged(exchange)?.verdict).not.toBe('broken');
  });

  it('is no part of another word', () => {
    const exchange = sent(
      CARDS,
      { error: 'xtoken-1234y' },
      { headers: [['Authorization', 'Bearer token-1234']] },
    );

    expect(judged(exchange)?.verdict).toBe('holds');
  });

  it.each<Credentials>(['none', 'wrong'])('is none where the credentials are %s', (credentials) => {
    const exchange = exchangeOf(contract, CARDS, { status: 401, json: { error: PASSWORD }, credentials });
    const request = { ...exchange.request, headers: [basic(PASSWORD)] };

    expect(judged({ ...exchange, request })).toBeUndefined();
  });

  it('may stand where the contract says that secrets stand', () => {
    const session: HeaderField = ['x-tiny-session', 'session-12-ab'];

    expect(judged(sent('POST /session', { token: 'session-12-ab' }, { headers: [session] }))?.verdict).toBe(
      'holds',
    );
  });

  it('may be what a documented member is', () => {
    const token: HeaderField = ['Authorization', 'Bearer note-12-ab'];

    expect(judged(sent('POST /notes', { id: 'note-12-ab' }, { headers: [token] }))?.verdict).toBe('holds');
    expect(judged(sent('POST /notes', { title: 'of note-12-ab' }, { headers: [token] }))?.verdict).toBe(
      'broken',
    );
  });

  it('is found in a later reply of the same life', () => {
    const create = sent(CARDS, { id: 'c1' }, { body: { text: PASSWORD } });
    const read = exchangeOf(contract, 'GET /cards/{card_id}', {
      status: 200,
      json: { id: 'c1', note: PASSWORD },
    });
    const resource = contract.resources.find(({ name }) => name === 'card');
    if (!resource) throw new Error('no cards');

    const [found] = responseDisclosesSecret.judge(
      {
        kind: 'life',
        resource,
        identity: 'c1',
        steps: [
          { role: 'create', exchange: create },
          { role: 'read', exchange: read },
        ],
      },
      contract,
    );
    expect(found).toMatchObject({ operation: 'GET /cards/{card_id}', verdict: 'broken' });
    expect(found?.broken?.[0]?.steps).toHaveLength(2);
  });

  it('is looked at in every reply of a life, for what was sent before', () => {
    const trace = lifeOf(contract, 'card', 'c1', [
      { role: 'create', operation: CARDS, json: { text: 'Other-1' } },
      { role: 'read', operation: 'GET /cards/{card_id}', json: { text: 'Other-1' } },
      {
        role: 'update',
        operation: 'PUT /cards/{card_id}',
        requestHeaders: [['content-type', 'application/json']],
        body: { text: PASSWORD },
        json: { note: PASSWORD },
      },
      { role: 'read-updated', operation: 'GET /cards/{card_id}', json: { text: 'Other-1' } },
    ]);

    expect(responseDisclosesSecret.judge(trace, contract)).toEqual([
      { operation: 'GET /cards/{card_id}', verdict: 'holds' },
    ]);
  });
});

describe('a writeOnly member', () => {
  it('is found with the value that was sent, and with any other', () => {
    expect(levelsOf(sent(CARDS, { text: PASSWORD }, { body: { text: PASSWORD } }))).toContain(
      'should /text comes back with the value that was sent, and is writeOnly',
    );
    expect(levelsOf(sent(CARDS, { text: 'Other-1' }, { body: { text: PASSWORD } }))).toEqual([
      'may /text comes back with a value, and is writeOnly',
    ]);
  });

  it.each(['', '********', '<hidden>', 'XXXX', '••••', '[redacted]'])('may come back as %j', (text) => {
    expect(judged(sent(CARDS, { text }, { body: { text: PASSWORD } }))?.verdict).toBe('holds');
  });

  it('may stay away', () => {
    expect(judged(sent(CARDS, { id: 'c1' }, { body: { text: PASSWORD } }))?.verdict).toBe('holds');
  });
});
