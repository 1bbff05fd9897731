import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf, type ToldStep } from '../test/support/tiny-life.ts';
import { resourceDeleteOfNothingAccepted } from './resource-delete-of-nothing-accepted.ts';
import { coveredBy } from './testing/covered.ts';

const DELETE = 'DELETE /notes/{note_id}';
const CARD = 'DELETE /cards/{card_id}';
const RULE = 'delete: {operation: deleteNote, gone: ["404"]}';
const SAID = '"404": {$ref: "#/components/responses/Gone"}';

/** The contract in which a note is deleted by another rule, or by an operation with another response. */
function told({ rule = RULE, response = SAID }: { rule?: string; response?: string }): Contract {
  return tinyContract((text) => {
    const [before = '', after = ''] = text.replace(RULE, rule).split('operationId: deleteNote\n');
    return `${before}operationId: deleteNote\n${after.replace(SAID, response)}`;
  });
}

const deletedTwice: readonly ToldStep[] = [
  { role: 'delete', operation: DELETE, status: 204 },
  { role: 'read-deleted', operation: 'GET /notes/{note_id}', status: 404 },
  { role: 'delete-again', operation: DELETE, status: 204 },
];

describe('how a delete of nothing is refused', () => {
  const UNSAID = '"422": {description: It is not there.}';

  it.each<[string, Contract]>([
    ['a response for the path', tinyContract()],
    ['a response that says so', told({ response: '"422": {description: No., x-assay-refuses: [path]}' })],
    ['404', told({ rule: RULE.replace('404', '422'), response: '"404": {description: No.}' })],
    ['410', told({ response: '"410": {description: No.}' })],
    [
      'a refusal that a read of what is gone gets as well',
      told({ rule: 'delete: {operation: deleteNote, gone: ["403"]}', response: '"403": {description: No.}' }),
    ],
    ['410 that says so', told({ response: '"410": {description: No., x-assay-refuses: [path]}' })],
    [
      'what a read answers of what is gone',
      told({ rule: 'delete: {operation: deleteNote, gone: ["422"]}', response: UNSAID }),
    ],
  ])('is told by %s', (_, by) => {
    expect(coveredBy(resourceDeleteOfNothingAccepted, by)).toEqual([CARD, DELETE]);
  });

  it.each<[string, Contract]>([
    ['a response of which nothing is said', told({ response: UNSAID })],
    ['another fault alone', told({ response: '"404": {description: No., x-assay-refuses: [state]}' })],
    ['nothing', told({ response: '"500": {description: No.}' })],
    ['what is left open', told({ rule: 'delete: {operation: deleteNote, gone: unspecified}' })],
    [
      'what can be undone',
      told({ rule: 'delete: {operation: deleteNote, gone: ["404"], revive: updateNote}' }),
    ],
    ['what is not deleted', told({ rule: 'gone: {operation: deleteNote, gone: ["404"]}' })],
  ])('is not told by %s', (_, by) => {
    expect(resourceDeleteOfNothingAccepted.judge(lifeOf(by, 'note', 'n1', deletedTwice), by)).toEqual([]);
    expect(coveredBy(resourceDeleteOfNothingAccepted, by)).toEqual([CARD]);
  });
});
