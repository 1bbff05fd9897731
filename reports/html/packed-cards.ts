import { deflateRawSync } from 'node:zlib';
import type { Finding } from '../../model/run.ts';

/** What is in a card that the page carries packed: its markup, and the finding as in report.json. */
export type PackedCard = readonly [id: string, body: string, whole: Finding];

// One block is read at a time: large enough to be few, small enough for nobody to wait.
const CARDS = 250;

/** Blocks of a few hundred, in order. */
export function inBlocks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / CARDS) }, (_, at) =>
    all.slice(at * CARDS, (at + 1) * CARDS),
  );
}

/** Cards as texts of a block each: JSON, deflated without a header, in base64. They repeat each other nearly whole. */
export function packedCards(cards: readonly PackedCard[]): string[] {
  return inBlocks(cards).map((block) =>
    deflateRawSync(JSON.stringify(block), { level: 9 }).toString('base64'),
  );
}
