import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { Evaluator } from '../evaluation/evaluator.ts';
import { Library } from '../schema/library.ts';
import type { GeneratorOptions } from './generator-options.ts';

/** What all models of a document and direction share, because it is costly: the document and its checks. */
export interface Workshop {
  readonly library: Library;
  readonly evaluator: Evaluator;
}

type Source = Pick<GeneratorOptions, 'direction' | 'dialect' | 'schemas'>;

interface Kept extends Workshop {
  readonly source: Source;
}

const workshops = new WeakMap<JsonObject, Kept[]>();
/** A document is seldom used with more directions and sets of other documents than this. */
const MOST = 6;

/** The workshop of a document, kept as long as the document is. */
export function workshopOf(root: Json, isSchema: boolean, source: Source): Workshop {
  if (!isObject(root)) return open(new Library(root, true, source), source);
  const kept = workshops.get(root) ?? [];
  workshops.set(root, kept);
  const related = kept.filter(
    (one) => one.source.dialect === source.dialect && one.source.schemas === source.schemas,
  );
  const found = related.find((one) => one.source.direction === source.direction);
  if (found) return found;
  const library = related[0]?.library ?? new Library(root, isSchema, source);
  const made = open(library, source);
  kept.push(made);
  if (kept.length > MOST) kept.shift();
  return made;
}

function open(library: Library, { direction, dialect, schemas }: Source): Kept {
  const evaluator = new Evaluator(library, direction === undefined ? {} : { direction });
  return {
    library,
    evaluator,
    source: {
      ...(direction ? { direction } : {}),
      ...(dialect ? { dialect } : {}),
      ...(schemas ? { schemas } : {}),
    },
  };
}
