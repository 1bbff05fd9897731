import { deflateRawSync } from 'node:zlib';
import type { Finding } from '../../model/run.ts';

/** What is in a card that the page carries packed: its markup, and the finding as in report.json. */
export type PackedCard = readonly [id: string, body: string, whole: Finding];

// One pack is unpacked at a time: large enough to be small, small enough for nobody to wait.
const CARDS = 250;

/** Cards as texts of a few hundred each: JSON, deflated without a header, in base64. They repeat each other nearly whole. */
export function packedCards(cards: readonly PackedCard[]): string[] {
  return Array.from({ length: Math.ceil(cards.length / CARDS) }, (_, at) =>
    deflateRawSync(JSON.stringify(cards.slice(at * CARDS, (at + 1) * CARDS)), { level: 9 }).toString(
      'base64',
    ),
  );
}
