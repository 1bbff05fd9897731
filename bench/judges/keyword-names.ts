/** Names that different drafts have for what is one keyword in the end. */
const FAMILIES: readonly (readonly string[])[] = [
  ['dependencies', 'dependentRequired', 'dependentSchemas'],
  ['additionalItems', 'items', 'prefixItems'],
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
  ['contains', 'minContains', 'maxContains'],
];

/** Whether two drafts, or two validators, may mean the same keyword by two names. */
export function isSameKeyword(one: string, other: string): boolean {
  return one === other || FAMILIES.some((family) => family.includes(one) && family.includes(other));
}
