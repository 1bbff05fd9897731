// @ts-check
// The script of report.html. The page is whole without it: this adds the filter, copying and links that open cards.

const FILTER_PREFIX = '#?q=';

/** @type {HTMLInputElement} */
const box = element('filter');
const result = element('filter-result');
const announcer = element('announcer');

/** @type {{ card: HTMLDetailsElement, text: string }[]} */
const cards = [...document.querySelectorAll('details.finding')].map((card) => ({
  card: /** @type {HTMLDetailsElement} */ (card),
  text: (card.textContent ?? '').toLowerCase(),
}));

for (const hidden of document.querySelectorAll('[data-script]')) hidden.removeAttribute('hidden');
box.addEventListener('input', () => {
  history.replaceState(
    null,
    '',
    box.value.trim() === '' ? '#' : FILTER_PREFIX + encodeURIComponent(box.value),
  );
  filter(box.value);
});
document.addEventListener('keydown', onKey);
document.addEventListener('click', onClick);
window.addEventListener('hashchange', followHash);
window.addEventListener('beforeprint', () => setAll(true));
followHash();

/** The hash is the state: a filter that can be sent to somebody, or the place that is linked. */
function followHash() {
  if (location.hash.startsWith(FILTER_PREFIX)) {
    box.value = decoded(location.hash.slice(FILTER_PREFIX.length));
    filter(box.value);
    return;
  }
  box.value = '';
  filter('');
  const target = location.hash === '' ? null : document.getElementById(decoded(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}

/**
 * Every word must occur in a card; `level:`, `check:` and `op:` look at that alone.
 * @param {string} query
 */
function filter(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { card, text } of cards) {
    card.hidden = !words.every((word) => matches(card, text, word));
    if (!card.hidden) shown += 1;
  }
  for (const list of document.querySelectorAll('.findings')) {
    const none = list.querySelector('.no-match');
    if (none instanceof HTMLElement)
      none.hidden = list.querySelector('details.finding:not([hidden])') !== null;
  }
  result.textContent = words.length === 0 ? '' : `${shown} of ${cards.length} shown`;
}

/**
 * @param {HTMLElement} card
 * @param {string} text
 * @param {string} word
 */
function matches(card, text, word) {
  const [, key, value] = /^(level|check|op):(.*)$/.exec(word) ?? [];
  if (key === undefined || value === undefined) return text.includes(word);
  const own = card.dataset[key]?.toLowerCase() ?? '';
  return key === 'level' ? own === value : own.includes(value);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const isTyping = event.target instanceof HTMLInputElement;
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  box.focus();
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  if (button === null) return;
  if (button.dataset.copy !== undefined) copy(button, button.dataset.copy);
  if (button.dataset.all !== undefined) setAll(button.dataset.all === 'open');
}

/** @param {boolean} isOpen */
function setAll(isOpen) {
  for (const { card } of cards) card.open = isOpen;
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} id
 */
async function copy(button, id) {
  const source = element(id);
  const isCopied = await copied(source);
  const words = button.textContent;
  button.textContent = isCopied ? 'Copied' : 'Selected';
  announcer.textContent = isCopied ? 'Copied to the clipboard' : 'Selected: copy it with the keyboard';
  setTimeout(() => {
    button.textContent = words;
    announcer.textContent = '';
  }, 2000);
}

/**
 * What is refused stays selected, so that a key copies it.
 * @param {HTMLElement} source
 */
async function copied(source) {
  try {
    await navigator.clipboard.writeText(source.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return document.execCommand('copy');
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

/**
 * @param {string} id
 * @returns {any}
 */
function element(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}
