import type { Contract } from '../../model/contract.ts';
import { UserError } from '../../model/errors.ts';
import type { Pointer } from '../../model/pointer.ts';
import { compile } from '../compile.ts';
import { applyOverlay } from '../overlay.ts';
import { readDocument } from '../read.ts';
import { checkReferences } from '../reference.ts';
import { upgraded } from '../upgrade.ts';
import { type Diagnostic, error, type Remark } from './diagnostic.ts';
import { contextOf } from './rule.ts';
import { RULES } from './rules.ts';

/**
 * What should be mended in a contract, in the order of the file; an overlay's additions are shown at the place that
 * they are added to. A document that cannot be read gives a diagnostic too.
 * @param file - path of the OpenAPI document.
 * @param overlay - path of an overlay to apply first.
 */
export function lint(file: string, overlay?: string): Diagnostic[] {
  try {
    const broken = brokenReferences(file, overlay);
    return broken.length > 0 ? broken : remarksOn(compile({ file, overlay }));
  } catch (problem) {
    if (problem instanceof UserError) return [diagnosticOf(problem, file)];
    throw problem;
  }
}

/** All of them, where compiling stops at the first. */
function brokenReferences(file: string, overlay: string | undefined): Diagnostic[] {
  const read = readDocument(file);
  const whole = overlay === undefined ? read.content : applyOverlay(read.content, readDocument(overlay));
  const found: Remark[] = [];
  checkReferences(upgraded(whole, read.position('')), (pointer: Pointer, why: string, mend: string) => {
    found.push(error('reference', pointer, why, mend));
  });
  return placed(found, read.position);
}

function remarksOn(contract: Contract): Diagnostic[] {
  const context = contextOf(contract);
  return placed(
    RULES.flatMap((rule) => [...rule.check(context)]),
    contract.position,
  );
}

function placed(remarks: readonly Remark[], position: Contract['position']): Diagnostic[] {
  return remarks
    .map((remark) => ({ ...remark, position: position(remark.pointer) }))
    .sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
}

function diagnosticOf(problem: UserError, file: string): Diagnostic {
  const position = problem.position ?? { file, line: 1, column: 1 };
  const prefix = `${position.file}:${position.line}:${position.column}: `;
  return {
    severity: 'error',
    code: problem.code.toLowerCase().replaceAll('_', '-'),
    message: problem.message.startsWith(prefix) ? problem.message.slice(prefix.length) : problem.message,
    mend: problem.mend ?? 'Correct the document at this place.',
    position,
    pointer: '',
  };
}
