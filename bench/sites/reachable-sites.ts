import type { SubjectInput } from '../subjects/subject.ts';

export function reachableSites({ benchCase }: SubjectInput): { keywords: string[] } {
  const { schema } = benchCase;
  return { keywords: typeof schema === 'object' ? Object.keys(schema) : [] };
}
