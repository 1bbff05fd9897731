import type { OperationId } from '../model/contract.ts';
import type { ListedExchange, OperationStatuses } from '../model/run.ts';

/** What each operation was answered, beside what its document lists; probes by another method than its own aside. */
export function statusesOf(
  documented: Readonly<Record<OperationId, readonly string[]>>,
  exchanges: readonly ListedExchange[],
): OperationStatuses[] {
  const came = new Map<OperationId, Map<number, number>>();
  for (const { operation, method, status } of exchanges) {
    if (status === null || !operation.startsWith(`${method} `)) continue;
    const own = came.get(operation) ?? new Map<number, number>();
    came.set(operation, own.set(status, (own.get(status) ?? 0) + 1));
  }
  return Object.entries(documented).map(([operation, keys]) => {
    const counts = new Map(keys.map((key) => [key, 0]));
    const undocumented: { status: number; exchanges: number }[] = [];
    for (const [status, exchanges] of [...(came.get(operation) ?? [])].sort(([a], [b]) => a - b)) {
      const key = keyOf(status, counts);
      if (key === undefined) undocumented.push({ status, exchanges });
      else counts.set(key, (counts.get(key) ?? 0) + exchanges);
    }
    return {
      operation,
      documented: [...counts].map(([status, exchanges]) => ({ status, exchanges })),
      undocumented,
    };
  });
}

/** The exact status, then its class, then `default`, which means errors where a success is listed. */
function keyOf(status: number, keys: ReadonlyMap<string, number>): string | undefined {
  const key = [String(status), `${Math.floor(status / 100)}XX`].find((each) => keys.has(each));
  if (key !== undefined || !keys.has('default')) return key;
  const listsSuccess = [...keys.keys()].some((each) => each.startsWith('2'));
  return status >= 400 || !listsSuccess ? 'default' : undefined;
}

/** How many of the documented statuses of all operations came. */
export function countStatuses(statuses: readonly OperationStatuses[]): { seen: number; documented: number } {
  const all = statuses.flatMap(({ documented }) => documented);
  return { seen: all.filter(({ exchanges }) => exchanges > 0).length, documented: all.length };
}
