// What the tests that look at a page in a real browser share.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    // Containers often have little shared memory, and a tab that finds none crashes.
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

/**
 * Notes all that goes wrong on a page, and which address its view was made for: an address changes
 * a moment before its view does, so that whoever waits for the address alone may see the old view.
 */
export async function watch(page, mayAskFor) {
  const wrong = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrong.push(message.text());
  });
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("dialog", (dialog) => {
    wrong.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!mayAskFor(request.url())) wrong.push(`a request: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective}`));
    const note = () => { window.viewOf = location.hash; };
    addEventListener("DOMContentLoaded", note);
    addEventListener("hashchange", note);
  });
  return wrong;
}

/** The part of the address after `#`, as of the view that is shown. */
export const hash = (page) => page.evaluate(() => window.viewOf);

/** Waits until something holds. */
export async function until(words, holds) {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    // While a page is loaded anew, there is nothing to ask.
    if (await holds().catch(() => false)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(words);
}

/** What the rules of access call serious or critical. */
export async function faults(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ["violations"] })).violations);
  return found
    .filter((fault) => ["serious", "critical"].includes(fault.impact))
    .map((fault) => `${fault.id}: ${fault.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary?.slice(0, 260)}`).join(" | ")}`);
}

export const step = (words) => console.log(`  ${words}`);
