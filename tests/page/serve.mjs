// Serves a copy of the example, and looks at the served page in a real browser while the project
// changes, breaks, and loses the program that serves it. Usage: node serve.mjs PROGRAM FOLDER; the copy
// and pictures go into FOLDER. It ends with status 1 at the first thing that is wrong.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { faults, hash, launch, step, until, watch } from "./browser.mjs";

const program = resolve(process.argv[2]);
const folder = resolve(process.argv[3]);
const project = resolve(folder, "served");
const shots = resolve(folder, "shots");
mkdirSync(shots, { recursive: true });
rmSync(project, { recursive: true, force: true });
for (const name of ["claims", "reports"]) cpSync(name, resolve(project, name), { recursive: true });

/** Starts the program, and waits for its address. */
async function serve(port) {
  const child = spawn(program, ["serve", "reports/", "--port", String(port)], { cwd: project, stdio: ["ignore", "pipe", "ignore"] });
  const line = await new Promise((done) => createInterface({ input: child.stdout }).once("line", done));
  return { child, address: line };
}

/** Ends the program, and waits until it is gone. */
async function end(served) {
  const gone = new Promise((done) => served.child.once("exit", done));
  served.child.kill("SIGINT");
  await gone;
}

const file = (path) => resolve(project, path);
/** Changes a file. */
function edit(path, from, to) {
  const text = readFileSync(file(path), "utf8");
  assert.ok(text.includes(from), `${path} has ${from}`);
  writeFileSync(file(path), text.replace(from, to));
}

let served = await serve(0);
const port = new URL(served.address).port;
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1360, height: 700 } });
const page = await context.newPage();
const wrong = await watch(page, (address) => address.startsWith(served.address) || address.startsWith("data:"));
let loads = 0;
page.on("load", () => { loads += 1; });

async function go(where) {
  await page.goto(`${served.address}#${where}`);
  await until(`${where} is shown`, async () => (await hash(page)) === `#${where}`);
}

const findings = () => page.locator(".finding").count();
const version = () => page.evaluate(() => document.body.dataset.version);
const banner = () => page.locator(".served");
const settle = () => new Promise((done) => setTimeout(done, 1500));

async function itIsFresh() {
  await go("overview?family=conflict");
  await until("the findings are there", async () => (await findings()) === 3);
  const first = await version();
  await page.evaluate(() => scrollTo(0, 120));
  await page.locator("[data-item]").nth(1).evaluate((element) => element.focus({ preventScroll: true }));
  const focused = await page.evaluate(() => document.activeElement.getAttribute("data-item"));
  writeFileSync(file("claims/more.yaml"), [
    "report: {id: late-edition, published: 2025-10-31}",
    "claims:",
    "  - {id: day, about: trump-xi-summit, says: {date: 2025-12-24}}",
    "",
  ].join("\n"));
  await until("the new finding is there", async () => (await findings()) === 4);
  assert.notEqual(await version(), first);
  assert.equal(await hash(page), "#overview?family=conflict", "the view is the same");
  await until("it is told", async () => (await page.locator("#live").textContent()).startsWith("The project has changed"));
  await until("and where one was", async () => (await page.evaluate(() => scrollY)) === 120);
  await until("and what had the focus", async () => (await page.evaluate(() => document.activeElement.getAttribute("data-item"))) === focused);
  assert.ok(!(await banner().isVisible()));
  step("a finding is new on the open page; view, place and focus stay");
}

async function nothingIsRefreshedForNothing() {
  const before = loads;
  edit("claims/more.yaml", "claims:", "claims: # of one report");
  await settle();
  assert.equal(loads, before);
  step("what makes no difference changes nothing");
}

async function nobodyIsDisturbed() {
  await go("overview");
  await page.locator("#search").click();
  await page.keyboard.type("sum", { delay: 20 });
  const before = await version();
  edit("claims/more.yaml", "2025-12-24", "2025-12-23");
  for (let times = 0; times < 12; times += 1) {
    await page.keyboard.type("x", { delay: 200 });
    assert.equal(await version(), before, "whoever writes goes on writing");
  }
  for (let times = 0; times < 12; times += 1) await page.keyboard.press("Backspace");
  await until("then it comes", async () => (await version()) !== before);
  await until("with what was written", async () => (await page.locator("#search").inputValue()) === "sum");
  await until("and where", () => page.evaluate(() => document.activeElement?.id === "search" && document.activeElement.selectionStart === 3));
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  const open = await version();
  edit("claims/more.yaml", "2025-12-23", "2025-12-22");
  await until("the page says that there is something", async () => (await banner().textContent()).startsWith("The project has changed"));
  await settle();
  assert.equal(await version(), open, "the help is not taken away");
  await page.keyboard.press("Escape");
  await until("and shows it then", async () => (await version()) !== open);
  step("nothing changes under somebody who types or reads the help");
}

async function textsStayWhereTheyWere() {
  await go("read/summit-eve");
  await go("matrix");
  const grid = page.locator("[role=grid]");
  await grid.evaluate((element) => { element.scrollTop = 300; });
  const before = await version();
  edit("claims/more.yaml", "2025-12-22", "2025-12-21");
  await until("it is another page", async () => (await version()) !== before);
  await until("the matrix is where it was", async () => (await grid.evaluate((element) => element.scrollTop)) === 300);
  step("what scrolls by itself stays where it was");
}

async function whatIsBrokenIsSaid() {
  const before = await version();
  writeFileSync(file("claimcheck.yaml"), "\"fail<b>\": x\n");
  await until("why is told", async () => /cannot be checked.*no key `fail<b>`/.test(await banner().textContent()));
  assert.equal(await version(), before, "the last page stays");
  assert.equal(await page.locator(".served b b, .served .why b").count(), 0, "as a text");
  assert.deepEqual(await faults(page), []);
  await page.screenshot({ path: resolve(shots, "served-broken.png") });
  await page.setViewportSize({ width: 390, height: 844 });
  await until("nothing sticks out", async () =>
    (await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth - document.documentElement.clientWidth])).join() === "390,0");
  await page.screenshot({ path: resolve(shots, "served-broken-phone.png") });
  await page.setViewportSize({ width: 1360, height: 700 });
  rmSync(file("claimcheck.yaml"));
  await until("and no more", async () => !(await banner().isVisible()));
  step("what is broken is said beside the last page");
}

async function whatIsGoneComesBack() {
  assert.deepEqual(wrong, [], "nothing went wrong so far");
  const before = await version();
  await page.keyboard.press("?");
  edit("claims/more.yaml", "2025-12-21", "2025-12-22");
  await until("there is something to show", async () => (await banner().textContent()).startsWith("The project has changed"));
  await end(served);
  await until("the page says so", async () => /does not answer/.test(await banner().textContent()));
  await page.keyboard.press("Escape");
  await settle();
  assert.equal(await version(), before, "it does not go after what is gone");
  assert.ok((await page.locator("main > *").count()) > 0, "and is there");
  await page.screenshot({ path: resolve(shots, "served-gone.png") });
  served = await serve(port);
  await until("it goes on", async () => (await version()) !== before);
  await until("as ever", async () => !(await banner().isVisible()));
  // A browser notes each connection that is refused.
  const left = wrong.filter((words) => !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/.test(words));
  assert.deepEqual(left, []);
  step("a page whose program is gone says so, and goes on when there is one again");
}

/**
 * More than a browser holds connections to one address: one of them listens for all. With so many
 * open, a headless browser loses a tab now and then; what was seen until then counts for nothing.
 */
async function manyPagesMayBeOpen() {
  for (let tries = 1; ; tries += 1) {
    const pages = [];
    let lost = false;
    await go("matrix");
    try {
      for (let at = 0; at < 7; at += 1) {
        const other = await context.newPage();
        other.on("crash", () => { lost = true; });
        pages.push(other);
        await other.goto(served.address, { timeout: 15_000 });
      }
      await theyFollow(pages);
      break;
    } catch (fault) {
      if (!lost || tries === 5) throw fault;
      step("the browser lost a page: once more");
    } finally {
      for (const other of pages) await other.close();
    }
  }
  step("eight pages are open at one time; those that stay follow, whichever of them goes");
}

async function theyFollow(pages) {
  // A few are enough for the rest.
  for (const other of pages.slice(3)) await other.close();
  const few = pages.slice(0, 3);
  edit("claims/more.yaml", "2025-12-21", "2025-12-19");
  const shows = (other) => other.evaluate(() => document.getElementById("data").textContent.includes("2025-12-19"));
  try {
    for (const other of [page, ...few]) await until("each shows what is new", () => shows(other));
    // Who listens may go: another one does.
    await page.goto("about:blank");
    await few[0].close();
  } finally {
    edit("claims/more.yaml", "2025-12-19", "2025-12-21");
  }
  for (const other of few.slice(1)) await until("each is told again", async () => !(await shows(other)));
  await go("matrix");
}

/** A page of somebody else, who knows the address. */
async function nobodyElseReadsIt() {
  const other = await context.newPage();
  await other.route("http://example.org/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>other</title>" }));
  await other.goto("http://example.org/");
  const seen = await other.evaluate(async (address) => {
    const answer = await fetch(address, { mode: "no-cors" }).then((response) => response.type, () => "refused");
    const read = await fetch(address).then((response) => response.text(), () => "refused");
    const frame = document.createElement("iframe");
    frame.src = address;
    const shown = new Promise((done) => { frame.onload = done; });
    document.body.append(frame);
    await shown;
    return { answer, read, frame: frame.contentDocument === null ? "closed" : frame.contentDocument.title };
  }, served.address);
  assert.deepEqual(seen, { answer: "refused", read: "refused", frame: "closed" });
  await other.close();
  step("no page of somebody else reads or frames it");
}

try {
  await itIsFresh();
  await nothingIsRefreshedForNothing();
  await nobodyIsDisturbed();
  await textsStayWhereTheyWere();
  await whatIsBrokenIsSaid();
  await manyPagesMayBeOpen();
  await nobodyElseReadsIt();
  await whatIsGoneComesBack();
} finally {
  await browser.close();
  served.child.kill("SIGINT");
}
