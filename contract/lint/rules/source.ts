import { isObject, type Json, type JsonObject } from '../../../model/json.ts';
import { child, type Pointer } from '../../../model/pointer.ts';
import { type Basis, LEVEL_OF_BASIS, LEVELS, type Level } from '../../../model/statement.ts';
import { object, text } from '../../members.ts';
import { error, type Remark, warning } from '../diagnostic.ts';
import { hintFor } from '../nearest-name.ts';
import type { Rule } from '../rule.ts';
import { sourcesIn } from '../sources-in.ts';

/** Sources name documents that are declared, and levels lower what the basis gives, with a reason. */
export const source: Rule = {
  id: 'source',
  *check({ contract, places }) {
    const documents = new Set(contract.documents.map(({ id }) => id));
    const used = new Set<string>();
    for (const { pointer, source: declared, inherits } of sourcesIn(places)) {
      yield* documentRemarks(declared, pointer, documents, used, documents.size > 0 && inherits !== true);
      yield* levelRemarks(declared, pointer, declared['basis']);
      for (const [keyword, entry] of Object.entries(object(declared['keywords']))) {
        if (!isObject(entry)) continue;
        const at = child(pointer, 'keywords', keyword);
        yield* documentRemarks(entry, at, documents, used, false);
        yield* levelRemarks(entry, at, entry['basis'] ?? declared['basis']);
      }
    }
    for (const [index, { id }] of contract.documents.entries()) {
      if (used.has(id)) continue;
      const at = child('/info/x-assay-documents', index);
      yield warning(
        'document-unused',
        at,
        `no source names the document ${JSON.stringify(id)}.`,
        'Name it where it is the source, or remove it.',
      );
    }
  },
};

function* documentRemarks(
  declared: JsonObject,
  pointer: Pointer,
  documents: ReadonlySet<string>,
  used: Set<string>,
  isNeeded: boolean,
): Iterable<Remark> {
  const id = text(declared['document']);
  if (id === undefined) {
    if (isNeeded)
      yield error(
        'source-without-document',
        pointer,
        'the source names no document.',
        'Add `document:` with an id of info.x-assay-documents.',
      );
    return;
  }
  used.add(id);
  if (documents.has(id)) return;
  const hint = hintFor(id, documents);
  yield error(
    'source-document-unknown',
    child(pointer, 'document'),
    `info.x-assay-documents declares no document ${JSON.stringify(id)}${hint}`,
    'Declare it there with id and title, or name one that is declared.',
  );
}

function* levelRemarks(declared: JsonObject, pointer: Pointer, based: Json | undefined): Iterable<Remark> {
  const level = declared['level'];
  if (!LEVELS.includes(level as Level)) return;
  const at = child(pointer, 'level');
  const basis: Basis = based === 'corroborated' || based === 'inferred' ? based : 'documented';
  const given = LEVEL_OF_BASIS[basis];
  if (text(declared['reading']) === undefined) {
    yield error(
      'level-without-reading',
      at,
      'a level is lowered without a reason.',
      'Add `reading:` with the reason beside it.',
    );
  }
  if (LEVELS.indexOf(level as Level) <= LEVELS.indexOf(given)) {
    yield error(
      'level-not-lower',
      at,
      `\`level: ${String(level)}\` does not lower the ${given} that ${basis} gives; a level can do nothing else.`,
      'Remove it, or correct the basis.',
    );
  }
}
