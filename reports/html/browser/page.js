// @ts-check
// The script of report.html. The page is whole without it, but for the list of exchanges: this adds the filter,
// copying, and links that open what they lead to.
import { addAll, addCards, cards, fill, tellAnew, tellOf } from './cards.js';
import { announcer, copy, rawRequest } from './copying.js';
import { drawn, element, showControls } from './dom.js';
import {
  blocks,
  followExchange,
  freshen,
  lists,
  pickExchanges,
  showMore,
  toggleExchange,
} from './exchanges.js';
import { unpack } from './packed.js';
import { fits, parseQuery } from './query.js';
import './keys.js';

const FILTER_PREFIX = '#?q=';

/** @type {HTMLInputElement} */
const box = element('filter');
const result = element('filter-result');
const total = lists.reduce((so, { block }) => so + block.rows.length, 0);

showControls(document);
for (const shown of document.querySelectorAll('[data-noscript]')) shown.remove();
box.addEventListener('input', () => {
  const isEmpty = box.value.trim() === '';
  history.replaceState(null, '', isEmpty ? '#' : FILTER_PREFIX + encodeURIComponent(box.value));
  filter(box.value);
});
document.addEventListener('keydown', onKey);
document.addEventListener('click', onClick);
// It does not bubble.
document.addEventListener('toggle', ({ target }) => fill(target), { capture: true });
window.addEventListener('hashchange', followHash);
window.addEventListener('beforeprint', () => {
  setAll(true);
  for (const list of lists) freshen(list);
});
followHash();
complete();

/** Brings what comes later: the headings of far cards, then what is in them. */
async function complete() {
  // The first picture goes first.
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done));
  do {
    await drawn();
    if (box.value !== '') filter(box.value);
  } while (addCards());
  await unpack();
  tellAnew();
  if (box.value !== '') filter(box.value);
  for (const card of cards) if (card.open) fill(card);
}

/** The hash is the state: a filter that can be sent to somebody, or the place that is linked. */
function followHash() {
  if (location.hash.startsWith(FILTER_PREFIX)) {
    box.value = decoded(location.hash.slice(FILTER_PREFIX.length));
    filter(box.value);
    return;
  }
  if (box.value !== '') {
    box.value = '';
    filter('');
  }
  if (location.hash === '') return;
  const address = decoded(location.hash.slice(1));
  if (isFinding(address) && !document.getElementById(address)) {
    addAll();
    // Else the browser does not know it for what is linked.
    location.replace(location.hash);
  }
  const target = document.getElementById(address);
  target?.querySelector('details.rule')?.setAttribute('open', '');
  if (target === null || target instanceof HTMLTableRowElement) followExchange(address);
  else if (target instanceof HTMLDetailsElement) {
    for (
      let each = target.parentElement?.closest('details');
      each;
      each = each.parentElement?.closest('details')
    )
      each.open = true;
    fill(target);
    target.open = true;
    target.scrollIntoView();
  }
}

/** @param {string} address */
function isFinding(address) {
  return blocks.some(({ findings }) => findings.some(({ id }) => id === address));
}

/** @param {string} text */
function filter(text) {
  const query = parseQuery(text);
  let shown = 0;
  for (const card of cards) {
    const isShown = query.length === 0 || fits(query, tellOf(card));
    if (card.hidden === isShown) card.hidden = !isShown;
    if (isShown) shown += 1;
  }
  for (const list of document.querySelectorAll('.findings')) {
    const none = list.querySelector('.no-match');
    if (none instanceof HTMLElement)
      none.hidden = list.querySelector('details.finding:not([hidden])') !== null;
  }
  const sent = pickExchanges(query);
  result.textContent =
    query.length === 0 ? '' : `${shown} of ${cards.length} findings, ${sent} of ${total} exchanges`;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const isTyping = event.target instanceof HTMLInputElement;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape' && event.target === box && box.value !== '') {
    box.value = '';
    box.dispatchEvent(new Event('input'));
  }
  if (isTyping) return;
  if (event.key === '/') {
    event.preventDefault();
    box.focus();
  }
  if (event.key === 'j' || event.key === 'k') goToCard(event.key === 'j' ? 1 : -1);
}

/**
 * The next finding that is shown, or the one before.
 * @param {1 | -1} step
 */
function goToCard(step) {
  const shown = cards.filter((card) => !card.hidden);
  const at = shown.findIndex((card) => card.contains(document.activeElement));
  const next = shown[at === -1 && step === -1 ? shown.length - 1 : at + step];
  next?.querySelector('summary')?.focus();
}

/** @param {MouseEvent} event */
function onClick(event) {
  const clicked = event.target instanceof Element ? event.target : null;
  const button = clicked?.closest('button');
  if (!button) {
    if (clicked) toggleClicked(clicked);
    return;
  }
  const { copy: id, raw, json, all, more, exchange } = button.dataset;
  if (id !== undefined) copy(button, element(id).textContent ?? '', element(id));
  if (raw !== undefined) copyOf(button, raw, ({ request }) => rawRequest(request));
  if (json !== undefined) copyOf(button, json, (whole) => JSON.stringify(whole, null, 2));
  if (all !== undefined) setAll(all === 'open');
  if (exchange !== undefined) toggleExchange(button, button.getAttribute('aria-expanded') !== 'true');
  if (more !== undefined) {
    const list = lists.find((each) => each.more === button);
    if (list) showMore(list);
  }
}

/**
 * A click anywhere in the row of an exchange opens it; a link leads where it leads.
 * @param {Element} clicked
 */
function toggleClicked(clicked) {
  const button = clicked.closest('a') ? null : clicked.closest('tr[id]')?.querySelector('button.row');
  if (!(button instanceof HTMLElement) || String(getSelection()) !== '') return;
  toggleExchange(button, button.getAttribute('aria-expanded') !== 'true');
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} id
 * @param {(finding: import('../../../model/run.ts').Finding) => string} textOf
 */
function copyOf(button, id, textOf) {
  const found = blocks.flatMap(({ findings }) => findings).find((each) => each.id === id);
  if (found?.whole) copy(button, textOf(found.whole), null);
  else announcer.textContent = 'The page has no room for it; report.json has it';
}

/** @param {boolean} isOpen */
function setAll(isOpen) {
  addAll();
  for (const card of cards) {
    if (isOpen) fill(card);
    card.open = isOpen;
  }
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
