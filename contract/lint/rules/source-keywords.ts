import { isObject, type Json } from '../../../model/json.ts';
import { child } from '../../../model/pointer.ts';
import { object } from '../../members.ts';
import { error } from '../diagnostic.ts';
import { hintFor } from '../nearest-name.ts';
import type { Place, PlaceKind } from '../places.ts';
import type { Rule } from '../rule.ts';
import { sourcesIn } from '../sources-in.ts';

const FAULT_KINDS = ['body', 'query', 'path', 'media-type', 'method', 'credentials', 'state'];

// Statements that are made whether or not their keyword stands there.
const ALWAYS: Readonly<Partial<Record<PlaceKind, readonly string[]>>> = {
  operation: ['security', 'x-assay-effect'],
  response: ['status', 'content'],
};

/** Entries of `keywords` speak of what stands at their place; any other would say nothing. */
export const sourceKeywords: Rule = {
  id: 'source-keywords',
  *check({ places }) {
    for (const { place, pointer, source } of sourcesIn(places)) {
      for (const keyword of Object.keys(object(source['keywords']))) {
        if (isSaid(place, keyword)) continue;
        const hint = hintFor(keyword, namesAt(place));
        yield error(
          'source-keyword-unknown',
          child(pointer, 'keywords', keyword),
          `nothing at this ${place.kind} is called ${keyword}${hint}`,
          'Name a keyword that stands beside this source, or one of its members as in required/name.',
        );
      }
    }
  },
};

function isSaid({ kind, value }: Place, keyword: string): boolean {
  const [root = '', ...rest] = keyword.split('/');
  const member = rest.join('/');
  if (root === 'x-assay-refuses' && kind === 'response' && value[root] === undefined)
    return FAULT_KINDS.includes(member);
  if (root === 'x-assay-task' && member === 'deadline' && value[root] !== undefined) return true;
  if (ALWAYS[kind]?.includes(root) === true && member === '') return true;
  // An empty list clears what is echoed, which nothing has to say.
  if (kind === 'resource' && root === 'clears')
    return member === '' || membersOf(value['echo']).includes(member);
  if (root === 'x-assay-source' || !Object.hasOwn(value, root)) return false;
  return member === '' || membersOf(value[root]).includes(member);
}

/** What can follow the slash: names in a list or an object, and in the lists of an object (dependentRequired). */
function membersOf(value: Json | undefined): string[] {
  if (Array.isArray(value)) {
    return value.map((item) => String(isObject(item) ? (item['member'] ?? item['operation'] ?? '') : item));
  }
  return Object.entries(object(value)).flatMap(([name, below]) => [
    name,
    ...(Array.isArray(below) ? membersOf(below) : []),
  ]);
}

function namesAt({ value }: Place): string[] {
  return Object.entries(value).flatMap(([name, below]) => [
    name,
    ...membersOf(below).map((member) => `${name}/${member}`),
  ]);
}
