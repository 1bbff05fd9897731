/** Where a parameter stands in a request. */
export function whereOf({ in: where, name }: { readonly in: string; readonly name: string }): string {
  return `${where} ${name}`;
}
