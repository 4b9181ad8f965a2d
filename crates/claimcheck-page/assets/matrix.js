// Questions down, reports across. Only the rows in view are in the page; to a screen reader it is one
// grid, with all of its rows counted.
import { counted, h, said, tell } from "./dom.js";
import { colour, data, entityName, letter, onQuestion, questionName, quoted, reportName } from "./model.js";
import { attribution, chip, choice, findingLink, headline, search, statement } from "./parts.js";
import { worst } from "./overview.js";
import { link } from "./route.js";

/** @import { Question, Cell } from "./model.js" */
/** @import { Route } from "./route.js" */

/** How high a row is, in CSS pixels, as the style has it. */
const ROW = 34;
/** Rows beyond those in view. */
const MARGIN = 8;

/** How many rows go on paper. */
const PRINTED = 300;

/** @typedef {{id: number, question: Question, weight: number, text: string}} Row */

/** @type {Row[]} */
const rows = data.questions
  .map((question, id) => ({ id, question, weight: weigh(question, id), text: rowText(question) }))
  .filter((row) => row.question.cells.length > 0);

/** @param {Question} question */
function rowText(question) {
  const values = question.cells.flatMap((cell) => cell.claims.map((id) => data.claims[id].value));
  return [questionName(question), ...values].join("\n").toLowerCase();
}

/**
 * How much there is to look at: new errors first, then the rest in dispute, then what most answer.
 * @param {Question} question @param {number} id
 */
function weigh(question, id) {
  const finding = worst(id);
  const answers = question.cells.length;
  if (!finding) return answers;
  const state = { new: 3, known: 2, ruled: 1 }[finding.state] ?? 1;
  const severity = { error: 3, warning: 2, note: 1 }[finding.severity] ?? 1;
  return state * 1e7 + severity * 1e6 + (question.outcome === "disputed" ? (question.positions?.length ?? 0) : 0) * 1e3 + answers;
}

const given = data.claims.some((claim) => claim.report < 0);
/** What stands across: the reports, and behind them what is given. */
const columns = [...data.reports.map((_, at) => at), ...(given ? [-1] : [])];

/** @param {Route} route */
export function matrix(route) {
  const found = pick(route.params);
  const dense = (route.params.cells ?? (columns.length > 9 ? "signs" : "answers")) === "signs";
  const grid = new Grid(found, dense);
  latest = grid;
  tell(`${counted(found.length, "question")}, ${counted(columns.length, "column")}`);
  return h(
    "div",
    { class: "matrix-view" },
    h("div", { class: "head" },
      h("h1", {}, "Who answers what"),
      h("form", { class: "filters", role: "search", "aria-label": "Filter the questions", submit: (/** @type {Event} */ event) => event.preventDefault() },
        search("Search"),
        choice("outcome", "Outcome", [["", "any"], ["disputed", "in dispute"], ["agreed", "agreed"], ["open", "one answer"]]),
        choice("sort", "Order", [["", "most disputed first"], ["subject", "by subject"], ["answers", "most answered first"]]),
        choice("cells", "Cells", [["", "as fits"], ["answers", "answers"], ["signs", "signs only"]]))),
    h("p", { class: "count" }, counted(found.length, "question"), ...narrowing(route.params)),
    legend(),
    grid.element,
    grid.detail,
  );
}

/** @param {Record<string, string>} params */
function pick(params) {
  const words = (params.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const outcome = params.outcome ?? "";
  const is = (/** @type {Row} */ row) => {
    const disputed = Boolean(worst(row.id)) || row.question.outcome === "disputed";
    if (outcome === "disputed") return disputed;
    if (outcome === "open") return row.question.outcome === "open" && !disputed;
    return !outcome || (!disputed && row.question.outcome !== "open");
  };
  const report = params.report ? data.reports.findIndex((own) => own.id === params.report) : -1;
  const found = rows.filter(
    (row) =>
      is(row) &&
      words.every((word) => row.text.includes(word)) &&
      (report < 0 || row.question.cells.some((cell) => cell.report === report)) &&
      (!params.entity || data.entities[row.question.subject].id === params.entity),
  );
  if (params.sort === "subject") found.sort((a, b) => entityName(a.question.subject).localeCompare(entityName(b.question.subject), "en") || a.id - b.id);
  else if (params.sort === "answers") found.sort((a, b) => b.question.cells.length - a.question.cells.length || a.id - b.id);
  else found.sort((a, b) => b.weight - a.weight || a.id - b.id);
  return found;
}

/**
 * What the rows are narrowed to, where another view chose it, and the way back to all.
 * @param {Record<string, string>} params
 */
function narrowing(params) {
  const subject = data.entities.find((entity) => entity.id === params.entity);
  const words = [
    ...(params.report ? [" that ", said(params.report), " answers"] : []),
    ...(subject ? [" about ", said(subject.name)] : []),
  ];
  const any = ["q", "outcome", "report", "entity"].some((key) => params[key]);
  return [...words, any ? h("a", { href: link("matrix", "", { sort: params.sort, cells: params.cells }), class: "reset" }, "Clear filters") : null];
}

function legend() {
  const sides = h("li", {}, chip(0), chip(1), h("span", {}, "the sides of a dispute"));
  const signs = data.marks.map(([sign, words]) => h("li", {}, h("b", { class: "sign" }, sign), h("span", {}, words)));
  const silent = h("li", {}, h("b", { class: "sign silent-key" }, "–"), h("span", {}, "speaks of the subject, leaves this out"));
  return h("details", { class: "legend" }, h("summary", {}, "What the signs say"), h("ul", {}, sides, ...signs, silent));
}

/** The grid that was made last. @type {Grid | undefined} */
let latest;
addEventListener("beforeprint", () => latest?.print(PRINTED));
addEventListener("afterprint", () => latest?.print(0));

class Grid {
  /** @param {Row[]} found @param {boolean} dense */
  constructor(found, dense) {
    this.found = found;
    this.printed = 0;
    const first = found[0]?.question.cells ?? [];
    this.at = { row: 0, column: Math.max(0, columns.findIndex((report) => first.some((cell) => cell.report === report))) };
    this.head = this.makeHead();
    this.body = h("div", { class: "rows", role: "rowgroup" });
    this.body.style.setProperty("height", `${found.length * ROW}px`);
    this.element = h(
      "div",
      {
        class: `grid ${dense ? "dense" : "wordy"}`, role: "grid", "aria-label": "Questions by reports",
        "aria-rowcount": found.length + 1, "aria-colcount": columns.length + 1, "aria-readonly": "true",
        scroll: () => this.draw(), keydown: (/** @type {KeyboardEvent} */ event) => this.key(event), click: (/** @type {MouseEvent} */ event) => this.click(event),
      },
      this.head,
      this.body,
    );
    this.element.style.setProperty("--columns", String(columns.length));
    this.detail = h("div", { class: "cell-detail", role: "region", "aria-label": "The chosen cell" });
    this.explain();
    new ResizeObserver(() => this.draw()).observe(this.element);
    /** @type {Map<number, HTMLElement>} */
    this.drawn = new Map();
    this.draw();
  }

  makeHead() {
    const head = (/** @type {number} */ report, /** @type {number} */ at) =>
      h("div", { role: "columnheader", class: "cell column", "aria-colindex": at + 2, title: report < 0 ? "what is given" : (data.reports[report].title ?? "") },
        report < 0 ? h("span", {}, "given") : h("a", { href: link("read", data.reports[report].id), dir: "auto", tabindex: "-1" }, reportName(report)));
    return h("div", { role: "rowgroup", class: "heads" },
      h("div", { role: "row", class: "row", "aria-rowindex": "1" },
        h("div", { role: "columnheader", class: "cell corner", "aria-colindex": "1" }, "Question"), ...columns.map(head)));
  }

  /**
   * On paper there is no scrolling: so many rows are drawn, and how many are not is said.
   * @param {number} most
   */
  print(most) {
    if (!this.element.isConnected) return;
    this.printed = most;
    const shown_ = most ? Math.min(most, this.found.length) : this.found.length;
    this.body.style.setProperty("height", `${shown_ * ROW}px`);
    const left = this.found.length - shown_;
    this.element.dataset.cut = left > 0 ? `and ${counted(left, "more question")}` : "";
    this.draw();
  }

  /** Puts the rows in view into the page, and takes the others out. */
  draw() {
    const height = this.element.clientHeight || 600;
    const first = this.printed ? 0 : Math.max(0, Math.floor(this.element.scrollTop / ROW) - MARGIN);
    const end = this.printed || Math.ceil((this.element.scrollTop + height) / ROW) + MARGIN + 1;
    const last = Math.min(this.found.length, end) - 1;
    for (const [at, row] of this.drawn) {
      // The row that has the focus stays, wherever one scrolls.
      if ((at < first || at > last) && at !== this.at.row) {
        row.remove();
        this.drawn.delete(at);
      }
    }
    for (const at of [this.at.row, ...Array.from({ length: Math.max(0, last - first + 1) }, (_, number) => first + number)]) {
      if (at >= this.found.length || this.drawn.has(at)) continue;
      const row = this.row(at);
      this.drawn.set(at, row);
      const next = [...this.drawn.keys()].filter((other) => other > at).sort((a, b) => a - b)[0];
      this.body.insertBefore(row, next === undefined ? null : (this.drawn.get(next) ?? null));
    }
  }

  /** @param {number} at */
  row(at) {
    const { id, question } = this.found[at];
    const finding = worst(id);
    const row = h("div", { role: "row", class: `row ${finding ? `disputed ${finding.state}` : ""}`, "aria-rowindex": at + 2 });
    row.style.setProperty("top", `${at * ROW}px`);
    const name = questionName(question);
    const head = h("div", { role: "rowheader", class: "cell question", "aria-colindex": "1", "data-column": "-1", title: name },
      h("span", { class: "subject" }, said(entityName(question.subject))),
      h("span", { class: "property" }, question.with === undefined ? question.property : `order with ${entityName(question.with)}`, question.scope ? ` (${question.scope})` : ""));
    row.append(head, ...columns.map((report, column) => this.cell(question, report, column, at)));
    row.dataset.row = String(at);
    return row;
  }

  /** @param {Question} question @param {number} report @param {number} column @param {number} row */
  cell(question, report, column, row) {
    const cell = question.cells.find((own) => own.report === report);
    const here_ = row === this.at.row && column === this.at.column;
    /** @type {import("./dom.js").Props} */
    const props = { role: "gridcell", "aria-colindex": column + 2, "data-column": column, tabindex: here_ ? "0" : "-1" };
    if (!cell) {
      const silent = (question.silent ?? []).includes(report);
      const left = (question.left ?? []).includes(report);
      return h("div", { ...props, class: `cell ${silent ? "silent" : "none"} ${left ? "left" : ""}`, title: silent ? "silent" : null }, silent ? h("span", { "aria-hidden": "true" }, "–") : null, h("span", { class: "unseen" }, silent ? "silent" : "says nothing"));
    }
    const [sign, words] = data.marks[cell.mark];
    const disputed = question.outcome === "disputed" && cell.positions?.length;
    const sides = disputed ? (cell.positions ?? []) : [];
    const torn = sides.length === 2 && sign === "≠";
    const name = torn ? "split" : sides.length === 1 ? colour(sides[0]) : sides.length ? "between" : sign === "?" ? "unknown" : sign === "·" ? "alone" : sign === "×" ? "gone" : "agreed";
    const value = cell.claims.map((id) => data.claims[id].value).join("; ");
    const label = `${value}${sides.length ? `, side ${sides.map(letter).join(" and ")}` : ""}, ${words}`;
    const element = h("div", { ...props, class: `cell ${name}`, title: `${reportName(report)}: ${label}` },
      h("b", { class: "sign", "aria-hidden": "true" }, sides.length ? sides.slice(0, 3).map(letter).join("") : sign),
      sides.length ? h("span", { class: "mark", "aria-hidden": "true" }, sign) : null,
      h("span", { class: "value", dir: "auto", "aria-hidden": "true" }, value),
      h("span", { class: "unseen" }, label));
    // What contradicts itself has the colours of both sides.
    sides.slice(0, 2).forEach((side_, at) => element.style.setProperty(at ? "--b" : "--a", `var(--c${side_ % 8})`));
    return element;
  }

  /** @param {number} row @param {number} column */
  go(row, column) {
    const before = this.cellAt(this.at.row, this.at.column);
    before?.setAttribute("tabindex", "-1");
    this.at = { row: Math.max(0, Math.min(this.found.length - 1, row)), column: Math.max(0, Math.min(columns.length - 1, column)) };
    const top = this.at.row * ROW;
    const room = this.element.clientHeight - this.head.offsetHeight;
    if (top < this.element.scrollTop) this.element.scrollTop = top;
    else if (top + ROW > this.element.scrollTop + room) this.element.scrollTop = top + ROW - room + 2;
    this.draw();
    const cell = this.cellAt(this.at.row, this.at.column);
    cell?.setAttribute("tabindex", "0");
    cell?.focus({ preventScroll: true });
    if (cell) {
      const side = this.head.querySelector(".corner")?.getBoundingClientRect().width ?? 0;
      const left = cell.offsetLeft - side;
      if (left < this.element.scrollLeft) this.element.scrollLeft = left;
      else if (cell.offsetLeft + cell.offsetWidth > this.element.scrollLeft + this.element.clientWidth) this.element.scrollLeft = cell.offsetLeft + cell.offsetWidth - this.element.clientWidth;
    }
    this.explain();
  }

  /** @param {number} row @param {number} column */
  cellAt(row, column) {
    return /** @type {HTMLElement | null} */ (this.drawn.get(row)?.querySelector(`[data-column="${column}"]`) ?? null);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { row, column } = this.at;
    const page = Math.max(1, Math.floor(this.element.clientHeight / ROW) - 2);
    /** @type {Record<string, [number, number]>} */
    const moves = {
      ArrowDown: [row + 1, column], ArrowUp: [row - 1, column], ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1],
      j: [row + 1, column], k: [row - 1, column], Home: [row, 0], End: [row, columns.length - 1],
      PageDown: [row + page, column], PageUp: [row - page, column],
    };
    if (event.key === "Enter" && this.found[row]) {
      const finding = (onQuestion.get(this.found[row].id) ?? [])[0];
      if (finding) location.hash = findingLink(finding);
    } else if (moves[event.key]) this.go(...moves[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {MouseEvent} event */
  click(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const cell = /** @type {HTMLElement | null} */ (target.closest("[data-column]"));
    const row = /** @type {HTMLElement | null} */ (target.closest("[data-row]"));
    if (cell && row) this.go(Number(row.dataset.row), Number(cell.dataset.column));
  }

  /** Tells of the chosen cell what fits into no cell. */
  explain() {
    const row = this.found[this.at.row];
    if (!row) {
      this.detail.replaceChildren(h("p", { class: "nothing" }, "No question is left by these filters."));
      return;
    }
    const report = columns[this.at.column];
    const cell = row.question.cells.find((own) => own.report === report);
    const links = (onQuestion.get(row.id) ?? []).slice(0, 4).map((finding) => h("li", {}, h("a", { href: findingLink(finding), dir: "auto" }, headline(finding))));
    this.detail.replaceChildren(
      h("div", {},
        h("p", { class: "where" }, h("b", { dir: "auto" }, reportName(report)), " on ", said(questionName(row.question))),
        ...(cell ? this.says(cell) : [h("p", { class: "quiet" }, (row.question.silent ?? []).includes(report) ? "It speaks of the subject, and leaves this question out." : "It does not speak of the subject.")])),
      links.length ? h("ul", { class: "links" }, ...links) : h("p", { class: "quiet" }, "Nothing else is found on this question."));
  }

  /** @param {Cell} cell */
  says(cell) {
    const claims = cell.claims.map((id) => {
      const claim = data.claims[id];
      const words = quoted(claim);
      return h("p", {}, statement(claim), " ", attribution(claim), words ? h("q", { dir: "auto" }, words) : null);
    });
    return [...claims, h("p", { class: "quiet" }, data.marks[cell.mark][1])];
  }
}
