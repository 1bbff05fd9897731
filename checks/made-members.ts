import type { Echo } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { differingMembers, isSameMember } from './echo.ts';

/** What a refused request asked for, and what of that is there since. */
export interface MadeMembers {
  readonly asked: readonly Echo[];
  readonly made: readonly Echo[];
}

/** Of the members that a refused update would have changed, those that are as it wanted them: what others change is not. */
export function madeMembers(
  echo: readonly Echo[],
  body: Json | undefined,
  was: Json | undefined,
  now: Json | undefined,
): MadeMembers {
  if (!isObject(body) || !isObject(was) || !isObject(now)) return { asked: [], made: [] };
  const asked = differingMembers(echo, body, was);
  const made = asked.filter(({ member, as }) => {
    const [sent, shown] = [body[member], now[member]];
    return sent !== undefined && shown !== undefined && isSameMember(sent, shown, as);
  });
  return { asked, made };
}

// What was not read in time, or has to wait, is not refused for good: it may be carried out yet.
const NOT_FINAL: ReadonlySet<number> = new Set([408, 425, 429]);

/** Whether a status refuses a request for good. */
export function isRefusedForGood(status: number | undefined): status is number {
  return status !== undefined && status >= 400 && status < 500 && !NOT_FINAL.has(status);
}
