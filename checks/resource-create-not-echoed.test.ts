import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf, type ToldStep } from '../test/support/tiny-life.ts';
import { resourceCreateNotEchoed } from './resource-create-not-echoed.ts';
import { coveredBy } from './testing/covered.ts';
import { edited, UNCREATED } from './testing/edited.ts';
import { exchangesIn } from './testing/steps.ts';

const contract = tinyContract();
const CREATE = 'POST /notes';

const create: ToldStep = { role: 'create', operation: CREATE, status: 201, body: { title: 'a' } };

function read(json: Json): ToldStep {
  return { role: 'read', operation: 'GET /notes/{note_id}', json };
}

function judged(steps: readonly ToldStep[], by = contract) {
  return resourceCreateNotEchoed.judge(lifeOf(by, 'note', 'n1', steps), by);
}

describe('a read after a create', () => {
  it('holds where it shows what was sent', () => {
    expect(judged([create, read({ title: 'a' })])).toEqual([{ operation: CREATE, verdict: 'holds' }]);
  });

  it('breaks where it shows another value', () => {
    const trace = lifeOf(contract, 'note', 'n1', [create, read({ title: 'b' })]);
    const exchanges = exchangesIn(trace);

    expect(resourceCreateNotEchoed.judge(trace, contract)).toMatchObject([
      {
        operation: CREATE,
        broken: [
          {
            message: 'title was created with another value than a read shows',
            exchange: exchanges[1],
            steps: exchanges,
          },
        ],
      },
    ]);
  });

  const unechoed = edited([
    '    echo: [title, status, {member: priority, as: value}, {member: tags, as: set}]\n',
    '',
  ]);

  it('is not spoken of without a create, a read or members', () => {
    expect(judged([read({ title: 'b' })])).toEqual([]);
    expect(judged([create])).toEqual([]);
    expect(judged([create, read({ title: 'b' })], unechoed)).toEqual([]);
    expect(resourceCreateNotEchoed.judge({ kind: 'session', steps: [] }, contract)).toEqual([]);
  });

  it('is spoken of where a resource that is created has members', () => {
    const uncreated = edited(UNCREATED);

    expect(coveredBy(resourceCreateNotEchoed, contract)).toEqual(['POST /labels', 'POST /cards', CREATE]);
    expect(coveredBy(resourceCreateNotEchoed, unechoed)).toEqual(['POST /labels', 'POST /cards']);
    expect(coveredBy(resourceCreateNotEchoed, uncreated)).toEqual(['POST /labels', 'POST /cards']);
  });
});
