// Puts the view that the address names into the page, and listens to the keys.
import { h } from "./dom.js";
import { data } from "./model.js";
import { graph } from "./graph.js";
import { matrix } from "./matrix.js";
import { overview } from "./overview.js";
import { reading } from "./reading.js";
import { here, kept, link } from "./route.js";
import { side } from "./side.js";
import { timeline } from "./timeline.js";

/** @import { Route } from "./route.js" */

/** @type {Record<string, (route: Route) => HTMLElement>} */
const MAKERS = { overview, matrix, side, read: reading, time: timeline, graph };
/** @type {Record<string, string>} */
const NAMES = { overview: "Overview", matrix: "Matrix", side: "Side by side", read: "Reading", time: "Timeline", graph: "Graph" };

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const main = byId("view");
const keys = /** @type {HTMLDialogElement} */ (byId("keys"));
let shown = "";

function show() {
  const route = here();
  const where = `${route.view}/${route.of}`;
  const again = where === shown;
  const held = again ? holding() : null;
  main.replaceChildren(MAKERS[route.view](route));
  for (const one of document.querySelectorAll("[data-view]")) {
    const name = /** @type {HTMLElement} */ (one).dataset.view ?? "";
    one.setAttribute("href", link(name, "", kept(route)));
    if (name === route.view) {
      one.setAttribute("aria-current", "page");
      const nav = one.closest("nav");
      // On a narrow page the views are a strip.
      if (nav) nav.scrollLeft = /** @type {HTMLElement} */ (one).offsetLeft - nav.offsetLeft - 40;
    }
    else one.removeAttribute("aria-current");
  }
  document.body.dataset.shown = route.view;
  document.title = `${NAMES[route.view]} · ${data.title} · claimcheck`;
  if (held) held();
  else if (shown) {
    scrollTo(0, 0);
    // Whoever comes back from a finding goes on where that one is.
    const from = shown.startsWith("side/") ? shown.slice("side/".length) : "";
    const item = from ? /** @type {HTMLElement | null} */ (main.querySelector(`[data-item="${CSS.escape(from)}"]`)) : null;
    if (item) item.focus();
    else main.focus({ preventScroll: true });
  }
  shown = where;
}

/** Remembers what has the focus, and gives it back in the view as it is made anew. */
function holding() {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement || active instanceof SVGElement) || !main.contains(active)) return () => {};
  const name = active.getAttribute("name");
  const node = active.getAttribute("data-node");
  const range = active instanceof HTMLInputElement ? [active.selectionStart, active.selectionEnd] : null;
  return () => {
    const again = name
      ? main.querySelector(`[name="${CSS.escape(name)}"]`)
      : node ? main.querySelector(`[data-node="${CSS.escape(node)}"]`) : null;
    if (!(again instanceof HTMLElement || again instanceof SVGElement)) return main.focus({ preventScroll: true });
    again.focus({ preventScroll: true });
    if (range && again instanceof HTMLInputElement) again.setSelectionRange(range[0], range[1]);
  };
}

/** Goes to the next finding, or to the one before. @param {1 | -1} by */
function step(by) {
  const route = here();
  if (route.view === "side") {
    const next = /** @type {HTMLElement | null} */ (main.querySelector(`[data-step="${by > 0 ? "next" : "previous"}"]`));
    next?.click();
    return;
  }
  const items = /** @type {HTMLElement[]} */ ([...main.querySelectorAll("[data-item]")]);
  if (!items.length) {
    /** @type {HTMLElement | null} */ (main.querySelector('[role="grid"] [tabindex="0"]'))?.focus();
    return;
  }
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.max(0, Math.min(items.length - 1, at + by))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function back() {
  const route = here();
  const active = document.activeElement;
  if (active instanceof HTMLInputElement || active instanceof HTMLSelectElement) active.blur();
  else if (route.params.node) location.hash = link("graph", "", { ...route.params, node: undefined });
  else if (route.view === "side") location.hash = link("overview", "", kept(route));
  else if (route.view !== "overview") history.back();
}

/** @param {KeyboardEvent} event */
function key(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  const target = /** @type {HTMLElement} */ (event.target);
  const writing = target.matches("input, select, textarea");
  if (event.key === "Escape") return back();
  if (writing) return;
  const views = Object.keys(MAKERS);
  const number = Number(event.key);
  if (event.key === "/") {
    event.preventDefault();
    const field = document.getElementById("search");
    if (field) field.focus();
    else location.hash = link("overview", "", kept(here()));
  } else if (event.key === "?") keys.showModal();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (here().view === "side" && event.key === "ArrowRight" && !target.closest(".text")) step(1);
  else if (here().view === "side" && event.key === "ArrowLeft" && !target.closest(".text")) step(-1);
  else if (number >= 1 && number <= views.length) location.hash = link(views[number - 1], "", kept(here()));
}

function fillKeys() {
  const rows = [
    ["j, k", "the next finding, the one before"], ["← →", "the same, side by side"], ["/", "search"], ["1 … 6", "the views"],
    ["arrows", "move in the matrix and the graph"], ["Enter", "open what has the focus"], ["+ − 0", "zoom the graph"], ["Esc", "back"], ["?", "this help"],
  ];
  keys.append(
    h("h2", { id: "keys-title" }, "Keys"),
    h("dl", {}, ...rows.flatMap(([name, words]) => [h("dt", {}, h("kbd", {}, name)), h("dd", {}, words)])),
    h("h2", {}, "Signs"),
    h("dl", {}, ...data.marks.flatMap(([sign, words]) => [h("dt", {}, h("b", { class: "sign" }, sign)), h("dd", {}, words)])),
    h("form", { method: "dialog" }, h("button", {}, "Close")),
  );
}

/** Light or dark: as the system has it, until somebody chooses. */
function theming() {
  const button = byId("theme");
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const now = () => root.dataset.theme ?? (dark.matches ? "dark" : "light");
  const label = () => {
    button.textContent = now() === "dark" ? "Light" : "Dark";
    button.setAttribute("title", `Show the page ${now() === "dark" ? "light" : "dark"}`);
  };
  try {
    const kept_ = localStorage.getItem("claimcheck-theme");
    if (kept_ === "light" || kept_ === "dark") root.dataset.theme = kept_;
  } catch {
    // A page from a file may have no storage: then the choice lasts as long as the page.
  }
  button.addEventListener("click", () => {
    root.dataset.theme = now() === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("claimcheck-theme", root.dataset.theme);
    } catch {
      // As above.
    }
    label();
  });
  dark.addEventListener("change", label);
  label();
}

theming();
fillKeys();
byId("help").addEventListener("click", () => keys.showModal());
document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", show);
document.addEventListener("keydown", key);
show();
