import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf, type ToldStep } from '../test/support/tiny-life.ts';
import { resourceDeleteIneffective } from './resource-delete-ineffective.ts';
import { coveredBy } from './testing/covered.ts';
import { edited } from './testing/edited.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { exchangesIn } from './testing/steps.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const DELETE = 'DELETE /labels/{label_id}';
const RESTORE = 'POST /labels/{label_id}/restore';

const create: ToldStep = { role: 'create', operation: 'POST /labels', status: 201, json: { id: 'l1' } };

function deleted(status = 204): ToldStep {
  return { role: 'delete', operation: DELETE, status };
}

function revived(status: number, parts: Partial<ToldStep> = {}): ToldStep {
  return { role: 'revive', operation: RESTORE, status, ...parts };
}

function judged(...steps: readonly ToldStep[]) {
  return resourceDeleteIneffective.judge(lifeOf(contract, 'label', 'l1', steps), contract);
}

describe('a delete that can be undone', () => {
  it('holds where it was undone', () => {
    expect(judged(create, deleted(), revived(200))).toEqual([{ operation: DELETE, verdict: 'holds' }]);
  });

  it('breaks where there is nothing to undo', () => {
    const trace = lifeOf(contract, 'label', 'l1', [create, deleted(), revived(409)]);
    const exchanges = exchangesIn(trace);

    expect(resourceDeleteIneffective.judge(trace, contract)).toMatchObject([
      {
        operation: DELETE,
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/x-assay-resources/label', keyword: 'delete' },
            level: 'must',
            instance: null,
            message: `deleted with 204, and ${RESTORE} answers 409 as if it were not`,
            expected: inWords('an object that was put away'),
            received: 409,
            exchange: exchanges[2],
            steps: exchanges,
          },
        ],
      },
    ]);
  });

  const stolen = 'who asked for it without the right credentials may have undone the delete';

  it.each<[string, readonly ToldStep[], string]>([
    ['it was refused', [deleted(404), revived(200)], 'the delete was not accepted, or has not ended'],
    ['undoing it finds nothing', [deleted(), revived(404)], 'undoing the delete was answered 404'],
    ['undoing it fails', [deleted(), revived(500)], 'undoing the delete was answered 500'],
    [
      'undoing it got no reply',
      [deleted(), revived(0, NO_REPLY)],
      'undoing the delete was answered by nothing',
    ],
    ['others tried to undo it', [deleted(), revived(401, { role: 'revive-refused' }), revived(409)], stolen],
  ])('is not judged where %s', (_, steps, why) => {
    expect(judged(...steps)).toEqual(unexercised(DELETE, why));
  });

  it('holds where others tried to undo it, and it was undone', () => {
    expect(judged(deleted(), revived(401, { role: 'revive-refused' }), revived(200))).toMatchObject([
      { verdict: 'holds' },
    ]);
  });

  it('is not spoken of where nobody deleted it or undid that', () => {
    expect(judged(create, deleted())).toEqual([]);
    expect(judged(create, revived(409))).toEqual([]);
    expect(resourceDeleteIneffective.judge({ kind: 'session', steps: [] }, contract)).toEqual([]);
  });

  it('is spoken of where the document says how it is undone', () => {
    const final = edited([', revive: restoreLabel}', '}']);

    expect(coveredBy(resourceDeleteIneffective, contract)).toEqual([DELETE]);
    expect(coveredBy(resourceDeleteIneffective, final)).toEqual([]);
  });
});
