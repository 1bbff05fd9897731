import type { Json } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';

/** One failing keyword as a validator reports it. */
export interface Violation {
  readonly keyword: string;
  readonly instance: Pointer;
  /** Where the validator says that the keyword stands. */
  readonly location: string;
  /** It is a member's name that fails; the place is that of the object. */
  readonly ofName?: boolean;
  /** The missing or unwanted member that the validator names. */
  readonly member?: string;
}

/** What a validator says of values of one schema. */
export interface Judge {
  /** @param formats - whether `format` asserts; it does where nothing is said. */
  isValid(value: Json, formats?: boolean): boolean;
  /** All failing keywords; none where the value is valid. */
  violations(value: Json): Violation[];
}

/** A judge, or why the validator cannot judge this schema. */
export type JudgeOrReason = Judge | { readonly cannot: string };

/** Whether a validator can judge. */
export function isJudge(one: JudgeOrReason): one is Judge {
  return 'isValid' in one;
}
