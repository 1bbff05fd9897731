import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf, type ToldStep } from '../test/support/tiny-life.ts';
import { resourceCreatedNotReadable } from './resource-created-not-readable.ts';
import { coveredBy } from './testing/covered.ts';
import { edited, UNCREATED, UNREAD } from './testing/edited.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { exchangesIn } from './testing/steps.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const CREATE = 'POST /notes';
const RESOURCE = '/x-assay-resources/note';

const lookup = edited([
  'create: {operation: createNote, identity: "$response.body#/id"}',
  'create: {operation: createNote, identity: {lookup: {/title: /title}}}',
]);

function create(parts: Partial<ToldStep> = {}): ToldStep {
  return { role: 'create', operation: CREATE, status: 201, json: { id: 'n1' }, ...parts };
}

function read(parts: Partial<ToldStep> = {}): ToldStep {
  return { role: 'read', operation: 'GET /notes/{note_id}', json: { id: 'n1' }, ...parts };
}

function judged(steps: readonly ToldStep[], identity: string | undefined = 'n1', by = contract) {
  return resourceCreatedNotReadable.judge(lifeOf(by, 'note', identity, steps), by);
}

function found(steps: readonly ToldStep[], identity: string | undefined = 'n1') {
  const trace = lifeOf(contract, 'note', identity, steps);
  const exchanges = exchangesIn(trace);
  return { exchanges, judgements: resourceCreatedNotReadable.judge(trace, contract) };
}

describe('what was created', () => {
  it.each<[string, ToldStep]>([
    ['shows it', read()],
    ['shows it without its name', read({ json: { title: 'a' } })],
    ['shows nothing', { role: 'read', operation: 'GET /notes/{note_id}' }],
  ])('holds where a read %s', (_, step) => {
    expect(judged([create(), step])).toEqual([{ operation: CREATE, verdict: 'holds' }]);
  });

  it.each([404, 400, 410])('breaks where the read answers %i', (status) => {
    const { exchanges, judgements } = found([create(), read({ status })]);

    expect(judgements).toMatchObject([
      {
        operation: CREATE,
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: RESOURCE, keyword: 'read' },
            level: 'must',
            message: `created with 201, and the read answers ${status}`,
            expected: inWords('the object'),
            received: status,
            exchange: exchanges[1],
            steps: exchanges,
          },
        ],
      },
    ]);
  });

  it('breaks where the read shows another', () => {
    const { exchanges, judgements } = found([create(), read({ json: { id: 'n2' } })]);

    expect(judgements).toMatchObject([
      {
        broken: [
          {
            statement: { pointer: RESOURCE, keyword: 'read' },
            message: 'n1 was created, and the read of it shows n2',
            expected: 'n1',
            received: 'n2',
            exchange: exchanges[1],
            steps: exchanges,
          },
        ],
      },
    ]);
  });

  it.each<[string, Partial<ToldStep>, unknown]>([
    ['shows no name', { json: { title: 'a' } }, { title: 'a' }],
    ['is empty', { json: null }, null],
  ])('breaks where the reply to the create %s', (_, parts, received) => {
    const { exchanges, judgements } = found([create(parts), read()]);

    expect(judgements).toMatchObject([
      {
        broken: [
          {
            statement: { pointer: RESOURCE, keyword: 'create' },
            message: 'created with 201, and the reply does not name what was created',
            expected: inWords('$response.body#/id'),
            received,
            exchange: exchanges[0],
            steps: [exchanges[0]],
          },
        ],
      },
    ]);
  });

  it('is told by null where the reply to the create has no body', () => {
    const bare: ToldStep = { role: 'create', operation: CREATE, status: 201 };

    expect(judged([bare, read()])).toMatchObject([{ broken: [{ received: null }] }]);
  });

  it.each<[string, readonly ToldStep[], string]>([
    ['the create was refused', [create({ status: 400 }), read({ status: 404 })], 'nothing was created'],
    ['the create got no reply', [create(NO_REPLY), read({ status: 404 })], 'nothing was created'],
    ['nobody read', [create()], 'the read got no reply'],
    ['the read got no reply', [create(), read(NO_REPLY)], 'the read got no reply'],
    ['the read says nothing', [create(), read({ status: 503 })], 'the read was answered 503'],
    ['the read was not let in', [create(), read({ status: 403 })], 'the read was answered 403'],
  ])('is not judged where %s', (_, steps, why) => {
    expect(judged(steps)).toEqual(unexercised(CREATE, why));
  });

  it('is not judged where it was sought and not found', () => {
    const trace = lifeOf(lookup, 'note', undefined, [create(), read({ status: 404 })]);

    expect(resourceCreatedNotReadable.judge(trace, lookup)).toEqual(
      unexercised(CREATE, 'what was created is not to be found'),
    );
  });

  it('need not be named by the reply where it is sought', () => {
    expect(judged([create({ json: {} }), read()], 'n1', lookup)).toMatchObject([{ verdict: 'holds' }]);
  });

  it('may be shown by any name where the document knows no list', () => {
    const trace = lifeOf(contract, 'card', 'c1', [
      { role: 'create', operation: 'POST /cards', status: 201, json: { id: 'c1' } },
      { role: 'read', operation: 'GET /cards/{card_id}', json: { id: 'c2' } },
    ]);

    expect(resourceCreatedNotReadable.judge(trace, contract)).toMatchObject([{ verdict: 'holds' }]);
  });

  const unread = edited(UNREAD);
  const uncreated = edited(UNCREATED);

  it('is not spoken of without a create or a way to read it', () => {
    expect(judged([read({ status: 404 })])).toEqual([]);
    expect(judged([create(), read({ status: 404 })], 'n1', unread)).toEqual([]);
    expect(resourceCreatedNotReadable.judge({ kind: 'session', steps: [] }, contract)).toEqual([]);
  });

  it('is spoken of where there is a way to create and read it', () => {
    const others = ['POST /labels', 'POST /cards'];

    expect(coveredBy(resourceCreatedNotReadable, contract)).toEqual([...others, CREATE]);
    expect(coveredBy(resourceCreatedNotReadable, unread)).toEqual(others);
    expect(coveredBy(resourceCreatedNotReadable, uncreated)).toEqual(others);
  });
});
