// How the script of the page is linted. What would make markup of a text is banned by name.
import js from "@eslint/js";

const browser = [
  "addEventListener", "console", "CSS", "dispatchEvent", "document", "Element", "Event", "HashChangeEvent", "history",
  "HTMLDialogElement", "HTMLElement", "HTMLInputElement", "HTMLSelectElement", "innerWidth", "localStorage", "location",
  "matchMedia", "Node", "removeEventListener", "requestAnimationFrame", "ResizeObserver", "scrollTo", "setTimeout",
  "clearTimeout", "SVGElement", "URLSearchParams", "performance", "window", "getComputedStyle",
];
const node = ["process", "URL", "console", "setTimeout"];
const markup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "write", "writeln", "setHTMLUnsafe", "createContextualFragment", "srcdoc"];
const globals = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export default [
  { ignores: ["node_modules/**"] },
  js.configs.recommended,
  {
    files: ["**/*.js"],
    languageOptions: { globals: globals(browser) },
    rules: {
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      "no-restricted-properties": ["error", ...markup.map((property) => ({ property, message: "texts are set as texts" }))],
      "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "WebSocket", "EventSource"],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  // A served page listens to the program that serves it; a page in a file has nothing to ask with.
  {
    files: ["**/live.js"],
    languageOptions: { globals: globals(["AbortController", "BroadcastChannel", "EventSource", "navigator", "sessionStorage"]) },
    rules: { "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "WebSocket"] },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: globals([...node, ...browser, "fetch", "scrollY"]) } },
];
