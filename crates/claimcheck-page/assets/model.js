// The data of the page, and what can be looked up in it.
import { counted } from "./dom.js";

/** @typedef {[file: number, line: number, column: number]} At */
/** @typedef {{value: string, claims: number[], origins?: string[]}} Position */
/** @typedef {{report: number, mark: number, positions?: number[], claims: number[]}} Cell */
/** @typedef {{subject: number, property: string, with?: number, scope?: string, outcome: string, positions?: Position[], cells: Cell[], silent?: number[], left?: number[]}} Question */
/** @typedef {{name: string, report: number, question: number, value: string, normal?: string, standing: string, certainty?: string, at: At, passage?: [number, number], line?: number, words?: string, by?: string[][], when?: string}} Claim */
/** @typedef {{name: string, text: string, at: At}} Other */
/** @typedef {{because: string, by?: string, decided?: string, until?: string}} Ruling */
/** @typedef {{from: number, to: number, claim?: number, tie: string}} Way */
/** @typedef {{stations: [string, string][], ways: Way[]}} Circle */
/** @typedef {{key: string, code: string, severity: string, state: string, fingerprint: string, within?: boolean, questions?: number[], asked?: number, at: At, message: string, help?: string, reason: string[], positions?: Position[], claims: number[], rules?: Other[], marks?: Other[], silent?: number[], ruling?: Ruling, circle?: Circle}} Finding */
/** @typedef {{id: string, title?: string, publisher?: string, published?: string, based?: string[], file?: string, text?: string, cut?: number}} Report */
/** @typedef {[number | null, number | null]} Bar */
/** @typedef {{claim: number, bar: Bar}} Lane */
/** @typedef {{entity: number, scope?: string, whole?: string, bar: Bar, start?: string, end?: string, earliest?: string[], latest?: string[], after?: number, before?: number, unordered?: number, lanes: Lane[], orders?: [number, string][], disputes?: number[], out?: number[]}} Happening */
/** @typedef {{kind: string, id: string, label: string, x: number, y: number, claims: number, disputed: number, echoes: number, members?: string[]}} Knot */
/** @typedef {{from: number, to: number, link: string, claims: number, disputed: number, echoes: number}} Edge */
/** @typedef {{width: number, height: number, node: [number, number], columns: [number, string][], nodes: Knot[], edges: Edge[], whole: number}} Graph */
/** @typedef {{title: string, version: string, summary: Record<string, number>, notes: string[], fixed: string[], files: string[], entities: {id: string, name: string}[], reports: Report[], questions: Question[], claims: Claim[], findings: Finding[], marks: [string, string][], codes: [string, string][], timeline: {axis: [string, number][], events: Happening[], undated: string[], compared: boolean}, graph: Graph}} Data */

/** @type {Data} */
export const data = JSON.parse(document.getElementById("data")?.textContent ?? "{}");

export const FAMILIES = ["conflict", "agreement", "gap", "input"];
/** @type {Record<string, string>} */
export const FAMILY_NAMES = { conflict: "In dispute", agreement: "Agreed", gap: "Missing", input: "Flaws of the claims" };
/** How many colours there are for positions; letters go on. */
const COLOURS = 8;

/** @type {Map<string, Finding>} */
export const byKey = new Map(data.findings.map((finding) => [finding.key, finding]));
/** @type {Map<string, string>} */
export const summaries = new Map(data.codes);

/** The findings on each question. @type {Map<number, Finding[]>} */
export const onQuestion = new Map();
for (const finding of data.findings) {
  for (const question of finding.questions ?? []) {
    const known = onQuestion.get(question);
    if (known) known.push(finding);
    else onQuestion.set(question, [finding]);
  }
}

/** The claims of each report. @type {number[][]} */
export const ofReport = data.reports.map(() => []);
data.claims.forEach((claim, id) => ofReport[claim.report]?.push(id));

/** @type {Map<string, number>} */
export const reportById = new Map(data.reports.map((report, at) => [report.id, at]));

/** @param {Finding} finding */
export const family = (finding) => finding.code.slice(0, finding.code.indexOf("/"));

/**
 * A, B, … Z, AA, AB, …
 * @param {number} at
 * @returns {string}
 */
export function letter(at) {
  return at < 26 ? String.fromCharCode(65 + at) : letter(Math.floor(at / 26) - 1) + letter(at % 26);
}

/** @param {number} at */
export const colour = (at) => `p${at % COLOURS}`;

/** @param {number} id */
export const entityName = (id) => data.entities[id]?.name ?? "";

/**
 * What a question asks, in the words of the findings.
 * @param {Question} question
 */
export function questionName(question) {
  const scope = question.scope ? ` (${question.scope})` : "";
  const subject = entityName(question.subject);
  return question.with === undefined
    ? `the ${question.property} of ${subject}${scope}`
    : `the order of ${subject} and ${entityName(question.with)}${scope}`;
}

/** @param {number} report */
export const reportName = (report) => (report < 0 ? "given" : (data.reports[report]?.id ?? ""));

/** @param {At} at */
export const place = (at) => `${data.files[at[0]] ?? ""}:${at[1]}:${at[2]}`;

/**
 * The reports of some claims, in order, each once.
 * @param {number[]} claims
 */
export const reportsOf = (claims) => [...new Set(claims.map((claim) => data.claims[claim].report))];

/** All that is searched in a finding. @type {WeakMap<Finding, string>} */
const haystacks = new WeakMap();

/** @param {Finding} finding */
export function haystack(finding) {
  let text = haystacks.get(finding);
  if (text === undefined) {
    const claims = finding.claims.map((id) => `${data.claims[id].name} ${data.claims[id].value}`);
    const values = (finding.positions ?? []).map((position) => position.value);
    text = [finding.code, finding.message, finding.fingerprint, ...values, ...claims].join("\n").toLowerCase();
    haystacks.set(finding, text);
  }
  return text;
}

/** @type {Record<string, number>} */
const WEIGHT = { conflict: 0, input: 1, gap: 2, agreement: 3, new: 0, known: 4, ruled: 8, error: 0, warning: 1, note: 2 };

/** The findings, with the most important first. */
export const weighed = data.findings
  .map((finding, at) => ({ finding, at }))
  .sort(
    (a, b) =>
      WEIGHT[a.finding.state] + WEIGHT[family(a.finding)] - (WEIGHT[b.finding.state] + WEIGHT[family(b.finding)]) ||
      WEIGHT[a.finding.severity] - WEIGHT[b.finding.severity] ||
      a.at - b.at,
  )
  .map(({ finding }) => finding);

/**
 * The words of a passage, from the text of its report.
 * @param {Claim} claim
 */
export function quoted(claim) {
  const text = data.reports[claim.report]?.text;
  if (text === undefined || !claim.passage) return claim.words ?? "";
  const words = text.slice(claim.passage[0], claim.passage[1]).replace(/\s+/g, " ");
  return words.length > 320 ? `${words.slice(0, 200)} … ${words.slice(-100)}` : words;
}

/** @param {number} number @param {string} noun @param {string} [many] */
export const some = (number, noun, many) => (number === 0 ? `no ${many ?? `${noun}s`}` : counted(number, noun, many));
