import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { UserError } from '../model/errors.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { type Pointer, tokens } from '../model/pointer.ts';
import type { Frame, Position } from '../model/statement.ts';

const MAX_BYTES = 10 * 1024 * 1024;
// Bounds what a document full of YAML aliases can expand to.
const MAX_ALIASES = 100;
// Of a frame, before and after the line that it is about.
const FRAME_LINES = 2;
// A document of one line is no frame for anything.
const MAX_FRAME_WIDTH = 500;

/** A YAML or JSON document with the place of each of its parts. */
export interface ReadDocument {
  readonly file: string;
  readonly content: JsonObject;
  /** The place of a pointer's nearest existing ancestor or self. */
  position(pointer: Pointer): Position;
  /** The lines around a position, each cut where it is very long. */
  frame(position: Position): Frame;
}

/**
 * Reads a YAML or JSON file.
 * @throws UserError with file:line:column where it cannot be read or parsed.
 */
export function readDocument(path: string): ReadDocument {
  const file = relative(process.cwd(), path) || path;
  const text = readText(path, file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const [problem] = document.errors;
  if (problem) throw syntaxError(problem, at(problem.pos[0]));
  const content = plain(document, at(danglingAlias(document) ?? 0));
  const rows = text.split(/\r?\n/);
  return {
    file,
    content,
    position: (pointer) => at(offsetOf(document, pointer)),
    frame: ({ line }) => frameOf(rows, line),
  };
}

function frameOf(rows: readonly string[], line: number): Frame {
  const firstLine = Math.max(1, line - FRAME_LINES);
  const lines = rows.slice(firstLine - 1, line + FRAME_LINES);
  return { firstLine, lines: lines.map((row) => row.slice(0, MAX_FRAME_WIDTH)) };
}

function readText(path: string, file: string): string {
  try {
    if (statSync(path).size > MAX_BYTES) {
      throw new UserError('DOCUMENT_TOO_LARGE', `${file} is larger than 10 MiB.`, {
        mend: 'Split the document, or remove examples.',
      });
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('DOCUMENT_UNREADABLE', `${file} cannot be read: ${(error as Error).message}.`, {
      mend: 'Name an OpenAPI file that exists, or a shipped contract (assay list).',
      position: { file, line: 1, column: 1 },
    });
  }
}

function syntaxError(problem: YAMLError, position: Position): UserError {
  return new UserError('DOCUMENT_SYNTAX', `not valid YAML or JSON: ${problem.message}`, {
    mend: 'Correct the document at this place.',
    position,
  });
}

function plain(document: Document.Parsed, position: Position): JsonObject {
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    throw new UserError('DOCUMENT_ALIASES', `aliases cannot be followed: ${(error as Error).message}`, {
      position,
    });
  }
  if (isCyclic(content, new Set(), new Set())) {
    throw new UserError('DOCUMENT_ALIASES', 'an alias holds itself, so the document has no end.', {
      position,
    });
  }
  if (!isObject(content)) {
    throw new UserError('DOCUMENT_NOT_OBJECT', 'the document is not an object.', {
      mend: 'An OpenAPI document starts with `openapi: 3.1.0`.',
      position,
    });
  }
  return content as Json as JsonObject;
}

function danglingAlias(document: Document.Parsed): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Alias: (_, node) => {
      if (node.resolve(document) === undefined) offset ??= node.range?.[0];
    },
  });
  return offset;
}

function isCyclic(value: unknown, above: Set<unknown>, done: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null || done.has(value)) return false;
  if (above.has(value)) return true;
  above.add(value);
  const found = Object.values(value).some((member) => isCyclic(member, above, done));
  above.delete(value);
  done.add(value);
  return found;
}

/** Offset of the key (in a map) or of the item (in a list) that a pointer names, or of its nearest ancestor. */
function offsetOf(document: Document.Parsed, pointer: Pointer): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const token of tokens(pointer)) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === token);
      if (!pair || !isScalar(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(token)];
      if (!item) return offset;
      offset = (item as { range?: [number, number, number] }).range?.[0] ?? offset;
      node = item;
    } else {
      return offset;
    }
  }
  return offset;
}
