import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf } from '../test/support/tiny-life.ts';
import { resourceCreateReplyDiffers } from './resource-create-reply-differs.ts';
import { type Edit, edited } from './testing/edited.ts';
import { unexercised } from './testing/unexercised.ts';

const CREATE = 'POST /notes';
const HOLDS = [{ operation: CREATE, verdict: 'holds' }];
const BROKEN = [{ operation: CREATE, verdict: 'broken' }];
const HOLDER = '{schema: {type: object, properties: {note: {$ref: "#/components/schemas/Note"}}}}';
const DEEP: readonly Edit[] = [
  ['create: {operation: createNote,', 'create: {operation: createNote, at: /note,'],
  [
    '"201": {$ref: "#/components/responses/Note"}',
    `"201": {description: A note., content: {application/json: ${HOLDER}}}`,
  ],
];
const SECRET: Edit = [
  '        title: {type: string}\n        status:\n',
  '        title: {type: string, x-assay-secret: true}\n        status:\n',
];

function compared(reply: Json, shown: Json, by = tinyContract()) {
  const trace = lifeOf(by, 'note', 'n1', [
    { role: 'create', operation: CREATE, status: 201, json: reply },
    { role: 'read', operation: 'GET /notes/{note_id}', json: shown },
  ]);
  return resourceCreateReplyDiffers.judge(trace, by);
}

const made = { title: 'a', status: 'open' };
const shown = { title: 'b', status: 'open' };

describe('a reply to a create', () => {
  it('is compared where it shows the object', () => {
    expect(compared({ note: made }, shown, edited(...DEEP))).toMatchObject(BROKEN);
    expect(compared(made, shown, edited(...DEEP))).toEqual(
      unexercised(CREATE, 'the reply does not show the object'),
    );
  });

  it('may show a secret once', () => {
    expect(compared(made, shown, edited(SECRET))).toEqual(HOLDS);
    expect(compared(made, { ...shown, status: 'done' }, edited(SECRET))).toMatchObject(BROKEN);
    expect(compared({ note: made }, shown, edited(...DEEP, SECRET))).toEqual(HOLDS);
  });

  it.each<[string, Json]>([
    ['stars', '***'],
    ['bullets', '•••••'],
    ['other bullets', '●●●'],
    ['crosses and dots', 'xx.'],
    ['the word for it', '<REDACTED>'],
    ['another word for it', 'value is masked'],
    ['yet another', 'hidden'],
  ])('may show %s in the place of a value', (_, masked) => {
    expect(compared({ ...made, title: masked }, shown)).toEqual(HOLDS);
  });

  it.each<[string, Json]>([
    ['two stars', '**'],
    ['stars and more', '***a'],
    ['more and stars', 'a***'],
    ['a number', 3],
    ['a list of stars', ['***']],
    ['a text with the word for it', 'the hidden valley'],
  ])('may not show %s in the place of a value', (_, shown) => {
    expect(compared({ title: shown }, { title: 'b' })).toMatchObject(BROKEN);
  });
});
