import type { AssignedMember } from '../../model/case.ts';
import type { JsonObject } from '../../model/json.ts';
import type { LifeStep } from './lives.ts';

/** A member of a note that the document calls readOnly, where nothing else is told. */
export function assigned(member: string, more: Partial<AssignedMember> = {}): AssignedMember {
  const statement = { pointer: `/components/schemas/Note/properties/${member}`, keyword: 'readOnly' };
  return { member, values: [], isIdentity: false, statement, bound: 'must', ...more };
}

/** A write that carries what no client may set: all that it sends, where nothing else is told. */
export function write(
  role: 'update-assigned' | 'create-other',
  body: JsonObject,
  ...more: AssignedMember[]
): LifeStep {
  const members = more.length > 0 ? more : Object.keys(body).map((member) => assigned(member));
  const step = { sequence: 'life', role };
  return [role, { body, planned: { step, assigned: members } }];
}
