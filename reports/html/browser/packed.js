// @ts-check
// The cards that the page carries packed: of thousands, all but the first hundred.
import { blocks } from './exchanges.js';

/**
 * Markup of what is in a card, by the card's id, as far as it is unpacked.
 * @type {Map<string, string>}
 */
export const packedBodies = new Map();

/** Ends when all is unpacked, which begins once the page can be used. */
export const unpacked = unpack();

async function unpack() {
  /** @type {string[]} */
  const packs = JSON.parse(document.getElementById('packed')?.textContent ?? '[]');
  if (packs.length === 0) return;
  // The first picture goes first.
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done));
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

/** Lets the browser draw what is due. */
function drawn() {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

/** @param {string} base64 */
function inflated(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}
