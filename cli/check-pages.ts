import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../checks/registry.ts';
import type { Check } from '../model/check.ts';
import { PACKAGE_ROOT } from './contracts.ts';

/** The page of a check as it stands in the package: Markdown. */
export function checkPage({ id }: Pick<Check, 'id'>): string {
  return readFileSync(join(PACKAGE_ROOT, 'docs', 'checks', `${id}.md`), 'utf8');
}

/** All checks with their pages, for reports that explain them. */
export function checksWithPages(): (Check & { readonly page: string })[] {
  return CHECKS.map((check) => ({ ...check, page: checkPage(check) }));
}
