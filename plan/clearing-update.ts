import { violations } from '../contract/validation.ts';
import type { PlannedBody } from '../model/case.ts';
import type { Operation, Resource } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, withValueAt } from '../model/pointer.ts';
import { usualContent } from './body-wire.ts';
import { bodyOf, type Draft } from './drafts.ts';
import { sampled } from './marks.ts';
import type { PlanContext } from './options.ts';

/**
 * An update that empties the lists that `whole`, the update before it, filled, as far as their schemas let them be
 * empty. Undefined where there is none, and for an upsert, which may take an empty list for one that is not given.
 */
export function clearingDraft(
  context: PlanContext,
  resource: Resource,
  update: Operation,
  whole: PlannedBody | undefined,
): Pick<Draft, 'body'> | undefined {
  const content = usualContent(update.body);
  const schema = content?.schema;
  const before = objectIn(whole);
  if (resource.update?.semantics === 'upsert' || !content || schema === undefined || !before)
    return undefined;
  const isReplaced = resource.update?.semantics === 'replace';
  const base = isReplaced ? before : objectIn(bodyOf(context, update, content, { optional: 'none' }));
  if (!base) return undefined;
  const isValid = (value: Json) =>
    violations(context.contract, schema, 'request', sampled(value)).length === 0;
  const value = resource.echo.reduce<Json>((so, { member }) => {
    const cleared = isFilled(before[member]) ? withValueAt(so, child('', member), []) : so;
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
