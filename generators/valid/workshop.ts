import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { GeneratorOptions } from './generator-options.ts';
import { SchemaDocument } from './schema-document.ts';
import { Validators } from './validators.ts';

type Direction = GeneratorOptions['direction'];

/** What all models of a document and direction share, because it is costly: the document and its validators. */
export interface Workshop {
  readonly document: SchemaDocument;
  /** Stops at the first error. */
  readonly quick: Validators;
  /** Names every error. */
  readonly complete: Validators;
}

const workshops = new WeakMap<JsonObject, Map<Direction, Workshop>>();

/** The workshop of a document, kept as long as the document is. */
export function workshopOf(root: Json, direction: Direction): Workshop {
  if (!isObject(root)) return open(new SchemaDocument(root), direction);
  const known = workshops.get(root) ?? new Map<Direction, Workshop>();
  workshops.set(root, known);
  const document = [...known.values()][0]?.document ?? new SchemaDocument(root);
  const found = known.get(direction) ?? open(document, direction);
  known.set(direction, found);
  return found;
}

function open(document: SchemaDocument, direction: Direction): Workshop {
  const options = direction === undefined ? {} : { direction };
  let complete: Validators | undefined;
  return {
    document,
    quick: new Validators(document, options, false),
    get complete() {
      complete ??= new Validators(document, options, true);
      return complete;
    },
  };
}
