import type { Case } from '../model/case.ts';
import type { Json } from '../model/json.ts';

/**
 * A plain request that goes where an object is: the path that the object was made with comes before the plan's usual
 * one. A lenient target may have taken a faulty parent, and only below that is there anything to remove.
 */
export function atObject(planned: Case, path: ReadonlyMap<string, Json>): Case {
  const { request } = planned;
  const parameters = request.parameters.filter(({ name, in: where }) => where !== 'path' || !path.has(name));
  return { ...planned, request: { ...request, parameters } };
}
