import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf, type ToldStep } from '../test/support/tiny-life.ts';
import { resourceCreateReplyDiffers } from './resource-create-reply-differs.ts';
import { coveredBy } from './testing/covered.ts';
import { type Edit, edited, inferred, UNCREATED, UNREAD } from './testing/edited.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { exchangesIn } from './testing/steps.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const CREATE = 'POST /notes';
const READ = 'GET /notes/{note_id}';
const HOLDS = [{ operation: CREATE, verdict: 'holds' }];
const SILENT: Edit = ['"201": {$ref: "#/components/responses/Note"}', '"201": {description: A note.}'];
const NOT_READ = 'the object could not be read before it was changed';

function create(json: Json, parts: Partial<ToldStep> = {}): ToldStep {
  return { role: 'create', operation: CREATE, status: 201, json, ...parts };
}

function read(json: Json, parts: Partial<ToldStep> = {}): ToldStep {
  return { role: 'read', operation: READ, json, ...parts };
}

function judged(steps: readonly ToldStep[], by = contract) {
  return resourceCreateReplyDiffers.judge(lifeOf(by, 'note', 'n1', steps), by);
}

function compared(reply: Json, shown: Json, by = contract) {
  return judged([create(reply), read(shown)], by);
}

describe('the reply to a create', () => {
  it.each<[string, Json, Json]>([
    ['the same', { title: 'a', created_by: 'us' }, { title: 'a', created_by: 'us' }],
    ['less', { title: 'a' }, { title: 'a', created_by: 'us' }],
    ['the same instant', { created_at: '2026-01-01T12:00:00Z' }, { created_at: '2026-01-01T13:00:00+01:00' }],
    ['otherwise what may change', { title: 'a', revision: 1 }, { title: 'a', revision: 2 }],
  ])('holds where it shows %s', (_, reply, shown) => {
    expect(compared(reply, shown)).toEqual(HOLDS);
  });

  it('breaks for each member that a read shows otherwise, as hard as the member binds', () => {
    const trace = lifeOf(contract, 'note', 'n1', [
      create({ title: 'a', created_by: 'us' }),
      { role: 'list', operation: 'GET /notes', json: {} },
      read({ title: 'b', created_by: 'you' }),
      read({ title: 'c' }),
    ]);
    const [made, , shown] = exchangesIn(trace);

    expect(resourceCreateReplyDiffers.judge(trace, contract)).toEqual(
      [
        { member: 'title', keyword: 'echo/title', level: 'must', expected: 'b', received: 'a' },
        {
          member: 'created_by',
          keyword: 'fixed/created_by',
          level: 'should',
          expected: 'you',
          received: 'us',
        },
      ].map(({ member, keyword, ...said }) => ({
        operation: CREATE,
        verdict: 'broken',
        broken: [
          {
            ...said,
            statement: contract.statement('/x-assay-resources/note', keyword),
            instance: `/${member}`,
            message: `the reply to the create shows another ${member} than a read`,
            exchange: made,
            steps: [made, shown],
          },
        ],
      })),
    );
  });

  it('binds no harder than what the document says of the create', () => {
    const unsure = edited(inferred('create'));

    expect(compared({ title: 'a' }, { title: 'b' }, unsure)).toMatchObject([{ broken: [{ level: 'may' }] }]);
  });

  it.each<[string, readonly ToldStep[], string]>([
    [
      'it was refused',
      [create({ title: 'a' }, { status: 400 }), read({ title: 'b' })],
      'nothing was created',
    ],
    ['nobody read', [create({ title: 'a' })], NOT_READ],
    ['the read was refused', [create({ title: 'a' }), read({ title: 'b' }, { status: 404 })], NOT_READ],
    [
      'it was read in another way',
      [create({ title: 'a' }), read({ title: 'b' }, { role: 'read-updated' })],
      NOT_READ,
    ],
    [
      'it was changed before',
      [create({ title: 'a' }), { role: 'update', operation: 'PATCH /notes/{note_id}' }, read({ title: 'b' })],
      NOT_READ,
    ],
    ['it shows no object', [create(['a']), read({ title: 'b' })], 'the reply does not show the object'],
    ['it shows nothing', [create('', NO_REPLY), read({ title: 'b' })], 'nothing was created'],
    [
      'a read shows other members',
      [create({ title: 'a' }), read({ status: 'open' })],
      'the reply and a read show no member in common',
    ],
  ])('is not judged where %s', (_, steps, why) => {
    expect(judged(steps)).toEqual(unexercised(CREATE, why));
  });

  it('is judged by what was changed before it was created', () => {
    const steps: ToldStep[] = [{ role: 'update', operation: 'PATCH /notes/{note_id}' }];

    expect(judged([...steps, create({ title: 'a' }), read({ title: 'a' })])).toEqual(HOLDS);
  });

  const others = ['POST /labels', 'POST /cards'];

  it.each<[string, Edit]>([
    ['it shows no such member', SILENT],
    ['it cannot be read', UNREAD],
    ['nobody creates it', UNCREATED],
  ])('is not spoken of where %s', (_, edit) => {
    expect(coveredBy(resourceCreateReplyDiffers, edited(edit))).toEqual(others);
  });

  it('is spoken of where the document says that it shows a member', () => {
    const silent = edited(SILENT);
    const partly = edited(['echo: [title, status,', 'echo: [unseen, title, status,']);

    expect(coveredBy(resourceCreateReplyDiffers, contract)).toEqual([...others, CREATE]);
    expect(coveredBy(resourceCreateReplyDiffers, partly)).toEqual([...others, CREATE]);
    expect(compared({ title: 'a' }, { title: 'b' }, silent)).toEqual([]);
    expect(judged([read({ title: 'b' })])).toEqual([]);
    expect(resourceCreateReplyDiffers.judge({ kind: 'session', steps: [] }, contract)).toEqual([]);
  });
});
