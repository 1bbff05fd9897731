// @ts-check
// The cards that the page carries packed: of thousands, all but the first hundred.
import { drawn } from './dom.js';
import { blocks } from './exchanges.js';

/**
 * Markup of what is in a card, by the card's id, as far as it is unpacked.
 * @type {Map<string, string>}
 */
export const packedBodies = new Map();

/** Ends when all is unpacked; the browser draws between two packs. */
export async function unpack() {
  /** @type {string[]} */
  const packs = JSON.parse(document.getElementById('packed')?.textContent ?? '[]');
  if (packs.length === 0) return;
  const findings = new Map(blocks.flatMap((block) => block.findings.map((each) => [each.id, each])));
  for (const pack of packs) {
    await drawn();
    /** @type {import('../packed-cards.ts').PackedCard[]} */
    const cards = JSON.parse(await inflated(pack));
    for (const [id, body, whole] of cards) {
      packedBodies.set(id, body);
      const finding = findings.get(id);
      if (finding) finding.whole = whole;
    }
  }
}

/** @param {string} base64 */
function inflated(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}
