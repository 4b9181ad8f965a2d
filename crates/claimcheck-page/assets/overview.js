// What is in dispute, what agrees and what is missing: all findings, filtered.
import { capital, counted, h, inWords, said, tell } from "./dom.js";
import { data, FAMILIES, FAMILY_NAMES, family, ofReport, onQuestion } from "./model.js";
import {
  badges, choice, chosen, entityOptions, findingLink, firstFamily, headline, others, positions, reportOptions, search,
} from "./parts.js";
import { here, link } from "./route.js";

/** @import { Finding } from "./model.js" */
/** @import { Route } from "./route.js" */

/** How many findings are shown at once. */
const FINDINGS_AT_ONCE = 60;

/** @param {Route} route */
export function overview(route) {
  const params = { ...route.params, family: route.params.family ?? firstFamily };
  const list = h("div", { class: "findings", id: "findings" });
  const found = chosen(params);
  fillFindings(list, found, 0);
  tell(counted(found.length, "finding"));
  return h(
    "div",
    { class: "overview" },
    lead(),
    notes(),
    families(params.family),
    filters(),
    h("h2", { class: "unseen" }, "Findings"),
    h("p", { class: "count" }, count(found.length, params.family), narrowed(route) ? h("a", { href: link("overview", "", { family: route.params.family }), class: "reset" }, "Clear filters") : null),
    list,
    reports(),
    gone(),
  );
}

/** @param {Route} route */
const narrowed = (route) => ["q", "severity", "state", "report", "entity"].some((key) => route.params[key]);

/** @param {number} number @param {string} name */
function count(number, name) {
  const nouns = { conflict: "contradiction", agreement: "agreement", gap: "gap", input: "flaw" };
  return h("span", {}, counted(number, nouns[/** @type {keyof typeof nouns} */ (name)] ?? "finding"));
}

function lead() {
  const { reports, claims, questions } = data.summary;
  const disputed = data.findings.filter((finding) => family(finding) === "conflict").length;
  const open = data.summary.new;
  const first =
    disputed === 0
      ? "Nothing contradicts anything"
      : `${capital(inWords(disputed, "contradiction"))} in ${inWords(reports, "report")}${open === disputed ? "" : `, ${open || "none"} of ${disputed === 1 ? "it" : "them"} new`}`;
  return h(
    "div",
    { class: "lead" },
    h("h1", {}, first),
    h("p", {}, `${counted(claims, "claim")} answer ${counted(questions, "question")}.`),
  );
}

function notes() {
  return data.notes.length ? h("ul", { class: "notes", role: "note" }, ...data.notes.map((note) => h("li", { dir: "auto" }, note))) : null;
}

/** @param {string} current */
function families(current) {
  const { params } = here();
  const tile = (/** @type {string} */ name) => {
    const own = name === "all" ? data.findings : data.findings.filter((finding) => family(finding) === name);
    const here_ = name === current;
    return h(
      "li",
      {},
      h(
        "a",
        { href: link("overview", "", { ...params, family: name }), class: `tile ${name}`, "aria-current": here_ ? "true" : null },
        h("span", { class: "number" }, own.length.toLocaleString("en")),
        h("span", { class: "name" }, FAMILY_NAMES[name] ?? "All"),
        h("span", { class: "detail" }, detail(name, own)),
      ),
    );
  };
  return h("ul", { class: "tiles", "aria-label": "Families of findings" }, ...[...FAMILIES, "all"].map(tile));
}

/** @param {string} name @param {Finding[]} own */
function detail(name, own) {
  const of = (/** @type {string} */ code) => own.filter((finding) => finding.code === code).length;
  const { known, ruled, fixed } = data.summary;
  switch (name) {
    case "conflict":
      return [`${data.summary.new} new`, known && `${known} known`, ruled && `${ruled} ruled`, fixed && `${fixed} fixed`].filter(Boolean).join(" · ");
    case "agreement":
      return `${of("agreement/corroborated").toLocaleString("en")} corroborated`;
    case "gap":
      return [`${of("gap/single-origin").toLocaleString("en")} from one origin`, of("gap/echo") && counted(of("gap/echo"), "echo", "echoes")].filter(Boolean).join(" · ");
    case "input":
      return counted(own.filter((finding) => finding.severity === "error").length, "error");
    default:
      return "findings, whatever they say";
  }
}

function filters() {
  return h(
    "form",
    { class: "filters", role: "search", "aria-label": "Filter the findings", submit: (/** @type {Event} */ event) => event.preventDefault() },
    search("Search"),
    choice("severity", "Severity", [["", "any"], ["error", "error"], ["warning", "warning"], ["note", "note"]]),
    choice("state", "State", [["", "any"], ["new", "new"], ["known", "known"], ["ruled", "ruled"]]),
    choice("report", "Report", reportOptions()),
    choice("entity", "About", entityOptions()),
  );
}

/**
 * Shows some more of the findings.
 * @param {HTMLElement} list @param {Finding[]} found @param {number} from
 */
function fillFindings(list, found, from) {
  list.querySelector(".show-more")?.remove();
  list.append(...found.slice(from, from + FINDINGS_AT_ONCE).map(item));
  const left = found.length - from - FINDINGS_AT_ONCE;
  if (left > 0) {
    const more = h("button", { type: "button", class: "show-more", click: () => {
      fillFindings(list, found, from + FINDINGS_AT_ONCE);
      /** @type {HTMLElement | null} */ (list.querySelectorAll("[data-item]")[from + FINDINGS_AT_ONCE])?.focus();
    } }, `Show ${Math.min(FINDINGS_AT_ONCE, left)} more of ${left.toLocaleString("en")}`);
    list.append(more);
  }
  if (!found.length) list.append(h("p", { class: "nothing" }, "Nothing is left by these filters."));
}

/** @param {Finding} finding */
function item(finding) {
  const calm = family(finding) !== "conflict";
  return h(
    "article",
    { class: `finding ${family(finding)} ${finding.severity} ${finding.state}` },
    h("div", { class: "words" },
      badges(finding),
      h("h3", {}, h("a", { href: findingLink(finding), "data-item": finding.key }, headline(finding))),
      calm && (finding.positions ?? []).length < 2 ? null : positions(finding, !calm),
      others(finding),
      finding.ruling ? h("p", { class: "ruling" }, "Ruled: ", said(finding.ruling.because)) : null,
    ),
  );
}

function reports() {
  const row = (/** @type {import("./model.js").Report} */ report, /** @type {number} */ at) => {
    const standing = (/** @type {string} */ name) => ofReport[at].filter((id) => data.claims[id].standing === name).length;
    const left = data.questions.filter((question) => (question.left ?? []).includes(at)).length;
    const cells = [ofReport[at].length, standing("disputed"), standing("agreed"), standing("alone"), left];
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, h("a", { href: link("read", report.id), dir: "auto" }, report.title ?? report.id),
        h("span", { class: "sub", dir: "auto" }, [report.publisher, report.published].filter(Boolean).join(", "))),
      ...cells.map((number, column) => h("td", { class: number && column === 1 ? "hot" : null }, number.toLocaleString("en"))),
    );
  };
  const heads = ["Report", "Claims", "Disputed", "Agreed", "Alone", "Leaves out"];
  return h(
    "section",
    { class: "reports", "aria-labelledby": "reports-title" },
    h("h2", { id: "reports-title" }, "The reports"),
    h("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Table of the reports" },
      h("table", {}, h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, ...data.reports.map(row)))),
  );
}

/** Conflicts that were known and are there no more. */
function gone() {
  return data.fixed.length
    ? h("section", { class: "gone" }, h("h2", {}, "Fixed"), h("ul", {}, ...data.fixed.map((words) => h("li", { dir: "auto" }, words))))
    : null;
}

/** The worst finding on a question. @param {number} question */
export const worst = (question) => (onQuestion.get(question) ?? []).find((finding) => family(finding) === "conflict");
