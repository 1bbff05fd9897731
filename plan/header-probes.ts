import type { CaseMaker, CaseParts } from './case-maker.ts';
import type { PlanContext } from './options.ts';

// A tree that nobody may register types in (RFC 6838, section 3.4).
const UNKNOWN_TYPE = 'application/x.assay-none';

/** A HEAD where a GET reads, which goes before it: once a path, and not where the document has a HEAD of its own. */
export function headProbe({ contract }: PlanContext, { operation }: CaseMaker): CaseParts[] {
  if (operation.method !== 'GET' || operation.effect !== 'read') return [];
  const isOwn = contract.operations.some(({ method, path }) => method === 'HEAD' && path === operation.path);
  if (isOwn) return [];
  const purpose = 'a HEAD in the place of the GET';
  return [{ phase: 'coverage', kind: 'probe', purpose, method: 'HEAD', expectation: { kind: 'documented' } }];
}

/**
 * A read asked for in each of several documented media types, and once in one that nobody has. What writes is not asked:
 * each type would make or change something again.
 */
export function acceptProbes({ operation, group }: CaseMaker): void {
  if (operation.effect !== 'read') return;
  const types = new Set(
    operation.responses
      .filter(({ status }) => status.startsWith('2'))
      .flatMap(({ contents }) => contents.map(({ mediaType }) => mediaType))
      .filter((mediaType) => !mediaType.includes('*')),
  );
  const asked = types.size > 1 ? [...types] : [];
  const parts = [...asked, ...(types.size > 0 ? [UNKNOWN_TYPE] : [])].map(
    (accept): CaseParts => ({
      phase: 'coverage',
      kind: 'probe',
      purpose: accept === UNKNOWN_TYPE ? 'a media type that nobody has' : `as ${accept}`,
      accept,
      expectation: { kind: 'documented' },
    }),
  );
  if (parts.length > 0) group(parts);
}
