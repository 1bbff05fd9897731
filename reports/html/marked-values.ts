import { type Evidence, evidenceText } from '../../model/evidence.ts';
import { equalJson, isObject, type JsonObject } from '../../model/json.ts';

/** A piece of a text, and whether to look at it. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/**
 * Both sides of the evidence, values as indented JSON, with the members marked in which two objects differ. What has no
 * member in common says two different kinds of things, such as a schema and a body, so that nothing in it is marked.
 */
export function markedPair(evidence: Evidence): { expected: Piece[]; received: Piece[] } {
  const { expected, received } = evidence;
  if (!isObject(expected) || !isObject(received) || !haveNameInCommon(expected, received)) {
    return { expected: [plain(evidence, 'expected')], received: [plain(evidence, 'received')] };
  }
  return { expected: memberPieces(expected, received), received: memberPieces(received, expected) };
}

function haveNameInCommon(one: JsonObject, other: JsonObject): boolean {
  return Object.keys(one).some((name) => Object.hasOwn(other, name));
}

function plain(evidence: Evidence, side: 'expected' | 'received'): Piece {
  return { text: evidenceText(evidence, side, 2), isMarked: false };
}

function memberPieces(value: JsonObject, other: JsonObject): Piece[] {
  const names = Object.keys(value);
  return [
    { text: '{\n', isMarked: false },
    ...names.flatMap((name, at): Piece[] => [
      { text: '  ', isMarked: false },
      {
        text: `${JSON.stringify(name)}: ${JSON.stringify(value[name], null, 2).replaceAll('\n', '\n  ')}`,
        isMarked: !Object.hasOwn(other, name) || !equalJson(value[name], other[name]),
      },
      { text: at === names.length - 1 ? '\n' : ',\n', isMarked: false },
    ]),
    { text: '}', isMarked: false },
  ];
}
