// @ts-check
// The matrix is one stop for the key Tab, and arrows walk in it: a stop for each cell would be a thousand.

for (const table of document.querySelectorAll('table.matrix')) {
  const cells = [...table.querySelectorAll('td a')];
  for (const [at, cell] of cells.entries()) cell.setAttribute('tabindex', at === 0 ? '0' : '-1');
  table.addEventListener('keydown', (event) => walk(/** @type {KeyboardEvent} */ (event)));
}

/** @type {Record<string, readonly [rows: number, columns: number]>} */
const WAYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** @param {KeyboardEvent} event */
function walk(event) {
  const way = WAYS[event.key];
  const from = event.target instanceof Element ? event.target.closest('td') : null;
  const row = from?.parentElement;
  if (way === undefined || !(from && row instanceof HTMLTableRowElement)) return;
  const rows = [...(row.parentElement?.children ?? [])];
  const next = rows[rows.indexOf(row) + way[0]]?.children[from.cellIndex + way[1]]?.querySelector('a');
  if (!(next instanceof HTMLElement) || next.closest('th')) return;
  event.preventDefault();
  from.querySelector('a')?.setAttribute('tabindex', '-1');
  next.setAttribute('tabindex', '0');
  next.focus();
}

// Where a reader is, the bar of sections tells.
const places = [...document.querySelectorAll('.sections a')].flatMap((link) => {
  const heading = document.getElementById(decodeURIComponent(link.getAttribute('href')?.slice(1) ?? ''));
  return heading ? [{ link, heading }] : [];
});
let isWaiting = false;
window.addEventListener('scroll', () => {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(tellPlace);
});

function tellPlace() {
  isWaiting = false;
  // A little below the bar, where a heading stands that was followed.
  const line = 140;
  const passed = places.filter(({ heading }) => heading.getBoundingClientRect().top < line);
  const now = passed.at(-1)?.link;
  for (const { link } of places) {
    if (link === now) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}
