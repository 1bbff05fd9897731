/** The kinds of cases, in the order of phases. */
export const CASE_KINDS = [
  'example',
  'plain',
  'boundary',
  'fault',
  'control',
  'pairwise',
  'probe',
  'random',
  'step',
] as const;

/** What a case was planned for, as plans and reports count it. */
export type CaseKind = (typeof CASE_KINDS)[number];
