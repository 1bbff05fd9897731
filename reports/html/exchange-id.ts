/** The address of an exchange in the page. */
export function exchangeId(runId: string, number: number): string {
  return `${runId}-x${number}`;
}
