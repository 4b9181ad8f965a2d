// One finding: its passages in the full texts of their reports, side by side, and how it follows.
import { counted, h, s, said, sentence, tell } from "./dom.js";
import { byKey, colour, data, family, letter, place, questionName, quoted, reportName, reportsOf, summaries } from "./model.js";
import { attribution, badges, chip, chosen, findingLink, firstFamily, headline, others, paragraphs, positions, reportLink, speaker, statement } from "./parts.js";
import { kept, link } from "./route.js";

/** @import { Finding, Circle } from "./model.js" */
/** @import { Route } from "./route.js" */

/** How many texts are shown at first. */
const FIRST = 6;

/** @param {Route} route */
export function side(route) {
  const params = { ...route.params };
  const wanted = route.of ? byKey.get(route.of) : undefined;
  params.family ??= wanted ? family(wanted) : firstFamily;
  const found = chosen(params);
  const finding = wanted ?? (route.of ? undefined : found[0]);
  if (!finding) return lost(route);
  const at = found.indexOf(finding);
  tell(`${at + 1} of ${found.length}: ${headline(finding)}`);
  return h(
    "article",
    { class: `side ${family(finding)}` },
    steps(found, at, route),
    h("div", { class: "ground" },
      h("header", { class: "facts" }, badges(finding), h("h1", { class: finding.message.length > 70 ? "long" : null }, headline(finding)), h("p", { class: "what quiet" }, raised(summaries.get(finding.code) ?? "")),
        positions(finding) ?? others(finding), ruling(finding), finding.circle ? loop(finding.circle) : null),
      why(finding)),
    panes(finding),
  );
}

/** @param {string} words */
const raised = (words) => words.charAt(0).toUpperCase() + words.slice(1);

/** @param {Route} route */
function lost(route) {
  const words = route.of ? "There is no such finding on this page. It may have been settled since the link was made." : "There is nothing to put side by side.";
  return h("div", { class: "side" }, h("h1", {}, "Side by side"), h("p", { class: "nothing" }, words), h("p", {}, h("a", { href: "#overview?family=all" }, "All findings")));
}

/** @param {Finding[]} found @param {number} at @param {Route} route */
function steps(found, at, route) {
  const step = (/** @type {Finding | undefined} */ finding, /** @type {string} */ name, /** @type {string} */ words, /** @type {string} */ key) =>
    finding
      ? h("a", { href: findingLink(finding), class: `step ${name}`, "data-step": name, "aria-keyshortcuts": key, title: headline(finding) }, words)
      : h("span", { class: `step ${name} off` }, words);
  return h("nav", { class: "steps", "aria-label": "Findings" },
    h("a", { href: link("overview", "", kept(route)), class: "step up" }, "All"),
    step(found[at - 1], "previous", "← Previous", "k"),
    h("span", { class: "of" }, at < 0 ? `beside ${counted(found.length, "finding")}` : `${(at + 1).toLocaleString("en")} of ${found.length.toLocaleString("en")}`),
    step(found[at + 1], "next", "Next →", "j"));
}

/** @param {Finding} finding */
function ruling(finding) {
  const own = finding.ruling;
  if (!own) return null;
  const signed = [own.by && `by ${own.by}`, own.decided && `on ${own.decided}`, own.until && `until ${own.until}`].filter(Boolean).join(", ");
  return h("p", { class: "ruling" }, h("b", {}, `Ruled${signed ? ` ${signed}` : ""}: `), said(own.because));
}

/** @param {Finding} finding */
function why(finding) {
  const questions = (finding.questions ?? []).length > 1 ? (finding.questions ?? []) : [];
  return h("div", { class: "why" },
    finding.reason.length ? h("h2", {}, "Why") : null,
    finding.reason.length ? h("ol", {}, ...finding.reason.map((step) => h("li", {}, ...sentence(step)))) : null,
    questions.length ? h("p", { class: "spans" }, "It spans ", ...questions.slice(0, 8).flatMap((id, at) => [at ? "; " : "", said(questionName(data.questions[id]))]), questions.length > 8 ? ` and ${questions.length - 8} more` : "", ".") : null,
    ...(finding.rules ?? []).map((rule) => h("p", { class: "rule" }, h("b", {}, said(rule.name)), " ", said(rule.text), h("span", { class: "place" }, place(rule.at)))),
    ...(finding.marks ?? []).map((mark) => h("p", { class: "rule" }, said(mark.name), mark.text ? h("q", { dir: "auto" }, mark.text) : null, h("span", { class: "place" }, place(mark.at)))),
    (finding.silent ?? []).length ? h("p", {}, "Silent: ", ...(finding.silent ?? []).flatMap((report, at) => [at ? ", " : "", reportLink(report)])) : null,
    finding.help ? h("p", { class: "help" }, h("b", {}, "What to do: "), ...sentence(finding.help)) : null,
    h("p", { class: "place" }, place(finding.at), " · ", finding.fingerprint.slice(0, 12)));
}

/** @typedef {{report: number, side: number | null, claims: number[]}} Pane */

/**
 * A pane for each report on each side; of those, one of every side first.
 * @param {Finding} finding
 * @returns {Pane[]}
 */
function arrange(finding) {
  const all = finding.positions ?? [];
  if (all.length < 2) return reportsOf(finding.claims).map((report) => ({ report, side: null, claims: finding.claims.filter((id) => data.claims[id].report === report) }));
  const sides = all.map((position, at) => reportsOf(position.claims).map((report) => ({ report, side: at, claims: position.claims.filter((id) => data.claims[id].report === report) })));
  const first = sides.map((own, at) => own.find((pane) => pane.claims.includes(speaker(all[at], all) ?? -1)) ?? own[0]).filter(Boolean);
  return [...first, ...sides.flat().filter((pane) => !first.includes(pane))];
}

/** @param {Finding} finding */
function panes(finding) {
  const all = arrange(finding);
  if (!all.length) return null;
  const row = h("div", { class: "panes" });
  const show = (/** @type {number} */ from, /** @type {number} */ to) => {
    const made = all.slice(from, to).map(pane);
    row.append(...made);
    requestAnimationFrame(() => made.forEach(settle));
  };
  show(0, FIRST);
  const more = all.length > FIRST
    ? h("button", { type: "button", class: "show-more", click: (/** @type {Event} */ event) => {
        /** @type {HTMLElement} */ (event.target).remove();
        show(FIRST, all.length);
      } }, `Show the other ${counted(all.length - FIRST, "text")}`)
    : null;
  return h("section", { class: "texts", "aria-labelledby": "texts-title" }, h("h2", { id: "texts-title" }, all.length === 1 ? "In the text" : "In the texts"), row, more);
}

/** Scrolls the passage of a pane into its middle. @param {HTMLElement} pane_ */
function settle(pane_) {
  const body = pane_.querySelector(".text");
  const mark = body?.querySelector("mark");
  if (!(body instanceof HTMLElement) || !(mark instanceof HTMLElement)) return;
  const from = mark.getBoundingClientRect().top - body.getBoundingClientRect().top;
  body.scrollTop += from - Math.max(24, (body.clientHeight - mark.getBoundingClientRect().height) / 3);
}

/** @param {Pane} own */
function pane(own) {
  const report = data.reports[own.report];
  const name = own.side === null ? "plain" : colour(own.side);
  const claims = own.claims.map((id) => data.claims[id]);
  const spans = claims.flatMap((claim) => (claim.passage ? [{ from: claim.passage[0], to: claim.passage[1], name }] : []));
  const says = claims.map((claim) => h("li", {}, h("span", { class: "property" }, data.questions[claim.question].property), statement(claim), " ", attribution(claim)));
  const head = h("header", {},
    h("p", { class: "whose" }, own.side === null ? null : chip(own.side), own.report < 0 ? h("b", {}, "Given") : h("a", { href: link("read", report.id), dir: "auto" }, report.title ?? report.id)),
    h("p", { class: "sub", dir: "auto" }, own.report < 0 ? "what the desk knows itself" : [reportName(own.report), report.publisher, report.published].filter(Boolean).join(" · ")),
    h("ul", { class: "says" }, ...says));
  const label = `${own.side === null ? "" : `Side ${letter(own.side)}, `}${own.report < 0 ? "given" : reportName(own.report)}`;
  return h("section", { class: `pane ${name}`, "aria-label": label }, head, body(own, report?.text, spans, label));
}

/** @param {Pane} own @param {string | undefined} text @param {import("./parts.js").Span[]} spans @param {string} label */
function body(own, text, spans, label) {
  if (text !== undefined && spans.length) {
    const markdown = /\.md$/i.test(data.reports[own.report].file ?? "");
    return h("div", { class: "text", tabindex: "0", role: "group", "aria-label": `The text: ${label}` }, ...paragraphs(text, spans, markdown).map((part) => part.element));
  }
  const words = own.claims.map((id) => data.claims[id]).map((claim) => h("li", {}, quoted(claim) ? h("q", { dir: "auto" }, quoted(claim)) : null, h("span", { class: "place" }, place(claim.at))));
  const why_ = own.report < 0 ? "It is in nobody's text." : text === undefined ? "The project keeps no text of this report." : "No passage is named for it.";
  return h("div", { class: "text without" }, h("p", { class: "quiet" }, why_), h("ul", {}, ...words));
}

/**
 * A contradiction in time, as the loop that it is.
 * @param {Circle} circle
 */
function loop(circle) {
  const size = 420;
  const count = circle.stations.length;
  const [radius, middle] = [count === 2 ? 118 : 140, size / 2];
  const spot = (/** @type {number} */ at) => {
    const angle = -Math.PI / 2 + (2 * Math.PI * at) / count;
    return { x: middle + radius * Math.cos(angle), y: middle + radius * Math.sin(angle) };
  };
  const heights = circle.stations.map((_, at) => spot(at).y);
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
  const drawn = new Map();
  const ways = circle.ways.map((way) => {
    const [a, b] = [spot(way.from), spot(way.to)];
    const pair = `${Math.min(way.from, way.to)} ${Math.max(way.from, way.to)}`;
    const number = drawn.get(pair) ?? 0;
    drawn.set(pair, number + 1);
    return arc(a, b, way, number, middle);
  });
  const stations = circle.stations.map(([kind, name], at) => station(kind, name, spot(at)));
  const words = circle.ways.map((way) => {
    const [from, to] = [circle.stations[way.from][1], circle.stations[way.to][1]];
    const claim = way.claim === undefined ? null : data.claims[way.claim];
    const relation = way.tie === "before" ? " before " : claim ? ` ${data.questions[claim.question].property} ` : " with ";
    const source = claim ? said(claim.name, "source") : h("span", { class: "source" }, "the calendar");
    return h("li", {}, said(from), relation, said(to), " ", source);
  });
  return h("figure", { class: "loop" },
    s("svg", { viewBox: `0 ${(top - 62).toFixed(0)} ${size} ${(bottom - top + 124).toFixed(0)}`, role: "img", "aria-label": `A loop of ${count} that cannot all hold` },
      s("defs", {}, s("marker", { id: "tip", viewBox: "0 0 10 10", refX: "9", refY: "5", markerWidth: "7", markerHeight: "7", orient: "auto-start-reverse" }, s("path", { d: "M0 0L10 5L0 10z", class: "tip" }))),
      ...ways, ...stations),
    h("figcaption", {}, "Following the arrows, each comes before the next, and leads back to the first:", h("ol", {}, ...words)));
}

/** @param {{x: number, y: number}} a @param {{x: number, y: number}} b @param {import("./model.js").Way} way @param {number} number @param {number} middle */
function arc(a, b, way, number, middle) {
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  // Bent away from the middle; of two between the same ends, each to its own side.
  const out = Math.hypot(x - middle, y - middle);
  const bend = out > 8 ? 30 : 90;
  const normal = { x: -dy / length, y: dx / length };
  const away = out > 8 ? Math.sign(normal.x * (x - middle) + normal.y * (y - middle)) || 1 : 1;
  const by = bend * away * (out > 8 && number % 2 ? -1 : 1);
  const control = { x: x + normal.x * by * 1.6, y: y + normal.y * by * 1.6 };
  // From the edge of the one box to that of the other.
  const leave = (/** @type {{x: number, y: number}} */ from, /** @type {number} */ gap) => {
    const [toX, toY] = [control.x - from.x, control.y - from.y];
    const share = Math.min((68 + gap) / (Math.abs(toX) || 1e-9), (20 + gap) / (Math.abs(toY) || 1e-9), 1);
    return { x: from.x + toX * share, y: from.y + toY * share };
  };
  const [start, end] = [leave(a, 1), leave(b, 4)];
  const claim = way.claim === undefined ? null : data.claims[way.claim];
  const words = claim ? reportName(claim.report) : "calendar";
  return s("g", { class: `way ${way.tie} ${claim ? "" : "calendar"}` },
    s("path", { d: `M${start.x.toFixed(1)} ${start.y.toFixed(1)}Q${control.x.toFixed(1)} ${control.y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`, "marker-end": way.tie === "before" ? "url(#tip)" : null }),
    s("text", { x: ((x + control.x) / 2).toFixed(1), y: ((y + control.y) / 2).toFixed(1), "text-anchor": "middle", class: "by" }, short(words, 20)));
}

/** @param {string} kind @param {string} name @param {{x: number, y: number}} at */
function station(kind, name, at) {
  const lines = wrap(short(name, 44), 18);
  return s("g", { class: `station ${kind}` },
    s("rect", { x: (at.x - 68).toFixed(1), y: (at.y - 20).toFixed(1), width: "136", height: "40", rx: kind === "event" ? "6" : "20" }),
    ...lines.map((words, line) => s("text", { x: at.x.toFixed(1), y: (at.y + 4.5 + (line - (lines.length - 1) / 2) * 15).toFixed(1), "text-anchor": "middle" }, words)));
}

/** @param {string} text @param {number} most */
export const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** @param {string} text @param {number} width */
function wrap(text, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return (lines.length > 2 ? [lines[0], lines.slice(1).join(" ")] : lines).map((words) => short(words, width + 1));
}
