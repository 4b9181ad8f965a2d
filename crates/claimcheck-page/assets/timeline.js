// When things were: for each event the tightest bounds that follow, and a lane for each report.
import { counted, h, said, tell } from "./dom.js";
import { data, entityName, onQuestion, questionName, reportName } from "./model.js";
import { choice, findingLink, headline, reportLink, reportOptions, search, statement } from "./parts.js";
import { worst } from "./overview.js";

/** @import { Happening, Bar } from "./model.js" */
/** @import { Route } from "./route.js" */

/** How many events are shown at once. */
const EVENTS_AT_ONCE = 80;

/** @param {Route} route */
export function timeline(route) {
  const all = data.timeline.events;
  const words = (route.params.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const report = route.params.report ? data.reports.findIndex((own) => own.id === route.params.report) : -1;
  const found = all.map((event, at) => ({ event, at })).filter(({ event }) => {
    const name = `${entityName(event.entity)} ${event.scope ?? ""} ${event.whole ?? ""}`.toLowerCase();
    const claims = [...event.lanes.map((lane) => lane.claim), ...(event.orders ?? []).map(([id]) => id)];
    return words.every((word) => name.includes(word)) && (report < 0 || claims.some((id) => data.claims[id].report === report)) && (!route.params.show || troubled(event));
  });
  tell(counted(found.length, "event"));
  const list = h("ol", { class: "events" });
  fillEvents(list, found, 0);
  return h("div", { class: "timeline" },
    h("div", { class: "head" },
      h("h1", {}, "When it was"),
      h("form", { class: "filters", role: "search", "aria-label": "Filter the events", submit: (/** @type {Event} */ event) => event.preventDefault() },
        search("Search"), choice("report", "Report", reportOptions()), choice("show", "Events", [["", "all"], ["disputed", "in dispute"]]))),
    h("p", { class: "count" }, `${counted(found.length, "event")} in the order that follows from all that can hold. `,
      h("span", { class: "quiet" }, "Long stretches of time are drawn shorter than they are.")),
    data.timeline.compared ? null : h("p", { class: "quiet" }, "These are too many events to compare each with each: which orders are open is not told."),
    all.length ? axis() : h("p", { class: "nothing" }, "Nothing is said of when anything was."),
    list,
    loops(),
    data.timeline.undated.length ? h("section", { class: "undated" }, h("h2", {}, "Nothing is said of when"), h("p", {}, ...data.timeline.undated.slice(0, 60).flatMap((name, at) => [at ? ", " : "", said(name)]), data.timeline.undated.length > 60 ? ` and ${data.timeline.undated.length - 60} more` : "")) : null);
}

/** @param {Happening} event */
const troubled = (event) => Boolean(event.disputes?.length || event.out?.length);

/** The moments that matter, as many as can be read. */
function axis() {
  const all = data.timeline.axis;
  const end = all.length - 1;
  // A date needs so much of the width that there is.
  const room = innerWidth < 740 ? 0.26 : 0.095;
  /** @type {HTMLElement[]} */
  const marks = [];
  let last = -1;
  all.forEach(([label, at], number) => {
    const crowded = last >= 0 && (at - last < room || (number < end && at > 1 - 1.9 * room));
    if (crowded && number < end) return;
    const mark = h("span", { class: at > 0.9 ? "moment late" : "moment" }, label.replace("T", " "));
    mark.style.setProperty("left", percent(at));
    marks.push(mark);
    last = at;
  });
  return h("div", { class: "event axis", "aria-hidden": "true" }, h("span", {}), h("div", { class: "track" }, ...marks));
}

/** @param {number} at */
const percent = (at) => `${(at * 100).toFixed(2)}%`;

/**
 * @param {HTMLElement} list @param {{event: Happening, at: number}[]} found @param {number} from
 */
function fillEvents(list, found, from) {
  list.querySelector(".show-more")?.parentElement?.remove();
  list.append(...found.slice(from, from + EVENTS_AT_ONCE).map(({ event, at }) => group(event, at)));
  const left = found.length - from - EVENTS_AT_ONCE;
  if (left > 0) list.append(h("li", {}, h("button", { type: "button", class: "show-more", click: () => fillEvents(list, found, from + EVENTS_AT_ONCE) }, `Show ${Math.min(EVENTS_AT_ONCE, left)} more of ${left.toLocaleString("en")}`)));
}

/** @param {Happening} event @param {number} at */
function group(event, at) {
  const disputes = event.disputes ?? [];
  const finding = disputes.map(worst).find(Boolean) ?? (event.out ?? []).map((id) => (onQuestion.get(data.claims[id].question) ?? [])[0]).find(Boolean);
  const name = entityName(event.entity) + (event.scope ? ` (${event.scope})` : "");
  const whole = event.whole ?? "no date";
  return h("li", { class: `group ${troubled(event) ? "troubled" : ""}` },
    h("div", { class: "event" },
      h("div", { class: "label" }, h("span", { class: "number" }, String(at + 1)),
        h("h2", { dir: "auto" }, finding ? h("a", { href: findingLink(finding), "data-item": finding.key, title: headline(finding) }, name) : name)),
      h("div", { class: "track" }, ...bar(event.bar, "whole", [h("span", { class: "unseen" }, "tightest bounds "), whole, event.unordered ? h("span", { class: "open" }, ` order open with ${event.unordered}`) : null]))),
    ...bundles(event.lanes).map((same) => {
      const [lane] = same;
      const claim = data.claims[lane.claim];
      const property = data.questions[claim.question].property;
      const name_ = claim.standing === "disputed" ? "disputed" : claim.report < 0 ? "given" : "said";
      const others = same.slice(1).map((other) => reportName(data.claims[other.claim].report));
      return h("div", { class: "event lane" },
        h("div", { class: "label" }, reportLink(claim.report), others.length ? h("span", { title: others.join(", ") }, `and ${others.length} more`) : null, property === "date" ? null : h("span", { class: "property" }, ` ${property}`)),
        h("div", { class: "track" }, ...bar(lane.bar, name_, [claim.standing === "disputed" ? h("b", { title: "disputed" }, "≠ ") : null, statement(claim)])));
    }),
    facts(event));
}

/**
 * Each lane by itself; where there are many, those that say the same share one.
 * @param {import("./model.js").Lane[]} lanes
 */
function bundles(lanes) {
  if (lanes.length <= 8) return lanes.map((lane) => [lane]);
  /** @type {Map<string, import("./model.js").Lane[]>} */
  const same = new Map();
  for (const lane of lanes) {
    const claim = data.claims[lane.claim];
    const key = [claim.question, claim.standing, claim.report < 0, claim.certainty, claim.normal ?? claim.value].join("\n");
    const known = same.get(key);
    if (known) known.push(lane);
    else same.set(key, [lane]);
  }
  return [...same.values()];
}

/**
 * A bar, and words where there is room for them: behind it, before it, or over its end.
 * @param {Bar} bounds @param {string} name @param {(Node | string | null)[]} words
 */
function bar([from, to], name, words) {
  if (from === null && to === null) return [h("span", { class: "words free" }, ...words)];
  const element = h("span", { class: `bar ${name} ${from === null ? "open-left" : ""} ${to === null ? "open-right" : ""}` });
  const [left, right] = [from ?? 0, to ?? 1];
  element.style.setProperty("left", percent(left));
  element.style.setProperty("width", `max(6px, ${percent(Math.max(0, right - left))})`);
  const where = right < 0.68 ? "after" : left > 0.4 ? "before" : "over";
  const label = h("span", { class: `words ${where}` }, ...words);
  if (where === "after") label.style.setProperty("left", `max(${percent(right)}, ${percent(left)} + 6px)`);
  else if (where === "before") label.style.setProperty("right", percent(1 - left));
  else label.style.setProperty("left", percent(left + (right - left) * 0.3));
  return [element, label];
}

/** @param {Happening} event */
function facts(event) {
  const parts = [];
  const other = (/** @type {number | undefined} */ at) => (at === undefined ? null : said(entityName(data.timeline.events[at]?.entity)));
  if (event.start || event.end) parts.push(h("span", {}, [event.start && event.start !== "../.." ? `starts ${event.start}` : "", event.end && event.end !== "../.." ? `ends ${event.end}` : ""].filter(Boolean).join(", ")));
  if (event.after !== undefined) parts.push(h("span", {}, "after ", other(event.after)));
  if (event.before !== undefined) parts.push(h("span", {}, "before ", other(event.before)));
  parts.push(...orders(event));
  for (const question of event.disputes ?? []) parts.push(h("span", { class: "hot" }, "in dispute: ", said(questionName(data.questions[question]))));
  if (event.out?.length) parts.push(h("span", { class: "hot" }, "left out, as they cannot all hold: ", ...event.out.flatMap((id, at) => [at ? ", " : "", said(data.claims[id].name)])));
  return parts.length ? h("p", { class: "facts" }, ...parts.flatMap((part, at) => [at ? " · " : "", part])) : null;
}

/** What is said of its order, with those who say it. @param {Happening} event */
function orders(event) {
  /** @type {Map<string, Set<number>>} */
  const told = new Map();
  for (const [id, words] of event.orders ?? []) told.set(words, (told.get(words) ?? new Set()).add(data.claims[id].report));
  const all = [...told].map(([words, reports]) => h("span", {}, said(words), " (", ...[...reports].slice(0, 4).flatMap((report, at) => [at ? ", " : "", reportLink(report)]), reports.size > 4 ? ` and ${reports.size - 4} more` : "", ")"));
  return all.length > 6 ? [...all.slice(0, 6), h("span", {}, `and ${all.length - 6} more`)] : all;
}

/** Contradictions in order, each drawn where it is told. */
function loops() {
  const found = data.findings.filter((finding) => finding.circle);
  if (!found.length) return null;
  return h("section", { class: "loops" }, h("h2", {}, "Contradictions in time"),
    h("ul", {}, ...found.slice(0, 100).map((finding) => h("li", {}, h("a", { href: findingLink(finding), dir: "auto" }, headline(finding)), h("span", { class: "quiet" }, ` a loop of ${finding.circle?.stations.length}`)))),
    found.length > 100 ? h("p", { class: "quiet" }, `and ${found.length - 100} more`) : null);
}
