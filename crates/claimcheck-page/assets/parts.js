// What several views are made of.
import { capital, counted, h, said } from "./dom.js";
import {
  colour, data, entityName, FAMILIES, family, haystack, letter, quoted, reportById, reportName, reportsOf, weighed,
} from "./model.js";
import { here, kept, link, refine } from "./route.js";

/** @import { Finding, Position, Claim } from "./model.js" */

/**
 * The findings that the filters of a route leave, with the most important first.
 * @param {Record<string, string>} params
 */
export function chosen(params) {
  const words = (params.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const report = params.report ? reportById.get(params.report) : undefined;
  const subject = params.entity ? data.entities.findIndex((entity) => entity.id === params.entity) : -1;
  return weighed.filter(
    (finding) =>
      (!params.family || params.family === "all" || params.family === family(finding)) &&
      (!params.severity || params.severity === finding.severity) &&
      (!params.state || params.state === finding.state) &&
      (report === undefined || touches(finding, report)) &&
      (subject < 0 || isOn(finding, subject)) &&
      words.every((word) => haystack(finding).includes(word)),
  );
}

/** @param {Finding} finding @param {number} report */
const touches = (finding, report) =>
  (finding.silent ?? []).includes(report) || finding.claims.some((claim) => data.claims[claim].report === report);

/** @param {Finding} finding @param {number} entity */
const isOn = (finding, entity) =>
  finding.asked === entity ||
  (finding.questions ?? []).some((id) => data.questions[id].subject === entity || data.questions[id].with === entity);

/** The family that is shown where none is asked for: what is in dispute, if anything is. */
export const firstFamily = FAMILIES.find((name) => name === "conflict" && data.findings.some((finding) => family(finding) === name)) ?? "all";

/**
 * A position: its letter, in its colour.
 * @param {number} at
 */
export const chip = (at) => h("span", { class: `chip ${colour(at)}` }, letter(at));

/**
 * What a claim says, with how sure it is and whose word it is.
 * @param {Claim} claim
 */
export function statement(claim) {
  const hedge = claim.certainty ? h("span", { class: "hedge" }, ` (${claim.certainty})`) : null;
  const normal = claim.normal ? h("span", { class: "normal" }, " = ", said(claim.normal)) : null;
  const when = claim.when ? h("span", { class: "hedge" }, ` (when: ${claim.when})`) : null;
  return h("span", { class: "statement" }, said(claim.value, "value"), normal, hedge, when);
}

/** @param {Claim} claim */
export function attribution(claim) {
  if (!claim.by?.length) return null;
  const names = claim.by.flatMap((chain, number) => [
    number ? " and " : "",
    ...chain.flatMap((name, at) => [at ? ", who has it from " : "", said(name)]),
  ]);
  return h("span", { class: "by" }, "according to ", ...names);
}

/** @param {number} report */
export function reportLink(report) {
  return report < 0
    ? h("span", { class: "given" }, "given")
    : h("a", { href: link("read", data.reports[report].id), dir: "auto", class: "report-link" }, reportName(report));
}

/**
 * The positions of a finding, a line each: letter, answer, who holds it, and the first passage.
 * @param {Finding} finding
 * @param {boolean} [passages]
 */
export function positions(finding, passages = false) {
  const all = finding.positions ?? [];
  const MOST = 12;
  const several = all.length > 1;
  /** @param {Position} position @param {number} at */
  const line = (position, at) => {
    const reports = reportsOf(position.claims);
    const shown = reports.slice(0, 8);
    const holders = shown.flatMap((report, number) => [number ? ", " : "", reportLink(report)]);
    return h(
      "li",
      { class: `position ${several ? colour(at) : "plain"}` },
      several ? chip(at) : null,
      said(position.value, "answer"),
      h("span", { class: "holders" }, ...holders, reports.length > shown.length ? ` and ${reports.length - shown.length} more` : ""),
      passages ? passage(position, all) : null,
    );
  };
  const lines = all.slice(0, MOST).map(line);
  if (all.length > MOST) lines.push(h("li", { class: "more" }, `and ${counted(all.length - MOST, "more answer")}`));
  return lines.length ? h("ol", { class: "positions" }, ...lines) : null;
}

/**
 * The claim that speaks best for a position: one that is on no other side, and has a passage.
 * @param {Position} position @param {Position[]} all
 */
export function speaker(position, all) {
  const own = position.claims.filter((id) => !all.some((other) => other !== position && other.claims.includes(id)));
  return [...own, ...position.claims].find((id) => quoted(data.claims[id]));
}

/** The first passage of a position. @param {Position} position @param {Position[]} all */
function passage(position, all) {
  const first = speaker(position, all);
  return first === undefined ? null : h("q", { class: "passage", dir: "auto" }, quoted(data.claims[first]));
}

/**
 * Where several questions are at odds, the claims that cannot all hold.
 * @param {Finding} finding
 */
export function others(finding) {
  if ((finding.positions ?? []).length || family(finding) !== "conflict") return null;
  const claims = finding.claims.slice(0, 8).map((id) => {
    const claim = data.claims[id];
    const on = data.questions[claim.question];
    const what = on.with === undefined ? [said(entityName(on.subject)), ` ${on.property} `] : [];
    return h("li", { class: "position plain" }, h("span", { class: "answer" }, h("span", { class: "asked" }, ...what), said(claim.value)), h("span", { class: "holders" }, reportLink(claim.report)));
  });
  const rules = (finding.rules ?? []).map((rule) => h("li", { class: "position plain" }, said(rule.text, "answer"), h("span", { class: "holders" }, said(rule.name))));
  return h("ul", { class: "positions" }, ...claims, ...rules);
}

/** @type {Record<string, string>} */
const SEVERITY_SIGNS = { error: "×", warning: "!", note: "i" };

/** @param {Finding} finding */
export function badges(finding) {
  return h(
    "p",
    { class: "badges" },
    h("span", { class: `severity ${finding.severity}` }, h("span", { class: "sign", "aria-hidden": "true" }, SEVERITY_SIGNS[finding.severity]), finding.severity),
    family(finding) === "conflict" ? h("span", { class: `state ${finding.state}` }, finding.state) : null,
    h("span", { class: "code" }, finding.code),
    finding.within ? h("span", { class: "within" }, "within one report") : null,
  );
}

/** @param {Finding} finding */
export const headline = (finding) => capital(finding.message.replaceAll("`", ""));

/**
 * A choice among values.
 * @param {string} key
 * @param {string} label
 * @param {[string, string][]} options
 */
export function choice(key, label, options) {
  const value = here().params[key] ?? "";
  const select = h(
    "select",
    { name: key, change: (/** @type {Event} */ event) => refine({ [key]: /** @type {HTMLSelectElement} */ (event.target).value }) },
    ...options.map(([value_, name]) => h("option", { value: value_, selected: value_ === value }, name)),
  );
  return h("label", { class: value ? "choice on" : "choice" }, h("span", {}, label), select);
}

/**
 * The field for free text; it has the key `/`.
 * @param {string} label
 */
export function search(label) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  return h(
    "label",
    { class: "search" },
    h("span", {}, label),
    h("input", {
      type: "search", name: "q", id: "search", value: here().params.q ?? "", autocomplete: "off", spellcheck: "false", placeholder: "Search",
      "aria-keyshortcuts": "/",
      input: (/** @type {Event} */ event) => {
        const { value } = /** @type {HTMLInputElement} */ (event.target);
        clearTimeout(later);
        later = setTimeout(() => refine({ q: value }), 120);
      },
    }),
  );
}

export const reportOptions = () =>
  /** @type {[string, string][]} */ ([["", "any"], ...data.reports.map((report) => [report.id, report.id])]);

/** The entities that some question is on. */
export function entityOptions() {
  const used = new Set(data.questions.flatMap((question) => (question.with === undefined ? [question.subject] : [question.subject, question.with])));
  const names = [...used].map((id) => /** @type {[string, string]} */ ([data.entities[id].id, entityName(id)]));
  names.sort((a, b) => a[1].localeCompare(b[1], "en"));
  return /** @type {[string, string][]} */ ([["", "any"], ...names]);
}

/**
 * The link to a finding among those that the filters leave.
 * @param {Finding} finding
 */
export const findingLink = (finding) => link("side", finding.key, kept(here()));

/** @typedef {{from: number, to: number, name: string, id?: string, label?: string}} Span */

/**
 * The text of a report in paragraphs, with spans of it marked. Spans may overlap: a piece takes the
 * names of all that it lies in.
 * @param {string} text
 * @param {Span[]} spans
 * @param {boolean} markdown
 * @returns {{element: HTMLElement, from: number, to: number}[]}
 */
export function paragraphs(text, spans, markdown) {
  const sorted = [...spans].sort((a, b) => a.from - b.from || b.to - a.to);
  const parts = [];
  let at = 0;
  for (const block of text.split(/(\n[ \t]*\n\s*)/)) {
    const from = at;
    at += block.length;
    if (!block.trim()) continue;
    const to = at;
    const own = sorted.filter((span) => span.from < to && span.to > from);
    const heading = markdown ? /^(#{1,6})\s/.exec(block) : null;
    const listed = markdown && /^\s*([-*+]|\d+\.)\s/.test(block);
    const name = heading ? "heading" : listed ? "listed" : from === 0 && block.length < 120 ? "heading first" : "";
    const element = h("p", { dir: "auto", class: name || null }, ...pieces(text, from, to, own));
    parts.push({ element, from, to });
  }
  return parts;
}

/**
 * @param {string} text @param {number} from @param {number} to @param {Span[]} spans
 */
function pieces(text, from, to, spans) {
  const cuts = new Set([from, to]);
  for (const span of spans) {
    if (span.from > from) cuts.add(span.from);
    if (span.to < to) cuts.add(span.to);
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const out = [];
  for (let number = 1; number < edges.length; number += 1) {
    const [start, end] = [edges[number - 1], edges[number]];
    const own = spans.filter((span) => span.from <= start && span.to >= end);
    const words = text.slice(start, end);
    if (!own.length) {
      out.push(words);
      continue;
    }
    const names = [...new Set(own.map((span) => span.name))].join(" ");
    const first = own.find((span) => span.from === start && span.id);
    out.push(h("mark", { class: names, id: first?.id ?? null }, words));
    for (const span of own) if (span.to === end && span.label) out.push(h("sup", { class: `note ${span.name}` }, span.label));
  }
  return out;
}
