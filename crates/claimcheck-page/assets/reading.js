// One report with all of its claims in the margin, and what it leaves out.
import { counted, h, said, tell } from "./dom.js";
import { data, letter, ofReport, onQuestion, questionName, reportById, reportName, reportsOf } from "./model.js";
import { attribution, chip, findingLink, headline, paragraphs, reportLink, statement } from "./parts.js";
import { worst } from "./overview.js";
import { link, refine } from "./route.js";

/** @import { Claim, Report } from "./model.js" */
/** @import { Route } from "./route.js" */

/** @type {Record<string, [string, string]>} */
const STANDINGS = {
  disputed: ["≠", "disputed"],
  agreed: ["=", "agreed"],
  alone: ["·", "alone"],
  unknown: ["?", "not known"],
  superseded: ["×", "corrected"],
};

/** @param {Route} route */
export function reading(route) {
  const at = route.of ? reportById.get(route.of) : 0;
  const report = at === undefined ? undefined : data.reports[at];
  if (at === undefined || !report) return h("div", { class: "reading" }, h("h1", {}, "Reading"), h("p", { class: "nothing" }, "There is no such report on this page."), shelf(-1));
  const claims = ofReport[at].map((id) => ({ id, claim: data.claims[id] }));
  const only = route.params.standing;
  const shown = claims.filter(({ claim }) => !only || claim.standing === only);
  tell(`${report.title ?? report.id}: ${counted(shown.length, "claim")}`);
  return h("article", { class: "reading" },
    shelf(at),
    h("header", {},
      h("p", { class: "sub", dir: "auto" }, [report.publisher, report.published, report.based?.length ? `draws on ${report.based.join(", ")}` : ""].filter(Boolean).join(" · ")),
      h("h1", { dir: "auto" }, report.title ?? report.id),
      h("p", { class: "place" }, report.file ?? "no text is kept", report.cut ? ` · ${counted(report.cut, "character")} far from any claim are not shown` : "")),
    tally(claims.map(({ claim }) => claim), only),
    text(report, shown),
    leftOut(at));
}

/** The reports to choose from. @param {number} current */
function shelf(current) {
  const change = (/** @type {Event} */ event) => {
    location.hash = link("read", /** @type {HTMLSelectElement} */ (event.target).value);
  };
  return h("nav", { class: "shelf", "aria-label": "Reports" },
    h("label", { class: "choice" }, h("span", {}, "Report"),
      h("select", { name: "read", change }, ...data.reports.map((report, at) => h("option", { value: report.id, selected: at === current }, report.title ? `${report.title} (${report.id})` : report.id)))));
}

/** How the claims of the report stand; each is a filter. @param {Claim[]} claims @param {string | undefined} only */
function tally(claims, only) {
  const part = (/** @type {string} */ name) => {
    const number = claims.filter((claim) => claim.standing === name).length;
    if (!number) return null;
    const [sign, words] = STANDINGS[name];
    return h("li", {}, h("button", { type: "button", class: `standing ${name}`, "aria-pressed": only === name ? "true" : "false", click: () => refine({ standing: only === name ? undefined : name }) },
      h("b", { class: "sign", "aria-hidden": "true" }, sign), `${number} ${words}`));
  };
  return h("ul", { class: "tally", "aria-label": "How its claims stand" }, ...Object.keys(STANDINGS).map(part));
}

/** @typedef {{id: number, claim: Claim, number?: number}} Noted */

/** @param {Report} report @param {Noted[]} shown */
function text(report, shown) {
  const placed = shown.filter(({ claim }) => claim.passage && report.text !== undefined);
  placed.sort((a, b) => (a.claim.passage?.[0] ?? 0) - (b.claim.passage?.[0] ?? 0) || (a.claim.passage?.[1] ?? 0) - (b.claim.passage?.[1] ?? 0) || a.id - b.id);
  placed.forEach((noted, at) => { noted.number = at + 1; });
  const spans = placed.map(({ claim, number }) => ({ from: claim.passage?.[0] ?? 0, to: claim.passage?.[1] ?? 0, name: claim.standing, label: String(number) }));
  const markdown = /\.md$/i.test(report.file ?? "");
  const blocks = report.text === undefined ? [] : paragraphs(report.text, spans, markdown);
  const rows = blocks.map((block) => {
    const own = placed.filter(({ claim }) => (claim.passage?.[0] ?? 0) >= block.from && (claim.passage?.[0] ?? 0) < block.to);
    return h("div", { class: "block" }, block.element, own.length ? h("ul", { class: "margin", "aria-label": "Claims" }, ...own.map(note)) : null);
  });
  const loose = shown.filter((noted) => !placed.includes(noted));
  return h("div", { class: "page" }, ...rows,
    loose.length ? h("section", { class: "loose" }, h("h2", {}, report.text === undefined ? "Its claims" : "Claims that rest on no passage"), h("ul", { class: "margin" }, ...loose.map(note))) : null);
}

/** @param {Noted} noted */
function note({ claim, number }) {
  const question = data.questions[claim.question];
  const [sign, words] = STANDINGS[claim.standing] ?? ["", ""];
  const finding = worst(claim.question) ?? (onQuestion.get(claim.question) ?? [])[0];
  const name = question.with === undefined ? question.property : "order";
  const subject = data.entities[question.subject].name;
  return h("li", { class: `note ${claim.standing}` },
    h("span", { class: "line" },
      number === undefined ? null : h("span", { class: "number" }, String(number)),
      h("b", { class: "sign", title: words }, sign), h("span", { class: "unseen" }, words),
      said(subject, "about"), question.scope ? h("span", { class: "about" }, ` (${question.scope})`) : null, " · ",
      finding ? h("a", { href: findingLink(finding), "data-item": finding.key, title: headline(finding), dir: "auto" }, name) : h("span", { class: "property", dir: "auto" }, name),
      " ", statement(claim)),
    attribution(claim),
    claim.standing === "disputed" ? against(claim) : null,
    claim.words ? h("q", { dir: "auto" }, claim.words) : null);
}

/** What the others answer, in a dispute. @param {Claim} claim */
function against(claim) {
  const all = data.questions[claim.question].positions ?? [];
  const isOwn = (/** @type {number} */ id) => data.claims[id].name === claim.name && data.claims[id].value === claim.value;
  // Whoever is on a side with it, too, is not against it.
  const allied = new Set(all.filter((position) => position.claims.some(isOwn)).flatMap((position) => position.claims));
  const others = all.map((position, at) => ({ position: { ...position, claims: position.claims.filter((id) => !allied.has(id)) }, at })).filter(({ position }) => position.claims.length);
  if (all.length < 2 || !others.length) return null;
  const parts = others.slice(0, 3).flatMap(({ position, at }) => [chip(at), said(position.value, "value"), " ", h("span", { class: "holders" }, reportsOf(position.claims).slice(0, 3).map(reportName).join(", ")), " "]);
  return h("span", { class: "against" }, "against ", ...parts, others.length > 3 ? `and ${others.length - 3} more` : "");
}

/** What two others answer and this report, which speaks of the subject, does not. @param {number} at */
function leftOut(at) {
  const MOST = 100;
  const left = data.questions.map((question, id) => ({ question, id })).filter(({ question }) => (question.left ?? []).includes(at));
  const line = (/** @type {typeof left[0]} */ { question, id }) => {
    const reports = question.cells.filter((cell) => cell.report >= 0).map((cell) => cell.report);
    const finding = (onQuestion.get(id) ?? [])[0];
    const name = said(questionName(question));
    const answers = (question.positions ?? []).slice(0, 3).flatMap((position, number) => [
      number ? "; " : ": ", question.outcome === "disputed" ? `${letter(number)} ` : "", said(position.value, "value")]);
    return h("li", {}, finding ? h("a", { href: findingLink(finding) }, name) : name, ...answers,
      h("span", { class: "holders" }, ...reports.slice(0, 6).flatMap((report, number) => [number ? ", " : "", reportLink(report)]), reports.length > 6 ? ` and ${reports.length - 6} more` : ""));
  };
  return h("section", { class: "left-out", "aria-labelledby": "left-title" },
    h("h2", { id: "left-title" }, "What it leaves out"),
    left.length
      ? h("p", { class: "quiet" }, `${counted(left.length, "question")} that two others answer, on subjects that it speaks of.`)
      : h("p", { class: "quiet" }, "Nothing that two others answer on its subjects."),
    h("ul", {}, ...left.slice(0, MOST).map(line)),
    left.length > MOST ? h("p", { class: "quiet" }, `and ${counted(left.length - MOST, "more question")}; the matrix has all of them`) : null);
}
