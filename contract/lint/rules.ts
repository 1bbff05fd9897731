import type { Rule } from './rule.ts';
import { contradictions } from './rules/contradictions.ts';
import { effects } from './rules/effects.ts';
import { examples } from './rules/examples.ts';
import { expressions } from './rules/expressions.ts';
import { extensionShape } from './rules/extension-shape.ts';
import { invariants } from './rules/invariants.ts';
import { linkTargets } from './rules/link-targets.ts';
import { lists } from './rules/lists.ts';
import { operationIds } from './rules/operation-ids.ts';
import { operationReferences } from './rules/operation-references.ts';
import { pathValues } from './rules/path-values.ts';
import { patterns } from './rules/patterns.ts';
import { replyMembers } from './rules/reply-members.ts';
import { resources } from './rules/resources.ts';
import { responses } from './rules/responses.ts';
import { restoreEcho } from './rules/restore-echo.ts';
import { schemasCompile } from './rules/schemas-compile.ts';
import { security } from './rules/security.ts';
import { source } from './rules/source.ts';
import { sourceKeywords } from './rules/source-keywords.ts';
import { switches } from './rules/switches.ts';
import { unsourced } from './rules/unsourced.ts';

/** Every rule of `assay lint`. */
export const RULES: readonly Rule[] = [
  extensionShape,
  source,
  sourceKeywords,
  unsourced,
  operationIds,
  operationReferences,
  linkTargets,
  expressions,
  invariants,
  resources,
  lists,
  replyMembers,
  security,
  responses,
  effects,
  restoreEcho,
  switches,
  pathValues,
  patterns,
  contradictions,
  schemasCompile,
  examples,
];
