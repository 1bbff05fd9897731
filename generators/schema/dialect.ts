/** A dialect that schemas are written in. */
export type Draft = 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12' | 'openapi-3.0';

/** How the schemas of a resource are to be read. */
export interface Dialect {
  readonly draft: Draft;
  /** False where a metaschema leaves out the validation vocabulary: only applicators count. */
  readonly validates: boolean;
}

/** What is read where nothing else is said. */
export const LATEST: Dialect = { draft: '2020-12', validates: true };

const DRAFTS: readonly (readonly [RegExp, Draft])[] = [
  [/draft-?0?4/, 'draft-04'],
  [/draft-?0?6/, 'draft-06'],
  [/draft-?0?7/, 'draft-07'],
  [/2019-09/, '2019-09'],
  [/2020-12/, '2020-12'],
  [/openapi-3\.0|openapis\.org\/oas\/3\.0/, 'openapi-3.0'],
  [/openapis\.org\/oas\/3\.[1-9]/, '2020-12'],
];

/** The dialect that an address (`$schema`) or a short name such as `draft-07` means. */
export function draftOf(name: string): Draft | undefined {
  return DRAFTS.find(([form]) => form.test(name))?.[1];
}

/** Whether keywords beside `$ref` are ignored. */
export function isRefAlone({ draft }: Dialect): boolean {
  return draft !== '2019-09' && draft !== '2020-12';
}
