// @ts-check
// Small things that the other scripts need of the document.

// As the page's writer shows them: what hides, turns or ends text stands by its number.
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/**
 * @param {string} id
 * @returns {any}
 */
export function element(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

/** @param {string} text */
export function visible(text) {
  return text.replaceAll('\r\n', '\n').replace(HIDDEN, (found) => {
    if (found === '\n' || found === '\t') return found;
    return `‹U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;
  });
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {string} [text]
 */
export function make(name, attributes, text) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  if (text !== undefined) made.textContent = text;
  return /** @type {HTMLButtonElement} */ (made);
}

/**
 * @param {HTMLElement} section
 * @param {string} selector
 */
export function part(section, selector) {
  return /** @type {HTMLElement} */ (section.querySelector(selector));
}

/**
 * What needs the script is shown where it runs.
 * @param {Document | DocumentFragment} root
 */
export function showControls(root) {
  for (const hidden of root.querySelectorAll('[data-script]')) hidden.removeAttribute('hidden');
}

/** Lets the browser draw what is due. */
export function drawn() {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * JSON set into lines, every token as it came, as the page's writer does; other text as it is.
 * @param {string} text
 */
export function laidOut(text) {
  if (!/^\s*[{[]/.test(text) || !isJson(text)) return text;
  let depth = 0;
  let before = '';
  let out = '';
  for (const [token] of text.matchAll(TOKENS)) {
    const isFirst = before === '{' || before === '[';
    const isLast = token === '}' || token === ']';
    if (isLast) depth -= 1;
    if (isLast !== isFirst || before === ',') out += `\n${'  '.repeat(depth)}`;
    out += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') depth += 1;
    before = token;
  }
  return out;
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
