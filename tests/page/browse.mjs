// Opens pages in a real browser, clicks and types its way through each view, and looks at what it
// sees. Usage: node browse.mjs FOLDER, with example.html, large.html and odd.html in it; pictures go
// into FOLDER/shots. It ends with status 1 at the first thing that is wrong.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { faults, hash, launch, step, until, watch } from "./browser.mjs";

const folder = resolve(process.argv[2] ?? ".");
const shots = resolve(folder, "shots");
mkdirSync(shots, { recursive: true });

const VIEWS = ["overview", "matrix", "side", "read", "time", "graph"];
const DESKTOP = { width: 1360, height: 900 };
const PHONE = { width: 390, height: 844 };
/** What the first view of the large page may take. It takes about half a second; machines differ. */
const PATIENCE = 3000;

const browser = await launch();

/** A page that notes all that goes wrong on it. */
async function open(name, { viewport = DESKTOP, colorScheme = "light" } = {}) {
  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  const wrong = await watch(page, (address) => /^(file|data):/.test(address));
  const address = pathToFileURL(resolve(folder, `${name}.html`)).href;
  return {
    page,
    wrong,
    go: async (where) => {
      const whole = `${address}#${where}`;
      await page.goto(whole);
      const wanted = new URL(whole).hash;
      await until(`${name}#${where} is shown`, async () => (await hash(page)) === wanted);
      assert.ok((await count(page, "main > *")) > 0, `${name}#${where}: nothing is shown: ${wrong.join("; ")}`);
    },
    close: async () => {
      assert.deepEqual(wrong, [], `${name}: nothing goes wrong`);
      await context.close();
    },
  };
}

const count = (page, selector) => page.locator(selector).count();

/** Each view, light and dark, wide and narrow: no fault, no overflow, and a picture. */
async function look(name) {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    for (const [size, viewport] of [["desktop", DESKTOP], ["phone", PHONE]]) {
      const { page, go, close } = await open(name, { viewport, colorScheme });
      for (const view of VIEWS) {
        await go(view);
        assert.equal(await count(page, "h1"), 1, `${name} ${view}: one head`);
        assert.equal(await page.locator("nav [aria-current=page]").getAttribute("data-view"), view);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) found.push(`${view} ${size}: ${over} pixels stick out`);
        found.push(...(await faults(page)).map((fault) => `${view} ${size} ${colorScheme}: ${fault}`));
        await page.screenshot({ path: resolve(shots, `${name}-${view}-${size}-${colorScheme}.png`) });
      }
      await close();
    }
  }
  assert.deepEqual(found, [], `${name}: nothing stands in anybody's way`);
  step(`${name}: six views, light and dark, wide and narrow: no serious fault`);
}

async function overviewWorks() {
  const { page, go, close } = await open("example");
  await go("overview");
  const all = await count(page, ".finding");
  assert.equal(all, 3);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "search");
  await page.keyboard.type("rare earth");
  await until("the search is in the address", async () => (await hash(page)).includes("q=rare+earth"));
  assert.equal(await count(page, ".finding"), 1);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "search", "whoever writes goes on writing");
  await until("the count is told", async () => (await page.locator("#live").textContent()) === "1 finding");
  await page.reload();
  await page.locator(".finding").first().waitFor();
  assert.equal(await count(page, ".finding"), 1, "a link leads back to what was seen");
  assert.equal(await page.locator("#search").inputValue(), "rare earth");
  await page.locator(".reset").click();
  await until("all are back", async () => (await count(page, ".finding")) === all);
  await page.locator(".tile.gap").click();
  await until("the gaps are shown", async () => (await count(page, ".finding.gap")) > 20);
  await page.locator("select[name=report]").selectOption("summit-eve");
  await until("those of one report", async () => (await hash(page)).includes("report=summit-eve"));
  const some = await count(page, ".finding.gap");
  await page.locator("select[name=severity]").selectOption("error");
  await until("none is an error", async () => (await count(page, ".nothing")) === 1);
  await page.locator("select[name=severity]").selectOption("");
  await until("and back", async () => (await count(page, ".finding.gap")) === some);
  await page.locator("select[name=entity]").selectOption("trump-xi-summit");
  await until("fewer on one event", async () => (await count(page, ".finding.gap")) < some);
  await close();
  step("overview: search, filters, links that survive a reload");
}

async function keysWork() {
  const { page, go, close } = await open("example");
  await go("overview");
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await page.keyboard.press("j");
  const first = await focused();
  await page.keyboard.press("j");
  const second = await focused();
  assert.notEqual(first, second);
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(ring, "none", "the focus can be seen");
  await page.keyboard.press("k");
  assert.equal(await focused(), first);
  await page.keyboard.press("Enter");
  await until("a finding opens", async () => (await hash(page)).startsWith("#side/"));
  assert.equal(await page.locator("h1").textContent(), first);
  await page.keyboard.press("j");
  await until("the next one", async () => (await page.locator("h1").textContent()) === second);
  await page.keyboard.press("ArrowLeft");
  await until("and back", async () => (await page.locator("h1").textContent()) === first);
  await page.keyboard.press("?");
  assert.ok(await page.locator("dialog").isVisible());
  await page.keyboard.press("Escape");
  await until("the help is closed", async () => !(await page.locator("dialog").isVisible()));
  await page.keyboard.press("Escape");
  await until("back among all", async () => (await hash(page)).startsWith("#overview"));
  await until("and at the finding that one came from", async () => (await focused()) === first);
  for (const [at, view] of VIEWS.entries()) {
    await page.keyboard.press(String(at + 1));
    await until(`key ${at + 1} shows ${view}`, async () => (await hash(page)).startsWith(`#${view}`));
  }
  // From the top, the tab key comes to the skip link first, then to the views, then to the content.
  await go("overview");
  await page.reload();
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Skip to the content");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "view");
  await close();
  step("keys: j, k, Enter, arrows, /, ?, Esc, 1 to 6, Tab");
}

async function sideWorks() {
  const { page, go, close } = await open("example");
  await go("side");
  const panes = await count(page, ".pane");
  assert.equal(panes, 5);
  await until("each passage is in view in its text", () =>
    page.evaluate(() =>
      [...document.querySelectorAll(".text")].every((text) => {
        const [own, mark] = [text.getBoundingClientRect(), text.querySelector("mark").getBoundingClientRect()];
        return mark.top >= own.top - 1 && mark.bottom <= own.bottom + 1;
      }),
    ),
  );
  const marked = await page.locator(".pane").first().locator("mark").allTextContents();
  assert.equal(marked.join(""), "The American president will be in the country");
  assert.ok((await count(page, ".why ol li")) >= 3);
  await page.emulateMedia({ media: "print" });
  assert.ok(!(await page.locator(".steps").isVisible()), "what one presses is not printed");
  await page.screenshot({ path: resolve(shots, "example-side-print.png") });
  await page.emulateMedia({ media: "screen" });
  await go("side/nowhere");
  assert.match(await page.locator(".nothing").textContent(), /no such finding/);
  await close();
  step("side by side: passages in their texts, scrolled into place");
}

async function matrixWorks() {
  const { page, go, close } = await open("large");
  await go("matrix");
  const grid = page.locator("[role=grid]");
  assert.equal(await grid.getAttribute("aria-rowcount"), "2001");
  assert.equal(await grid.getAttribute("aria-colcount"), "41");
  const drawn = await count(page, "[role=grid] .rows [role=row]");
  assert.ok(drawn > 10 && drawn < 80, `only rows in view are there: ${drawn}`);
  const head = () => page.evaluate(() => document.querySelector(".heads").getBoundingClientRect().top);
  const before = await head();
  await grid.evaluate((element) => { element.scrollTop = element.scrollHeight; element.scrollLeft = 900; });
  await until("the last row is drawn", async () => (await count(page, '[role=row][aria-rowindex="2001"]')) === 1);
  assert.equal(await head(), before, "the head stays");
  const [corner, left] = await page.evaluate(() => [document.querySelector(".rows .question").getBoundingClientRect().left, document.querySelector("[role=grid]").getBoundingClientRect().left]);
  assert.ok(Math.abs(corner - left) < 3, "the questions stay");
  const most = await count(page, "[role=grid] .rows [role=row]");
  assert.ok(most < 80, `and those out of view are gone: ${most}`);
  await grid.evaluate((element) => { element.scrollTop = 0; element.scrollLeft = 0; });
  await until("the first row is drawn", async () => (await count(page, '[role=row][aria-rowindex="2"]')) === 1);
  await page.locator('[role=gridcell][tabindex="0"]').focus();
  const where = () => page.evaluate(() => [document.activeElement.closest("[role=row]")?.getAttribute("aria-rowindex"), document.activeElement.getAttribute("aria-colindex")].join(" "));
  const start = Number((await where()).split(" ")[1]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await until("one down, one to the right", async () => (await where()) === `3 ${start + 1}`);
  for (let times = 0; times < 8; times += 1) await page.keyboard.press("PageDown");
  await until("far down", async () => Number((await where()).split(" ")[0]) > 60);
  assert.ok(await page.evaluate(() => {
    const [own, grid_] = [document.activeElement.getBoundingClientRect(), document.querySelector("[role=grid]").getBoundingClientRect()];
    return own.top >= grid_.top && own.bottom <= grid_.bottom;
  }), "what has the focus is in view");
  await page.keyboard.press("End");
  await until("the last column", async () => (await where()).split(" ")[1] === "41");
  await until("the chosen cell is told of", async () => (await page.locator(".cell-detail").textContent()).length > 20);
  await page.keyboard.press("Enter");
  await until("a finding on it opens", async () => (await hash(page)).startsWith("#side/"));
  await go("matrix?outcome=disputed");
  assert.ok(Number(await grid.getAttribute("aria-rowcount")) < 300);
  const weights = await page.locator(".rows .row").evaluateAll((rows) => rows.every((row) => row.classList.contains("disputed")));
  assert.ok(weights);
  await page.locator("#search").fill("project 123 cost");
  await until("one is found", async () => (await grid.getAttribute("aria-rowcount")) === "2");
  await go("matrix");
  const paper = await page.pdf({ format: "A3", landscape: true });
  const pages = paper.toString("latin1").match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
  assert.ok(pages > 2 && pages < 40, `300 rows are printed, on ${pages} pages`);
  await close();
  step(`matrix: 2,000 rows of which ${drawn} are drawn, keys, sticky heads, filters`);
}

async function readingWorks() {
  const { page, go, close } = await open("example");
  await go("read/summit-eve");
  const claims = await count(page, ".margin .note");
  const said = await page.locator(".tally button").allTextContents();
  const sum = said.map((words) => Number.parseInt(words.replace(/^\D+/, ""), 10)).reduce((a, b) => a + b, 0);
  assert.equal(claims, sum, "each claim has a note in the margin");
  await page.locator(".tally .disputed").click();
  await until("only those in dispute", async () => (await count(page, ".margin .note")) < claims);
  assert.ok((await hash(page)).includes("standing=disputed"));
  assert.ok((await count(page, ".page mark.disputed")) > 0);
  await page.locator(".shelf select").selectOption("early-preview");
  await until("another report", async () => (await hash(page)).startsWith("#read/early-preview"));
  assert.ok((await count(page, ".left-out li")) > 0, "it leaves something out");
  await close();
  step("reading: each claim in the margin, what is left out");
}

async function timeWorks() {
  const { page, go, close } = await open("large");
  await go("time");
  assert.equal(await count(page, ".events .group"), 80);
  await page.locator(".show-more").click();
  await until("more are shown", async () => (await count(page, ".events .group")) === 160);
  // Letters typed one by one end in one search.
  await page.locator("#search").pressSequentially("project 77", { delay: 5 });
  await until("77, 177, 277 and 377 are found", async () => (await count(page, ".events .group")) === 4);
  await close();
  const odd = await open("odd");
  await odd.go("time");
  assert.equal(await count(odd.page, ".loops li"), 3);
  await odd.page.locator(".loops a").first().click();
  await until("the loop is drawn", async () => (await count(odd.page, ".loop .way.before")) === 3);
  await odd.close();
  step("timeline: as many events as can be read, contradictions as loops");
}

async function graphWorks() {
  const { page, go, close } = await open("example");
  await go("graph");
  const view = () => page.locator("svg.graph").getAttribute("viewBox");
  const before = await view();
  await page.locator("button", { hasText: "+" }).click();
  await until("it zooms", async () => (await view()) !== before);
  await page.locator("button", { hasText: "Whole" }).click();
  const whole = await view();
  const box = await page.locator(".canvas").boundingBox();
  await page.mouse.move(box.x + 60, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 120, { steps: 4 });
  await page.mouse.up();
  await until("it can be moved", async () => (await view()) !== whole);
  assert.equal(await page.getByRole("button", { name: /^report summit-eve, \d+ claims/ }).count(), 1, "nodes are read aloud by their names");
  await page.locator('[data-node="report:summit-eve"]').focus();
  await page.keyboard.press("Enter");
  await until("the node is chosen", async () => (await hash(page)).includes("node=report%3Asummit-eve"));
  assert.equal(await page.locator("#panel-title").textContent(), "summit-eve");
  assert.ok((await count(page, ".node.faded")) > 0);
  await page.reload();
  await page.locator("#panel-title").waitFor();
  await page.screenshot({ path: resolve(shots, "example-graph-chosen.png") });
  await page.keyboard.press("Escape");
  await until("and let go", async () => !(await hash(page)).includes("node="));
  await page.locator("#search").fill("kim");
  await until("what is not found fades", async () => (await count(page, ".node.faded")) > 30);
  await close();
  const large = await open("large");
  await large.go("graph");
  assert.ok((await count(large.page, ".graph .node")) <= 100, "it is folded");
  assert.match(await large.page.locator(".count").textContent(), /452 nodes are folded/);
  await large.close();
  step("graph: zoom, move, choose a node, search, folding");
}

async function themeWorks() {
  const { page, go, close } = await open("example");
  await go("overview");
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.locator("#theme").click();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await ground(), dark, "the choice is kept");
  await close();
  step("light and dark");
}

async function textsStayTexts() {
  const { page, go, close } = await open("odd");
  for (const view of [...VIEWS, "overview?family=all", "read/noon", "read/morning", "read/مساء"]) {
    await go(view);
    assert.equal(await page.evaluate(() => window.broken), undefined, view);
    const odd = await count(page, "main img, main script, main b b, main em, main i:not(.line), main iframe, main a[href^=javascript]");
    assert.equal(odd, 0, `${view}: no markup`);
  }
  await go("read/noon");
  assert.match(await page.locator(".page").textContent(), /<em>vote<\/em> came before/);
  await go("overview?family=all");
  assert.match(await page.locator("main").textContent(), /<img src=x onerror=window\.broken=1>/);
  await go("read/مساء");
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".block > p:not(.first)")).direction), "rtl");
  await close();
  step("hostile texts stay texts, and those from right to left run that way");
}

async function itIsFast() {
  const times = [];
  for (let run = 0; run < 3; run += 1) {
    const { page, go, close } = await open("large");
    await go("overview");
    times.push(await page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd));
    await close();
  }
  const best = Math.min(...times);
  step(`first view of 40 reports and 2,000 questions: ${times.map((time) => `${Math.round(time)} ms`).join(", ")}`);
  assert.ok(best < PATIENCE, `the first view takes ${best} ms`);
}

try {
  await itIsFast();
  await overviewWorks();
  await keysWork();
  await sideWorks();
  await matrixWorks();
  await readingWorks();
  await timeWorks();
  await graphWorks();
  await themeWorks();
  await textsStayTexts();
  for (const name of ["example", "odd", "large"]) await look(name);
} finally {
  await browser.close();
}
