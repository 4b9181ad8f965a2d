// Lets a served page follow the project: it listens to the program that serves it, says what that
// tells, and loads itself anew when there is something else to show, with what was looked at in place.
// A page in a file has none of this.
import { h, tell } from "./dom.js";

/** @typedef {{version: string, trouble: string | null, gone?: boolean}} News */
/** @typedef {{name: string, top: number, left: number}} Scrolled */
/** @typedef {{hash: string, top: number, left: number, within: Scrolled[], focus: string, range: (number | null)[]}} Place */

const STREAM = "/changes";
const PLACE = "claimcheck-place";
/** How long it takes to ask again for a program that is gone, in milliseconds. */
const AGAIN = 1500;
/** How long nobody must have typed before the page changes, in milliseconds. */
const CALM = 1200;

const version = document.body.dataset.version ?? "";
const view = /** @type {HTMLElement} */ (document.getElementById("view"));
const banner = h("div", { class: "served", role: "status", hidden: true });
view.after(banner);

// Browsers hold six connections to one address and no more. So of all pages that are open and seen,
// one listens, and tells the others; which one, the browser decides by a lock.
const pages = new BroadcastChannel(STREAM);
let queue = new AbortController();
/** Lets another page listen. */
let release = () => {};
/** @type {EventSource | null} */
let stream = null;
/** What was heard last by the page that listens. @type {News | null} */
let last = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let again;
/** The version that is there to be shown, where it is another one. */
let next = "";
// A page that has only just come is left for a moment too.
let typed = 0;
let pressed = false;

/** @param {string} kind @param {...(string | HTMLElement)} words */
function announce(kind, ...words) {
  banner.className = `served ${kind}`;
  banner.hidden = words.length === 0;
  const text = words.map((word) => (typeof word === "string" ? word : word.textContent)).join("");
  // What stands there already is not read aloud again.
  if (banner.textContent !== text) banner.replaceChildren(...words);
}

/** Waits for the turn to listen, and asks who listens meanwhile. */
function follow() {
  queue = new AbortController();
  const turn = () => new Promise((/** @type {(value: void) => void} */ done) => {
    release = done;
    connect();
  });
  // To leave the queue is no error.
  navigator.locks.request(STREAM, { signal: queue.signal }, turn).catch(() => {});
  pages.postMessage(null);
}

function leave() {
  clearTimeout(later);
  clearTimeout(again);
  queue.abort();
  disconnect();
  release();
}

function connect() {
  stream = new EventSource(STREAM);
  stream.addEventListener("message", (event) => pass(JSON.parse(event.data)));
  stream.addEventListener("error", () => {
    disconnect();
    pass({ version, trouble: null, gone: true });
    again = setTimeout(connect, AGAIN);
  });
}

function disconnect() {
  stream?.close();
  stream = null;
  last = null;
}

/** @param {News} news */
function pass(news) {
  last = news;
  pages.postMessage(news);
  hear(news);
}

/** @param {News} news */
function hear(news) {
  // Where nobody answers, to load the page anew would be to lose it.
  next = news.gone || news.version === version ? "" : news.version;
  if (news.gone) {
    announce("gone", "The program that serves this page does not answer. This is what it showed last.");
    return clearTimeout(later);
  }
  if (news.trouble) {
    announce("broken", h("b", {}, "The project cannot be checked now, so this is how it was before. "), h("span", { class: "why" }, news.trouble));
  } else if (!next) announce("well");
  renew();
}

/** Shows what is new as soon as that is in nobody's way. */
function renew() {
  clearTimeout(later);
  if (!next) return;
  if (!busy()) return reload();
  announce("waiting", "The project has changed. ", h("button", { type: "button", click: reload }, "Show it"));
  later = setTimeout(renew, 400);
}

/** Whether somebody is in the midst of something that a new page would end. */
function busy() {
  const selection = window.getSelection();
  const marked = selection !== null && !selection.isCollapsed && view.contains(selection.anchorNode);
  return pressed || marked || document.querySelector("dialog[open]") !== null || performance.now() - typed < CALM;
}

function reload() {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(whereabouts()));
  } catch {
    // Where nothing can be kept, the page begins at its top.
  }
  leave();
  location.reload();
}

/** What scrolls by itself, by a name that the next page has too. @returns {Map<string, Element>} */
function scrollers() {
  const named = new Map();
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const element of view.querySelectorAll("[class]")) {
    const kind = element.getAttribute("class") ?? "";
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    named.set(`${kind}/${count}`, element);
  }
  return named;
}

/** Where the reader is. @returns {Place} */
function whereabouts() {
  const within = [...scrollers()]
    .filter(([, element]) => element.scrollTop > 0 || element.scrollLeft > 0)
    .map(([name, element]) => ({ name, top: element.scrollTop, left: element.scrollLeft }));
  const active = document.activeElement;
  const focus = view.contains(active) ? (focusable().find(([, element]) => element === active)?.[0] ?? "") : "";
  const range = active instanceof HTMLInputElement ? [active.selectionStart, active.selectionEnd] : [];
  return { hash: location.hash, top: window.scrollY, left: window.scrollX, within, focus, range };
}

/** What may have the focus and can be known again. @returns {[string, HTMLElement | SVGElement][]} */
function focusable() {
  /** @type {[string, HTMLElement | SVGElement][]} */
  const found = [];
  for (const key of ["name", "data-item", "data-node"]) {
    for (const element of view.querySelectorAll(`[${key}]`)) {
      const known = element instanceof HTMLElement || element instanceof SVGElement;
      if (known) found.push([`${key}=${element.getAttribute(key)}`, element]);
    }
  }
  return found;
}

/** Goes back to where the reader was before the page was loaded anew. */
function resume() {
  /** @type {Place | null} */
  let was = null;
  try {
    was = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    sessionStorage.removeItem(PLACE);
  } catch {
    // As above.
  }
  if (!was || was.hash !== location.hash) return;
  const { within, focus, range, left, top } = was;
  // The views put what they show into its place first.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const known = scrollers();
    for (const one of within) known.get(one.name)?.scrollTo({ top: one.top, left: one.left });
    const element = focusable().find(([name]) => name === focus)?.[1];
    element?.focus({ preventScroll: true });
    if (element instanceof HTMLInputElement && range.length) element.setSelectionRange(range[0], range[1]);
    scrollTo(left, top);
    tell("The project has changed. This is how it is now.");
  }));
}

document.addEventListener("input", () => { typed = performance.now(); });
document.addEventListener("pointerdown", () => { pressed = true; });
for (const end of ["pointerup", "pointercancel", "blur"]) addEventListener(end, () => { pressed = false; });
pages.addEventListener("message", (event) => {
  if (event.data) hear(event.data);
  else if (last) pages.postMessage(last);
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) leave();
  else follow();
});
resume();
if (!document.hidden) follow();
