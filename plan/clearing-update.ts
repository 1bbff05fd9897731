import { schemaMembers } from '../contract/schema-members.ts';
import { violations } from '../contract/validation.ts';
import type { PlannedBody } from '../model/case.ts';
import type { Operation, Resource } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, withValueAt } from '../model/pointer.ts';
import { usualContent } from './body-wire.ts';
import { bodyOf, type Draft } from './drafts.ts';
import { sampled } from './marks.ts';
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
  const isReplaced = resource.update?.semantics === 'replace';
  const base = objectIn(isReplaced ? whole : bodyOf(context, update, content, { optional: 'none' }));
  if (!base) return undefined;
  const declared = schemaMembers(context.contract.document, schema);
  const isValid = (value: Json) =>
    violations(context.contract, schema, 'request', sampled(value)).length === 0;
  const lists = resource.echo.filter(({ member }) => isFilled(before[member]) && declared.has(member));
  const value = lists.reduce<Json>((so, { member }) => {
    const cleared = withValueAt(so, child('', member), []);
    return isValid(cleared) ? cleared : so;
  }, base);
  return value === base ? undefined : { body: { mediaType: content.mediaType, value } };
}

function objectIn(body: PlannedBody | undefined): JsonObject | undefined {
  return body && 'value' in body && isObject(body.value) ? body.value : undefined;
}

function isFilled(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length > 0;
}
