import { object } from '../../members.ts';
import { meant } from '../../reference.ts';
import { warning } from '../diagnostic.ts';
import type { LintContext, Rule } from '../rule.ts';

/** A POST that belongs to no resource says what it does to the world. */
export const effects: Rule = {
  id: 'effects',
  *check({ contract, document }) {
    const lived = operationsOfResources(contract.resources);
    for (const { id, method, effect, pointer } of contract.operations) {
      if (method !== 'POST' || effect === 'session' || lived.has(id)) continue;
      if (object(meant(document, pointer).value)['x-assay-effect'] !== undefined) continue;
      yield warning(
        'effect-unsaid',
        pointer,
        `${id} belongs to no resource, so it is taken for a create that nothing can undo and is left out on live targets.`,
        'Add x-assay-effect: read, create, update, delete or session.',
      );
    }
  },
};

function operationsOfResources(resources: LintContext['contract']['resources']): Set<string> {
  return new Set(
    resources.flatMap(({ create, read, list, update, delete: removal, act }) => [
      ...[create, read, list, update, removal].flatMap((step) => step?.operation ?? []),
      ...(removal?.prepare ?? []),
      ...(removal?.revive === undefined ? [] : [removal.revive]),
      ...act,
    ]),
  );
}
