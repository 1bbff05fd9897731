import { describe, expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf, type ToldStep } from '../test/support/tiny-life.ts';
import { resourceDeleteOfNothingAccepted } from './resource-delete-of-nothing-accepted.ts';
import { edited } from './testing/edited.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { exchangesIn } from './testing/steps.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const DELETE = 'DELETE /notes/{note_id}';
const READ = 'GET /notes/{note_id}';

const create: ToldStep = { role: 'create', operation: 'POST /notes', status: 201, json: { id: 'n1' } };

function first(parts: Partial<ToldStep> = {}): ToldStep {
  return { role: 'delete', operation: DELETE, status: 204, ...parts };
}

function gone(status = 404, parts: Partial<ToldStep> = {}): ToldStep {
  return { role: 'read-deleted', operation: READ, status, ...parts };
}

function again(status: number, parts: Partial<ToldStep> = {}): ToldStep {
  return { role: 'delete-again', operation: DELETE, status, ...parts };
}

function listed(ids: readonly string[]): ToldStep {
  const json = { items: ids.map((id) => ({ id })) };
  return { role: 'list-deleted', operation: 'GET /notes', json };
}

function judged(steps: readonly ToldStep[], by = contract) {
  return resourceDeleteOfNothingAccepted.judge(lifeOf(by, 'note', 'n1', steps), by);
}

describe('a second delete', () => {
  it.each([404, 410, 409, 400])('holds where it is answered %i', (status) => {
    expect(judged([create, first(), gone(), again(status)])).toEqual([
      { operation: DELETE, verdict: 'holds' },
    ]);
  });

  it('should not be accepted', () => {
    const trace = lifeOf(contract, 'note', 'n1', [create, first(), gone(), listed(['n0']), again(200)]);
    const exchanges = exchangesIn(trace);

    expect(resourceDeleteOfNothingAccepted.judge(trace, contract)).toEqual([
      {
        operation: DELETE,
        verdict: 'broken',
        broken: [
          {
            statement: {
              ...contract.statement('/components/responses/Gone', 'x-assay-refuses/path'),
              keyword: 'status',
            },
            level: 'should',
            instance: null,
            message: 'deleted with 204, and a second delete is answered 200',
            expected: '404',
            received: 200,
            exchange: exchanges[4],
            steps: [exchanges[0], exchanges[1], exchanges[2], exchanges[4]],
          },
        ],
      },
    ]);
  });

  it('binds no harder than what the document says of the refusal', () => {
    const unsure = edited([
      'description: There is no such thing.',
      'description: No.\n      x-assay-source: {at: us, basis: documented, keywords: {x-assay-refuses/path: {basis: inferred}}}',
    ]);

    expect(judged([first(), gone(), again(204)], unsure)).toMatchObject([{ broken: [{ level: 'may' }] }]);
  });

  it('is judged by the ends of the deletes alone', () => {
    const steps = [
      ...[{ ...create, outcome: 'pending' as const }, first(), gone(), again(202, { outcome: 'succeeded' })],
      gone(),
    ];

    expect(judged(steps)).toMatchObject([{ verdict: 'broken' }]);
  });

  it('may be told without the create', () => {
    const trace = lifeOf(contract, 'note', 'n1', [first(), gone(), again(204)]);
    const exchanges = exchangesIn(trace);

    expect(resourceDeleteOfNothingAccepted.judge(trace, contract)).toMatchObject([
      { broken: [{ steps: exchanges }] },
    ]);
  });

  it.each<[string, Partial<ToldStep>, string]>([
    ['succeeds', { outcome: 'succeeded' }, 'broken'],
    ['fails', { outcome: 'failed' }, 'not-exercised'],
    ['is not told', {}, 'not-exercised'],
  ])('may be refused later where its task %s', (_, parts, verdict) => {
    expect(judged([first(), gone(), again(202, parts)])).toMatchObject([{ verdict }]);
  });

  it('is judged by the end of its own task', () => {
    const steps = [first({ outcome: 'succeeded' }), gone(), again(202, { outcome: 'pending' })];

    expect(judged(steps)).toEqual(unexercised(DELETE, 'it was answered 202, which leaves it open'));
  });

  const unaccepted = 'the first delete was not accepted, or has not ended';
  const still = 'the object was still there after the delete';
  const used = 'what was done to it after the delete may have brought it back';

  it.each<[string, readonly ToldStep[], string]>([
    ['got no reply', [first(), gone(), again(0, NO_REPLY)], 'the second delete was answered by nothing'],
    ['fails', [first(), gone(), again(500)], 'the second delete was answered 500'],
    ['is not let in', [first(), gone(), again(403)], 'the second delete was answered 403'],
    ['follows none', [gone(), again(204)], unaccepted],
    ['follows one that was refused', [first({ status: 404 }), gone(), again(204)], unaccepted],
    ['follows one that has not ended', [first({ outcome: 'pending' }), gone(), again(204)], unaccepted],
    ['follows a read of the object', [first(), gone(200), again(204)], still],
    ['follows a list with the object', [first(), gone(), listed(['n1']), again(204)], still],
    ['follows no read', [first(), again(204)], 'the read after the delete was answered by nothing'],
    [
      'follows another failure',
      [first(), gone(410), again(204)],
      'the read after the delete was answered 410',
    ],
    [
      'follows an update',
      [first(), gone(), { role: 'update-deleted', operation: 'PATCH /notes/{note_id}' }, again(204)],
      used,
    ],
    [
      'follows an act',
      [first(), gone(), { role: 'act-deleted', operation: 'PATCH /notes/{note_id}' }, again(204)],
      used,
    ],
  ])('is not judged where it %s', (_, steps, why) => {
    expect(judged(steps)).toEqual(unexercised(DELETE, why));
  });

  it('is judged after the first delete, and after uses that were refused', () => {
    const refused = { operation: 'PATCH /notes/{note_id}', status: 404 };

    expect(
      judged([
        first({ outcome: 'succeeded' }),
        gone(),
        { role: 'update-deleted', ...refused },
        { role: 'act-deleted', ...refused },
        again(204),
      ]),
    ).toMatchObject([{ verdict: 'broken' }]);
  });

  it('is not spoken of where nobody sent one', () => {
    expect(judged([create, first(), gone()])).toEqual([]);
    expect(resourceDeleteOfNothingAccepted.judge({ kind: 'session', steps: [] }, contract)).toEqual([]);
  });
});
