import { schemaMembers } from '../contract/schema-members.ts';
import type { PlannedBody } from '../model/case.ts';
import type { Operation, Resource } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer, withValueAt } from '../model/pointer.ts';
import { usualContent } from './body-wire.ts';
import { bodyOf, type Draft } from './drafts.ts';
import { isValidBody } from './is-valid-body.ts';
import type { PlanContext } from './options.ts';

/** What a clearing update is made of. */
export interface ClearingParts {
  readonly resource: Resource;
  readonly update: Operation;
  /** What was sent before, and filled lists. */
  readonly filled: PlannedBody | undefined;
  /** An update of everything. */
  readonly whole: PlannedBody | undefined;
}

/**
 * An update that empties the lists that were filled before, as far as their schemas let them be empty. Undefined where
 * there are none, and for an upsert, which may take an empty list for one that is not given.
 */
export function clearingDraft(
  context: PlanContext,
  { resource, update, filled, whole }: ClearingParts,
): Pick<Draft, 'body'> | undefined {
  const content = usualContent(update.body);
  const schema = content?.schema;
  const before = objectIn(filled);
  if (resource.update?.semantics === 'upsert' || !content || schema === undefined || !before)
    return undefined;
  const names = new Set(schemaMembers(context.contract.document, schema).keys());
  const lists = resource.echo
    .map(({ member }) => member)
    .filter((member) => isFilled(before[member]) && names.has(member));
  const isReplaced = resource.update?.semantics === 'replace';
  // The less a merging update names, the more it tells.
  const bases = isReplaced ? [objectIn(whole)] : [{}, objectIn(bodyOf(context, update, content, LEAST))];
  for (const base of bases) {
    const value = base && emptied(context, schema, base, lists);
    if (value !== undefined) return { body: { mediaType: content.mediaType, value } };
  }
  return undefined;
}

const LEAST = { optional: 'none' } as const;

/** A body in which those lists are empty that may be; undefined where none may. */
function emptied(
  context: PlanContext,
  schema: Pointer,
  base: JsonObject,
  lists: readonly string[],
): Json | undefined {
  const value = lists.reduce<Json>((so, member) => {
    const cleared = withValueAt(so, child('', member), []);
    return isValidBody(context, schema, cleared) ? cleared : so;
  }, base);
  return value === base ? undefined : value;
}

function objectIn(body: PlannedBody | undefined): JsonObject | undefined {
  return body && 'value' in body && isObject(body.value) ? body.value : undefined;
}

function isFilled(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length > 0;
}
