// @ts-check
// The cards of the findings. Of thousands, all but the first hundred come as text: parsing their headings at once is what
// would keep a reader waiting.
import { part, showControls } from './dom.js';
import { lower } from './exchanges.js';
import { packedBodies } from './packed.js';

/** @typedef {import('./query.js').Entry} Entry */

/** Those that are in the page so far, in its order. */
export let cards = cardsInPage();
const later = [...document.querySelectorAll('noscript[data-cards]')];

/** Told by the first filter: most readers never type one. @type {Map<HTMLElement, Entry>} */
const entries = new Map();

function cardsInPage() {
  return /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details.finding')]);
}

/** Adds the next headings that came as text, and says whether there were any. */
export function addCards() {
  const block = later.shift();
  if (block) addBlock(block);
  return block !== undefined;
}

/** Adds all headings that came as text. */
export function addAll() {
  for (const block of later.splice(0)) addBlock(block);
}

/** @param {Element} block */
function addBlock(block) {
  const holder = document.createElement('template');
  holder.innerHTML = block.textContent ?? '';
  block.replaceWith(holder.content);
  cards = cardsInPage();
}

/**
 * What is in a far card came as text, which costs a browser nothing: without script it is read as it stands. It is
 * the writer's own markup, escaped like all of the page.
 * @param {EventTarget | null} card
 */
export function fill(card) {
  if (!(card instanceof HTMLDetailsElement)) return;
  const markup = markupOf(card);
  if (markup === undefined) return;
  const holder = document.createElement('template');
  holder.innerHTML = markup;
  showControls(holder.content);
  card.querySelector(':scope > noscript')?.remove();
  card.append(holder.content);
}

/**
 * What a card is not filled with yet; undefined where it is, or where that is still packed.
 * @param {HTMLElement} card
 */
function markupOf(card) {
  if (card.querySelector(':scope > .body')) return undefined;
  const text = card.querySelector(':scope > noscript')?.textContent ?? undefined;
  const packed = packedBodies.get(card.id);
  return packed === undefined ? text : `<div class="body">${packed}</div>`;
}

/**
 * What a filter looks at; of a card that is still packed its heading.
 * @param {HTMLElement} card
 */
export function tellOf(card) {
  const known = entries.get(card) ?? cardEntry(card);
  entries.set(card, known);
  return known;
}

/** What was told of cards was told while they were packed. */
export function tellAnew() {
  entries.clear();
}

/**
 * @param {HTMLElement} card
 * @returns {Entry}
 */
function cardEntry(card) {
  /** @type {Record<string, string[]>} */
  const keys = { is: ['new'] };
  for (const [key, value] of Object.entries(card.dataset)) keys[key] = lower(value);
  keys['level'] = lower(part(card, '.level').textContent ?? '');
  keys['op'] = lower(part(card, '.operation').textContent ?? '');
  keys['method'] = lower(part(card, '.operation b').textContent ?? '');
  keys['check'] = lower(part(card, '.check').textContent ?? '');
  return { text: plainText(card).toLowerCase(), keys };
}

/** @type {Record<string, string>} */
const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

/**
 * The text of a card, also of one that is still markup.
 * @param {HTMLElement} card
 */
function plainText(card) {
  const markup = markupOf(card);
  if (markup === undefined) return card.textContent ?? '';
  const body = markup.replace(/<[^>]*>/g, '').replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity);
  return `${card.querySelector('summary')?.textContent} ${body}`;
}
