import type { PlannedFault } from '../../model/case.ts';

/** A note without its title. */
export const NO_TITLE: PlannedFault = {
  kind: 'body',
  what: '/title is faulty: missing',
  instance: '/title',
  statement: '/components/schemas/NoteInput',
  keyword: 'required',
  member: 'title',
  level: 'must',
};
