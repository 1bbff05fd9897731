import { child } from '../../../model/pointer.ts';
import { items, object, text } from '../../members.ts';
import { meant } from '../../reference.ts';
import { schemaMembers } from '../../schema-members.ts';
import { error } from '../diagnostic.ts';
import { hintFor } from '../nearest-name.ts';
import type { Rule } from '../rule.ts';

/** What an update of a thing that exists once is to show is sent by it; any other member would never be compared. */
export const restoreEcho: Rule = {
  id: 'restore-echo',
  *check({ contract, document }) {
    for (const { id, body, pointer } of contract.operations) {
      const said = object(object(meant(document, pointer).value)['x-assay-restore'])['echo'];
      const known = new Set(
        (body?.contents ?? []).flatMap(({ schema }) =>
          schema === undefined ? [] : [...schemaMembers(document, schema).keys()],
        ),
      );
      for (const [echo, at] of items(said, child(pointer, 'x-assay-restore', 'echo'))) {
        const member = text(echo) ?? text(object(echo)['member']);
        if (member === undefined || known.has(member)) continue;
        yield error(
          'restore-member-unknown',
          at,
          `the body of ${id} declares no member ${JSON.stringify(member)}${hintFor(member, known)}`,
          'Name a member that is sent.',
        );
      }
    }
  },
};
