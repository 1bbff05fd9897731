// @ts-check
// What buttons put on the clipboard.
import { element } from './dom.js';

/** @typedef {import('../../../model/run.ts').RecordedRequest} RecordedRequest */

/** @type {HTMLElement} */
export const announcer = element('announcer');

/**
 * @param {HTMLButtonElement} button
 * @param {string} text
 * @param {HTMLElement | null} source what shows the text, to be selected where the clipboard is refused
 */
export async function copy(button, text, source) {
  const isCopied = await copied(text, source);
  const words = button.dataset.words ?? button.textContent ?? '';
  button.dataset.words = words;
  const refused = source === null ? 'Refused' : 'Selected';
  button.textContent = isCopied ? 'Copied' : refused;
  if (isCopied) announcer.textContent = 'Copied to the clipboard';
  else
    announcer.textContent =
      source === null ? 'The browser refused the clipboard' : 'Selected: copy it with the keyboard';
  setTimeout(() => {
    button.textContent = words;
    announcer.textContent = '';
  }, 2000);
}

/**
 * What is refused stays selected, so that a key copies it.
 * @param {string} text
 * @param {HTMLElement | null} source
 */
async function copied(text, source) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (source === null) return false;
    getSelection()?.selectAllChildren(source);
    return document.execCommand('copy');
  }
}

/**
 * A request as it goes over the wire, its secrets still names.
 * @param {RecordedRequest} request
 */
export function rawRequest({ method, url, headers, body }) {
  const [, host = '', path = ''] = /^[a-z]+:\/\/([^/?#]+)(.*)$/i.exec(url) ?? [];
  const isHostSaid = headers.some(([name]) => name.toLowerCase() === 'host');
  const lines = [
    `${method} ${path === '' ? '/' : path} HTTP/1.1`,
    ...(isHostSaid ? [] : [`Host: ${host}`]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}
