import type { OperationStatuses, Run } from '../../model/run.ts';
import { countStatuses } from '../statuses.ts';
import { number } from '../wording.ts';

/** What operations were answered, beside what is documented, as the page shows it. */
export interface StatusesView {
  /** As in `71 of 96`. */
  readonly text: string;
  readonly share: string;
  readonly line: string;
  readonly rows: readonly {
    readonly operation: string;
    readonly text: string;
    readonly share: string;
    readonly came: string;
    readonly never: string;
    readonly undocumented: string;
  }[];
}

/** The statuses of a run for the page. */
export function statusesView({ statuses, summary: { statuses: all } }: Run): StatusesView {
  const text = `${number(all.seen)} of ${number(all.documented)}`;
  return {
    text,
    share: percent(all.seen, all.documented),
    line: `${text} statuses that the document lists came at least once.`,
    rows: statuses.map(rowOf),
  };
}

function rowOf(of: OperationStatuses): StatusesView['rows'][number] {
  const { seen, documented } = countStatuses([of]);
  const [came, never] = [
    of.documented.filter(({ exchanges }) => exchanges > 0),
    of.documented.filter(({ exchanges }) => exchanges === 0),
  ];
  const counted = (list: readonly { status: string | number; exchanges: number }[]) =>
    list.map(({ status, exchanges }) => `${status} (${number(exchanges)})`).join(', ');
  return {
    operation: of.operation,
    text: `${seen} of ${documented}`,
    share: percent(seen, documented),
    came: counted(came),
    never: never.map(({ status }) => status).join(', '),
    undocumented: counted(of.undocumented),
  };
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0' : ((part / whole) * 100).toFixed(2);
}
