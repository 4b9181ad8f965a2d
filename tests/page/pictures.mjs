// Makes the pictures of the README: of the page, and of a diagnostic in a terminal.
// Usage: node pictures.mjs PROGRAM PAGE FOLDER, from the project's root.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

const [program, file, folder] = process.argv.slice(2).map((name) => resolve(name));
mkdirSync(folder, { recursive: true });

/** The first finding that the program prints, in colour. */
function diagnostic() {
  let printed;
  try {
    printed = execFileSync(program, ["reports/", "-q", "--color", "always"], { encoding: "utf8", env: { ...process.env, COLUMNS: "84" } });
  } catch (error) {
    // The example has conflicts, so that the program ends with 1.
    printed = error.stdout;
  }
  return printed.slice(0, printed.indexOf("\n\n", printed.indexOf("help:")));
}

/** The colours of the terminal. */
const COLOURS = { 31: "#f2777a", 32: "#99cc99", 33: "#ffcc66", 34: "#8ab8ff", 35: "#d4a6ff", 36: "#66d9d9", 37: "#e8e4dc", 90: "#8b877f", 91: "#ff8d8f", 92: "#b5e8b5", 93: "#ffdd8f", 94: "#a9caff", 95: "#e3c2ff", 96: "#8fe6e6" };

/** Pieces of a text with the colours that its escape sequences ask for. */
function pieces(text) {
  let [colour, bold] = ["", false];
  // eslint-disable-next-line no-control-regex -- this is what a terminal is told with
  return text.split(/(\u001b\[[\d;]*m)/).flatMap((part) => {
    if (!part.startsWith("\u001b")) return part ? [{ part, colour, bold }] : [];
    for (const code of part.slice(2, -1).split(";").map(Number)) {
      if (code === 0) [colour, bold] = ["", false];
      else if (code === 1) bold = true;
      else if (code === 22) bold = false;
      else if (code === 39) colour = "";
      else if (COLOURS[code]) colour = COLOURS[code];
    }
    return [];
  });
}

const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1240, height: 780 }, colorScheme: "light" });
  for (const view of ["side", "matrix"]) {
    await page.goto(`${pathToFileURL(file).href}#${view}`);
    await page.locator("h1").waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.screenshot({ path: resolve(folder, `${view}.png`) });
  }
  const terminal = await browser.newPage({ viewport: { width: 900, height: 700 } });
  await terminal.evaluate((all) => {
    document.body.style.cssText = "margin:0;background:#1d1b19";
    const pre = document.createElement("pre");
    pre.style.cssText = "display:inline-block;margin:0;padding:22px 26px;background:#1d1b19;color:#e8e4dc;font:14px/1.35 'DejaVu Sans Mono',monospace";
    for (const { part, colour, bold } of all) {
      const span = document.createElement("span");
      span.textContent = part;
      span.style.cssText = `color:${colour || "inherit"};font-weight:${bold ? 700 : 400}`;
      pre.append(span);
    }
    document.body.append(pre);
  }, pieces(diagnostic()));
  await terminal.locator("pre").screenshot({ path: resolve(folder, "diagnostic.png") });
} finally {
  await browser.close();
}
