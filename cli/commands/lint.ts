import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../contract/lint/diagnostic.ts';
import { lint } from '../../contract/lint/lint.ts';
import { contractFile, productVersions, shippedContracts } from '../contracts.ts';

/** Says what is wrong with contracts and their overlays; gives 2 where there is an error. */
export function lintCommand(references: readonly string[], options: { json?: boolean }): number {
  const names = references.length > 0 ? references : shippedContracts();
  const found = names.flatMap((reference) => {
    const file = contractFile(reference);
    const overlays = productVersions(file).map((version) =>
      join(dirname(file), 'versions', `${version}.overlay.yaml`),
    );
    return [undefined, ...overlays].flatMap((overlay) => lint(file, overlay));
  });
  const distinct = [...new Map(found.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
  if (options.json) process.stdout.write(`${JSON.stringify(distinct, null, 2)}\n`);
  else for (const diagnostic of distinct) process.stdout.write(`${textOf(diagnostic)}\n`);
  const errors = distinct.filter(({ severity }) => severity === 'error').length;
  const counts = [
    counted(names.length, 'contract'),
    counted(errors, 'error'),
    counted(distinct.length - errors, 'warning'),
  ];
  process.stderr.write(`${counts[0]}: ${counts[1]}, ${counts[2]}\n`);
  return errors > 0 ? 2 : 0;
}

function textOf({ severity, code, message, mend, position }: Diagnostic): string {
  const { file, line, column } = position;
  return `${file}:${line}:${column}: ${severity} ${code}: ${message}${mend ? `\n  ${mend}` : ''}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
