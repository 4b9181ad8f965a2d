// Writes a large project: 40 reports, 2,000 questions, and texts that say what is claimed. It is the
// same each time. Usage: node large.mjs FOLDER
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const REPORTS = 40;
const SUBJECTS = 400;
const AGENCIES = 12;

/** Numbers that look random and are not (mulberry32). */
let state = 20251030;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (number) => Math.floor(random() * number);
const chance = (share) => random() < share;

const root = process.argv[2];
if (!root) throw new Error("name the folder to write to");
for (const folder of ["claims", "reports"]) mkdirSync(join(root, folder), { recursive: true });

const two = (number) => String(number).padStart(2, "0");
const PLACES = ["norham", "selby", "arden", "wexley", "colne"];
const STAGES = ["planned", "approved", "under-way", "halted"];
const FORMS = ["grant", "loan", "tender", "gift"];

/** The five questions of a subject: what is said of it, and how another would contradict that. */
function questions(at) {
  const day = `2025-${two(1 + (at % 12))}-${two(1 + (at % 28))}`;
  const later = `2025-${two(1 + (at % 12))}-${two(1 + ((at + 3) % 28))}`;
  const cost = 10 + (at % 90);
  return [
    { property: "date", value: day, wider: day.slice(0, 7), other: later, say: (value) => `The opening of project ${at} is dated ${value}.` },
    { property: "cost", value: `${cost} million EUR`, wider: `${cost - 2}..${cost + 2} million EUR`, other: `${cost + 9} million EUR`, say: (value) => `Project ${at} costs ${value}.` },
    { property: "site", value: PLACES[at % 5], wider: "northland", other: PLACES[(at + 1) % 5], say: (value) => `Project ${at} lies in ${value}.` },
    { property: "stage", value: STAGES[at % 4], wider: null, other: STAGES[(at + 1) % 4], say: (value) => `The stage of project ${at} is ${value}.` },
    { property: "form", value: FORMS[at % 4], wider: null, other: FORMS[(at + 2) % 4], say: (value) => `The money of project ${at} comes as a ${value}.` },
  ];
}

const vocabulary = [
  "kinds:\n  opening: {is: event, expects: [date]}",
  "entities:",
  "  northland: {kind: place}",
  ...PLACES.map((place) => `  ${place}: {kind: place, part-of: northland}`),
  ...Array.from({ length: AGENCIES }, (_, at) => `  agency-${at}: {kind: organisation, names: [Agency ${at}]}`),
  ...Array.from({ length: SUBJECTS }, (_, at) => `  project-${at}: {kind: opening, names: [the opening of project ${at}]}`),
  "properties:",
  "  cost: {type: quantity, unit: EUR}",
  "  site: {type: place}",
  `  stage: {type: choice, levels: [${STAGES.join(", ")}]}`,
  `  form: {type: choice, levels: [${FORMS.join(", ")}]}`,
  "",
];
writeFileSync(join(root, "claims", "vocabulary.yaml"), vocabulary.join("\n"));

const reports = Array.from({ length: REPORTS }, (_, at) => ({ id: `report-${two(at)}`, sentences: [], claims: [], based: at % 5 === 4 ? at % AGENCIES : null }));
for (let subject = 0; subject < SUBJECTS; subject += 1) {
  for (const question of questions(subject)) {
    const disputed = chance(0.08);
    for (const report of reports) {
      if (!chance(0.3)) continue;
      const value = disputed && chance(0.35) ? question.other : question.wider && chance(0.25) ? question.wider : question.value;
      const sentence = question.say(value);
      const agency = chance(0.15) ? below(AGENCIES) : null;
      report.sentences.push(sentence);
      report.claims.push(
        `  - {id: ${question.property}-${subject}, quote: "${sentence}", about: project-${subject}, says: {${question.property}: ${value}}` +
          `${agency === null ? "" : `, according-to: agency-${agency}`}${chance(0.05) ? ", certainty: likely" : ""}}`,
      );
    }
  }
}
reports.forEach((report, at) => {
  const paragraphs = [];
  for (let from = 0; from < report.sentences.length; from += 7) paragraphs.push(report.sentences.slice(from, from + 7).join(" "));
  writeFileSync(join(root, "reports", `${report.id}.txt`), `${paragraphs.join("\n\n")}\n`);
  const head = `report: {file: ${report.id}.txt, title: The projects as of day ${at}, published: 2025-10-${two(1 + (at % 28))}${report.based === null ? "" : `, based-on: [agency-${report.based}]`}}`;
  writeFileSync(join(root, "claims", `${report.id}.yaml`), `${head}\nclaims:\n${report.claims.join("\n")}\n`);
});
