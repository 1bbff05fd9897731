// @ts-check
// The lists of exchanges: made of data, a part at a time, since a run may have sent ten thousand.
import { copy, rawRequest } from './copying.js';
import { element, laidOut, make, part, visible } from './dom.js';
import { fits } from './query.js';

/**
 * @typedef {import('./query.js').Entry} Entry
 * @typedef {import('./query.js').Token} Token
 * @typedef {import('../exchange-block.ts').ExchangeBlock} Sent
 * @typedef {import('../../../model/run.ts').Finding} Finding
 * @typedef {{ id: string, check: string, level: string, whole: Finding | null }} ListedFinding
 * @typedef {Omit<Sent, 'findings'> & { findings: ListedFinding[] }} Block
 * @typedef {import('../../../model/run.ts').RecordedResponse} RecordedResponse
 * @typedef {{
 *   block: Block, section: HTMLElement, body: HTMLElement, told: HTMLElement, more: HTMLButtonElement,
 *   entries: Entry[] | null, picked: number[], shown: number, isFresh: boolean,
 * }} List
 */

const PART = 200;

/** @type {Block[]} */
export const blocks = JSON.parse(element('data').textContent ?? '[]').map(blockOf);

/**
 * @param {Sent} sent
 * @returns {Block}
 */
function blockOf(sent) {
  const findings = sent.findings.map(([id, check, level], at) => ({
    id: `${sent.run}-${id}`,
    check: sent.checks[check] ?? '',
    level: sent.levels[level] ?? '',
    whole: sent.wholeFindings[at] ?? null,
  }));
  return { ...sent, findings };
}

/** @type {List[]} */
export const lists = blocks.map((block) => {
  const section = /** @type {HTMLElement} */ (
    document.querySelector(`[data-exchanges="${CSS.escape(block.run)}"]`)
  );
  return {
    block,
    section,
    body: part(section, 'tbody'),
    told: part(section, 'output'),
    more: /** @type {HTMLButtonElement} */ (part(section, '[data-more]')),
    entries: null,
    picked: block.rows.map((_, at) => at),
    shown: 0,
    isFresh: false,
  };
});

// A list is made when it comes near: of four contracts three may never be looked at.
const nearing = new IntersectionObserver(
  (seen) => {
    for (const { target, isIntersecting } of seen) {
      const list = lists.find(({ section }) => section === target);
      if (isIntersecting && list) freshen(list);
    }
  },
  { rootMargin: '600px' },
);
for (const { section } of lists) nearing.observe(section);

/**
 * Picks the exchanges that fit, and gives their number.
 * @param {readonly Token[]} query
 */
export function pickExchanges(query) {
  let count = 0;
  for (const list of lists) {
    const all = list.block.rows;
    list.entries ??= query.length === 0 ? null : all.map((_, at) => entryOf(list.block, at));
    list.picked = [...all.keys()].filter((at) => {
      const entry = list.entries?.[at];
      return query.length === 0 || entry === undefined || fits(query, entry);
    });
    count += list.picked.length;
    const wasMade = list.isFresh;
    list.isFresh = false;
    if (wasMade) freshen(list);
  }
  return count;
}

/** @param {List} list */
export function freshen(list) {
  if (list.isFresh) return;
  list.isFresh = true;
  list.body.replaceChildren();
  list.shown = 0;
  showMore(list);
}

/** @param {List} list */
export function showMore(list) {
  const next = list.picked.slice(list.shown, list.shown + PART);
  list.body.append(...next.map((at) => rowOf(list, at)));
  list.shown += next.length;
  const left = list.picked.length - list.shown;
  list.more.hidden = left === 0;
  list.more.textContent = `Show ${Math.min(left, PART)} more`;
  list.told.textContent =
    list.picked.length === 0
      ? 'No exchange matches the filter.'
      : `${list.shown} of ${list.picked.length} shown`;
}

/**
 * Opens an exchange by its address, wherever it is in the list.
 * @param {string} address
 */
export function followExchange(address) {
  const [, run, number] = /^(.*)-x(\d+)$/.exec(address) ?? [];
  const list = lists.find(({ block }) => block.run === run);
  const place = list?.block.rows.findIndex((row) => row[0] === Number(number)) ?? -1;
  if (list === undefined || place === -1) return false;
  freshen(list);
  while (list.shown <= list.picked.indexOf(place)) showMore(list);
  const row = document.getElementById(address);
  const button = row?.querySelector('button');
  if (!(row && button)) return false;
  toggleExchange(button, true);
  row.scrollIntoView({ block: 'center' });
  button.focus({ preventScroll: true });
  return true;
}

/**
 * @param {Block} block
 * @param {number} at
 * @returns {Entry}
 */
function entryOf(block, at) {
  const row = block.rows[at];
  if (row === undefined) return { text: '', keys: {} };
  const [number, , phase, operation, purpose, method, path, status, , found] = row;
  const findings = found.flatMap((place) => block.findings[place] ?? []);
  const words = {
    phase: lower(block.phases[phase]),
    op: lower(block.operations[operation]),
    method: lower(block.methods[method]),
    check: findings.map(({ check }) => check.toLowerCase()),
    level: findings.map(({ level }) => level),
    status: [String(status ?? 'none')],
  };
  const purposes = block.purposes[purpose]?.toLowerCase() ?? '';
  const text = [number, words.method, path.toLowerCase(), words.op, purposes, words.phase, words.status];
  return { text: [...text, ...words.check].join(' '), keys: words };
}

/**
 * @param {string | undefined} word
 * @returns {string[]}
 */
export function lower(word) {
  return word === undefined ? [] : [word.toLowerCase()];
}

/**
 * @param {List} list
 * @param {number} at
 */
function rowOf({ block }, at) {
  const row = block.rows[at];
  const tr = make('tr', {});
  if (row === undefined) return tr;
  const [number, sent, phase, operation, purpose, method, path, status, took, found] = row;
  tr.id = `${block.run}-x${number}`;
  const button = make('button', { class: 'row', type: 'button', 'aria-expanded': 'false' }, String(number));
  button.setAttribute('aria-label', `Exchange ${number}`);
  button.dataset.exchange = String(at);
  const request = make('td', { class: 'request' });
  request.append(make('b', {}, block.methods[method] ?? ''), ` ${visible(path)}`);
  request.title = visible(block.operations[operation] ?? '');
  const links = make('td', { class: 'links' });
  for (const place of found.slice(0, 3)) {
    const finding = block.findings[place];
    if (finding) links.append(linkTo(finding.id, finding.level.toUpperCase(), finding), ' ');
  }
  if (found.length > 3) links.append(`and ${found.length - 3}`);
  const head = make('th', { scope: 'row', class: 'number' });
  head.append(button);
  tr.append(
    head,
    make('td', { class: 'number sent' }, milliseconds(sent)),
    make('td', { class: `status ${tone(status)}` }, String(status ?? 'none')),
    request,
    make('td', { class: 'side' }, visible(block.purposes[purpose] ?? '')),
    make('td', { class: 'side' }, visible(block.phases[phase] ?? '')),
    make('td', { class: 'number' }, milliseconds(took)),
    links,
  );
  return tr;
}

/**
 * @param {HTMLElement} button
 * @param {boolean} isOpen
 */
export function toggleExchange(button, isOpen) {
  if ((button.getAttribute('aria-expanded') === 'true') === isOpen) return;
  const tr = button.closest('tr');
  const list = lists.find(({ section }) => section.contains(button));
  if (!(tr && list)) return;
  button.setAttribute('aria-expanded', String(isOpen));
  if (isOpen) tr.after(detailOf(list.block, Number(button.dataset.exchange)));
  else tr.nextElementSibling?.remove();
}

/**
 * @param {Block} block
 * @param {number} at
 */
function detailOf(block, at) {
  const tr = make('tr', { class: 'detail' });
  const cell = make('div', {});
  const across = make('td', { colspan: '8' });
  across.append(cell);
  tr.append(across);
  const row = block.rows[at];
  if (row === undefined) return tr;
  const [number, , phase, operation, purpose, , path, status, , found] = row;
  const words = [block.operations[operation], block.purposes[purpose], block.phases[phase]];
  cell.append(make('p', {}, words.map((word) => visible(word ?? '')).join(' · ')));
  const whole = block.whole[number] ?? shownWith(block, found, number);
  if (whole) {
    const pair = make('div', { class: 'pair' });
    const { request, response } = whole;
    pair.append(
      message('Request', `${request.method} ${request.url}`, request),
      message('Response', outcome(response), response),
    );
    const raw = make('button', { type: 'button' }, 'Copy raw HTTP');
    raw.addEventListener('click', () => copy(raw, rawRequest(request), null));
    cell.append(pair, raw, ' ');
  } else {
    cell.append(make('p', { class: 'operation' }, visible(path)), ...exampleOf(block, operation, status));
  }
  for (const place of found) {
    const finding = block.findings[place];
    if (finding) cell.append(linkTo(finding.id, `Finding: ${finding.check}`, finding), ' ');
  }
  return tr;
}

/**
 * What a finding shows of an exchange, where the list does not have it in whole.
 * @param {Block} block
 * @param {readonly number[]} found
 * @param {number} number
 */
function shownWith(block, found, number) {
  for (const place of found) {
    const finding = block.findings[place]?.whole;
    if (finding?.exchange === number) return finding;
    const step = finding?.steps.find((each) => each.number === number);
    if (step) return step;
  }
  return undefined;
}

/**
 * @param {Block} block
 * @param {number} operation
 * @param {number | null} status
 */
function exampleOf(block, operation, status) {
  const example = block.rows.find(
    (row) => row[3] === operation && row[7] === status && block.whole[row[0]] !== undefined,
  );
  const words = 'Of each operation and status only the first exchange is kept in whole';
  if (example === undefined) return [make('p', { class: 'faint' }, `${words}; report.json has it.`)];
  const line = make('p', { class: 'faint' }, `${words}: `);
  line.append(make('a', { href: `#${block.run}-x${example[0]}` }, `exchange ${example[0]}`), '.');
  return [line];
}

/**
 * @param {string} name
 * @param {string} start
 * @param {{ headers: readonly (readonly [string, string])[], body: string | null }} content
 */
function message(name, start, { headers, body }) {
  const box = make('div', { class: 'message', tabindex: '0', role: 'group', 'aria-label': name });
  box.append(make('p', { class: 'start' }, visible(start)));
  const fields = make('ul', {});
  for (const [field, value] of headers) {
    const item = make('li', {});
    item.append(make('span', {}, `${visible(field)}:`), ` ${visible(value)}`);
    fields.append(item);
  }
  if (headers.length > 0) box.append(fields);
  if (body === null || body === '')
    box.append(make('p', { class: 'note' }, body === null ? 'no body' : 'empty body'));
  else box.append(make('pre', {}, visible(laidOut(body))));
  return box;
}

/** @param {RecordedResponse} response */
function outcome({ status, failure }) {
  return status === null ? `No reply: ${failure ?? 'unknown reason'}` : String(status);
}

/**
 * @param {string} id
 * @param {string} text
 * @param {{ level: string, check: string }} finding
 */
function linkTo(id, text, { level, check }) {
  return make('a', { href: `#${id}`, class: `to ${level}`, title: check }, text);
}

/** @param {number | null} status */
function tone(status) {
  return status === null ? 'c0' : `c${Math.floor(status / 100)}`;
}

/** @param {number} time */
function milliseconds(time) {
  return time < 1000 ? `${time} ms` : `${(time / 1000).toFixed(time < 10_000 ? 2 : 1)} s`;
}
