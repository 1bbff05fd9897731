import type { Finding } from './run.ts';

/** What a finding says was asked for, or came. */
export type Evidence = Pick<Finding, 'expected' | 'received' | 'asText'>;

/** One side of the evidence as people read it: text as it is, a value as JSON. */
export function evidenceText(evidence: Evidence, side: 'expected' | 'received', indent?: number): string {
  const said = evidence[side];
  return typeof said === 'string' && isText(evidence, side) ? said : JSON.stringify(said, null, indent);
}

/** Whether one side of the evidence is text and no value. */
export function isText({ asText = [] }: Evidence, side: 'expected' | 'received'): boolean {
  return asText.includes(side);
}
