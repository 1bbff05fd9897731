import type { Json } from '../../model/json.ts';
import type { Judge } from '../judges/judge.ts';
import type { Chair } from '../judges/panel.ts';
import type { Subject, SubjectInput } from '../subjects/subject.ts';
import { paces } from './pace.ts';
import type { SpeedResult } from './speed-result.ts';

/** Values of each that must be valid before speed counts. */
const CHECKED = 50;

/** Times two generators on a schema that both make valid values for. */
export function compare(
  assay: Subject,
  rival: Subject,
  input: SubjectInput,
  chair: Chair | undefined,
): SpeedResult {
  if (!chair) return { incomparable: 'no judge can judge the schema' };
  const makers = [];
  for (const subject of [assay, rival]) {
    try {
      const maker = subject.maker(input);
      const values = maker({ count: CHECKED, seed: 7 });
      if (!values.every((value) => isValid(chair.judge, value))) {
        return { incomparable: `${subject.name} makes wrong values` };
      }
      makers.push((count: number, seed: number) => maker({ count, seed }));
    } catch {
      return { incomparable: `${subject.name} makes no values` };
    }
  }
  try {
    const [own, other] = paces(makers);
    return own && other ? { assay: own, rival: other } : { incomparable: 'nothing was timed' };
  } catch {
    return { incomparable: 'one of the two makes no values with some seed' };
  }
}

function isValid(judge: Judge, value: unknown): boolean {
  const text = JSON.stringify(value);
  return text !== undefined && judge.isValid(JSON.parse(text) as Json);
}
