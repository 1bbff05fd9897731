import type { Level } from '../model/statement.ts';

/** What a check is, for readers. */
export interface RuleText {
  readonly id: string;
  readonly title: string;
  /** No finding of the check is above it. */
  readonly level: Level;
  /** Its page of the documentation, in Markdown. */
  readonly page?: string;
}
