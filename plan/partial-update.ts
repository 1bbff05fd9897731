import type { PlannedBody } from '../model/case.ts';
import type { Operation, Resource } from '../model/contract.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { usualContent } from './body-wire.ts';
import { bodyOf, type Draft } from './drafts.ts';
import { isValidBody } from './is-valid-body.ts';
import { MARK } from './marks.ts';
import { declaredMembers } from './members.ts';
import type { PlanContext } from './options.ts';
import { otherValues } from './other-values.ts';

/**
 * An update that names as few members as it may, one at the least: what becomes of the others tells whether it merges
 * or replaces. Undefined where it would name all that `whole` names, which the update before it did.
 */
export function partialDraft(
  context: PlanContext,
  resource: Resource,
  update: Operation,
  whole: PlannedBody | undefined,
): Pick<Draft, 'body'> | undefined {
  const content = usualContent(update.body);
  if (resource.update?.semantics === 'upsert' || content?.schema === undefined) return undefined;
  const least = bodyOf(context, update, content, { optional: 'none' });
  if (!least || !('value' in least) || !isObject(least.value)) return undefined;
  const before = whole && 'value' in whole && isObject(whole.value) ? whole.value : {};
  const value =
    Object.keys(least.value).length > 0 ? least.value : oneMember(context, resource, content.schema, before);
  const isPart = value && resource.echo.some(({ member }) => member in before && !(member in value));
  return isPart ? { body: { mediaType: least.mediaType, value } } : undefined;
}

/** A body with one echoed member, which is another than before. */
function oneMember(
  context: PlanContext,
  { echo }: Resource,
  schema: Pointer,
  before: Readonly<Record<string, Json>>,
): Record<string, Json> | undefined {
  for (const { member } of echo) {
    const known = before[member];
    if (known === undefined) continue;
    const at = child('', member);
    const place = declaredMembers(context.contract, schema, before).find(({ instance }) => instance === at);
    const candidates = known === MARK ? [MARK] : place ? otherValues(context, place.schema) : [];
    const other = candidates.find(
      (candidate) =>
        (candidate === MARK || !equalJson(candidate, known)) &&
        isValidBody(context, schema, { [member]: candidate }),
    );
    if (other !== undefined) return { [member]: other };
  }
  return undefined;
}
