/** A version of JSON Schema, oldest first. */
export type DraftName = 'draft4' | 'draft6' | 'draft7' | 'draft2019-09' | 'draft2020-12';

/** The versions with the URIs that schemas name them by. */
export const DIALECTS: Readonly<Record<DraftName, string>> = {
  draft4: 'http://json-schema.org/draft-04/schema#',
  draft6: 'http://json-schema.org/draft-06/schema#',
  draft7: 'http://json-schema.org/draft-07/schema#',
  'draft2019-09': 'https://json-schema.org/draft/2019-09/schema',
  'draft2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

/** All versions, oldest first. */
export const DRAFTS = Object.keys(DIALECTS) as DraftName[];

/** Whether a version is the other or newer. */
export function isAtLeast(draft: DraftName, other: DraftName): boolean {
  return DRAFTS.indexOf(draft) >= DRAFTS.indexOf(other);
}

/** The version that a `$schema` names, if it is one of these. */
export function draftOf(uri: string): DraftName | undefined {
  const plain = uri.replace(/#$/, '');
  return DRAFTS.find((draft) => DIALECTS[draft].replace(/#$/, '') === plain);
}
