import { CHECKS } from '../../checks/registry.ts';
import { UserError } from '../../model/errors.ts';
import { wrap } from '../../reports/terminal/columns.ts';
import { pageText } from '../../reports/terminal/page.ts';
import { type Painter, painter } from '../../reports/terminal/painter.ts';
import { checkPage } from '../check-pages.ts';
import { wantsColour } from '../colour.ts';
import { nearest } from '../nearest.ts';

/** How what is known of checks is shown. */
export interface ExplainFlags {
  /** The page as it stands in the package. */
  readonly raw?: boolean;
  readonly json?: boolean;
}

/**
 * Shows the page of a check, or lists all checks. A page is Markdown where nobody looks: a program can read that best.
 * @throws UserError where there is no such check.
 */
export function explainCommand(id: string | undefined, { raw = false, json = false }: ExplainFlags): number {
  const colour = painter(wantsColour(process.stdout));
  const isSeen = process.stdout.isTTY === true || wantsColour(process.stdout);
  if (id === undefined) {
    process.stdout.write(json ? asJson(CHECKS.map(shape)) : list(colour, isSeen));
    return 0;
  }
  const check = CHECKS.find((candidate) => candidate.id === id);
  if (!check) throw unknown(id);
  const page = checkPage(check);
  if (json) process.stdout.write(asJson({ ...shape(check), page }));
  else process.stdout.write(isSeen && !raw ? pageText(page, colour) : page);
  return 0;
}

const LEVEL = 6;

/** A line for each check; what somebody looks at goes on in the next line where it is too long for a terminal. */
function list(colour: Painter, isSeen: boolean): string {
  const width = Math.max(...CHECKS.map(({ id }) => id.length));
  const lines = CHECKS.map(({ id, level, title }) => {
    const start = `${colour.level(level, level.toUpperCase().padEnd(LEVEL))}  ${id.padEnd(width)}  `;
    const [first = '', ...more] = isSeen ? wrap(title, LEVEL + width + 4) : [title];
    return [start + first.trimStart(), ...more].join('\n');
  });
  return `${lines.join('\n')}\n`;
}

function shape({ id, level, title, wfc }: (typeof CHECKS)[number]): object {
  return { id, level, title, wfc: wfc ?? null };
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function unknown(id: string): UserError {
  const close = nearest(
    id,
    CHECKS.map((check) => check.id),
  );
  const meant = close === undefined ? '' : `Did you mean ${close}? `;
  return new UserError('CHECK', `no check is called ${JSON.stringify(id)}.`, {
    mend: `${meant}assay explain lists all ${CHECKS.length}.`,
  });
}
