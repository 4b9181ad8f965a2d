// Elements and texts: the only way in which the page makes anything. There is no way from a text to
// markup here, and none to a link that leaves the page.

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Props */

const SAFE =
  /^(class|id|role|type|title|dir|lang|for|name|value|placeholder|tabindex|hidden|open|scope|selected|checked|disabled|autocomplete|spellcheck|method|aria-[a-z]+|data-[a-z]+)$/;
const SAFE_IN_SVG =
  /^(class|id|role|tabindex|viewBox|preserveAspectRatio|width|height|x|y|x1|y1|x2|y2|cx|cy|r|rx|d|transform|points|orient|refX|refY|markerWidth|markerHeight|marker-end|stroke-width|text-anchor|aria-[a-z]+|data-[a-z]+)$/;

/**
 * @param {Element} element
 * @param {Child[]} children
 */
export function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * @param {Element} element
 * @param {Props} props
 * @param {RegExp} safe
 */
function set(element, props, safe) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") {
      element.addEventListener(name, value);
    } else if (name === "href" && String(value).startsWith("#")) {
      element.setAttribute("href", String(value));
    } else if (safe.test(name)) {
      element.setAttribute(name, value === true ? "" : String(value));
    } else {
      throw new Error(`no attribute ${name} is set here`);
    }
  }
}

/**
 * An element. A property that is a function listens to the event of its name.
 * @param {string} tag
 * @param {Props} props
 * @param {Child[]} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  set(element, props, SAFE);
  append(element, children);
  return element;
}

/**
 * An element of SVG.
 * @param {string} tag
 * @param {Props} props
 * @param {Child[]} children
 * @returns {SVGElement}
 */
export function s(tag, props = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, props, SAFE_IN_SVG);
  append(element, children);
  return /** @type {SVGElement} */ (element);
}

/**
 * A text of a report or a claim: it keeps its own direction, whatever surrounds it.
 * @param {string} text
 * @param {string} [name]
 */
export function said(text, name) {
  return h("bdi", name ? { class: name } : {}, text);
}

/**
 * A number with its noun.
 * @param {number} number
 * @param {string} noun
 * @param {string} [many]
 */
export function counted(number, noun, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : (many ?? `${noun}s`)}`;
}

/**
 * @param {string} text
 */
export function capital(text) {
  // A name that begins a sentence keeps its letters: only words of the program are raised.
  return /^(the|all|what|nothing|several|some|an?|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/**
 * A sentence of the program, in which names stand between backticks.
 * @param {string} text
 * @returns {Child[]}
 */
export function sentence(text) {
  const parts = text.split("`");
  // An odd backtick is one of somebody's words.
  if (parts.length % 2 === 0) return [text];
  return parts.map((part, at) => (at % 2 ? h("code", {}, part) : part));
}

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/**
 * A number with its noun, in words where that is short.
 * @param {number} number
 * @param {string} noun
 */
export function inWords(number, noun) {
  return `${NUMBERS[number] ?? number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/**
 * Says something to those who do not see the page change.
 * @param {string} words
 */
export function tell(words) {
  const live = document.getElementById("live");
  if (live && live.textContent !== words) live.textContent = words;
}
