import type { Change } from '../../model/drift.ts';
import type { Observed, ObservedReplies, Seen, SeenMember } from '../../model/observed.ts';
import { changeOf } from './change.ts';

/** Statuses, headers and shapes of replies that differ, of operations that both runs tried. */
export function observedChanges(before: readonly Observed[], after: readonly Observed[]): Change[] {
  return after.flatMap(({ operation, replies }) => {
    const old = before.find((each) => each.operation === operation)?.replies;
    if (old === undefined) return [];
    const both = replies.flatMap((now) => {
      const was = old.find(({ status }) => status === now.status);
      return was === undefined ? [] : [{ was, now }];
    });
    return [
      ...statusChanges(operation, old, replies),
      ...both.flatMap(({ was, now }) => headerChanges(operation, was, now)),
      ...both.flatMap(({ was, now }) => memberChanges(operation, was, now)),
    ];
  });
}

function statusChanges(
  operation: string,
  before: readonly ObservedReplies[],
  after: readonly ObservedReplies[],
): Change[] {
  const lacks = (replies: readonly ObservedReplies[], status: number | null) =>
    !replies.some((each) => each.status === status);
  const words = ({ status, cases }: ObservedReplies) => ({
    what: status === null ? 'no reply' : `status ${status}`,
    count: cases === 1 ? '1 case' : `${cases} cases`,
  });
  return [
    ...after
      .filter(({ status }) => lacks(before, status))
      .map(words)
      .map(({ what, count }) => changeOf('status', { operation, what, from: null, to: count })),
    ...before
      .filter(({ status }) => lacks(after, status))
      .map(words)
      .map(({ what, count }) => changeOf('status', { operation, what, from: count, to: null })),
  ];
}

/** Only what was in all replies of one run and in none of the other: what comes and goes tells nothing. */
function headerChanges(operation: string, was: ObservedReplies, now: ObservedReplies): Change[] {
  const alone = (names: readonly Seen[], others: readonly Seen[]) =>
    names.filter(({ name, isAlways }) => isAlways && !others.some((each) => each.name === name));
  const what = (name: string) => `${now.status} header ${name}`;
  return [
    ...alone(now.headers, was.headers).map(({ name }) =>
      changeOf('header', { operation, what: what(name), from: null, to: 'in all replies' }),
    ),
    ...alone(was.headers, now.headers).map(({ name }) =>
      changeOf('header', { operation, what: what(name), from: 'in all replies', to: null }),
    ),
  ];
}

function memberChanges(operation: string, was: ObservedReplies, now: ObservedReplies): Change[] {
  const what = (path: string) => `${now.status} body${path === '' ? '' : ` ${path}`}`;
  const typed = now.members.flatMap((member) => {
    const old = was.members.find(({ path }) => path === member.path);
    if (old === undefined || old.isOpen || member.isOpen) return [];
    if (!haveNothingInCommon(old.types, member.types)) return [];
    return [
      changeOf('member', {
        operation,
        what: what(member.path),
        from: old.types.join(' or '),
        to: member.types.join(' or '),
      }),
    ];
  });
  return [
    ...typed,
    ...membersOnlyIn(now, was).map(({ path, types }) =>
      changeOf('member', { operation, what: what(path), from: null, to: types.join(' or ') }),
    ),
    ...membersOnlyIn(was, now).map(({ path, types }) =>
      changeOf('member', { operation, what: what(path), from: types.join(' or '), to: null }),
    ),
  ];
}

/** Members that were always there, and never in the other run although what holds them was. */
function membersOnlyIn(one: ObservedReplies, other: ObservedReplies): SeenMember[] {
  if (other.isCut) return [];
  return one.members.filter(({ path, isAlways, isVolatile }) => {
    if (!isAlways || isVolatile || path === '' || other.members.some((each) => each.path === path))
      return false;
    const holder = path.slice(0, path.lastIndexOf('/'));
    return other.members.some((each) => each.path === holder && each.types.includes('object'));
  });
}

/** A member may be null or not as its data are; other types that exclude each other are another schema. */
function haveNothingInCommon(a: readonly string[], b: readonly string[]): boolean {
  const [x, y] = [a, b].map((types) => types.filter((type) => type !== 'null')) as [string[], string[]];
  return x.length > 0 && y.length > 0 && !x.some((type) => y.includes(type));
}
