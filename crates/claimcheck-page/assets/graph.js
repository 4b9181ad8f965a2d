// Who draws on whom. The places come with the data; here one only looks around.
import { counted, h, s, said, tell } from "./dom.js";
import { data } from "./model.js";
import { search } from "./parts.js";
import { here, link, refine } from "./route.js";
import { short } from "./side.js";

/** @import { Knot, Edge } from "./model.js" */
/** @import { Route } from "./route.js" */

/** @type {Record<string, string>} */
const HEADS = { source: "Sources", report: "Reports", subject: "What they speak of" };
/** @type {Record<string, string>} */
const LINKS = { publishes: "publishes", "based-on": "is drawn on by", tells: "tells", "speaks-of": "speaks of" };
const PAD = 40;

/** @param {Knot} node */
const nameOf = (node) => `${node.kind}:${node.id}`;

/** @param {Route} route */
export function graph(route) {
  const own = data.graph;
  const words = (route.params.q ?? "").toLowerCase();
  const chosen_ = own.nodes.findIndex((node) => nameOf(node) === route.params.node);
  const hits = words ? own.nodes.map((node) => [node.label, node.id, ...(node.members ?? [])].join("\n").toLowerCase().includes(words)) : null;
  if (hits) tell(counted(hits.filter(Boolean).length, "node"));
  const view = new View(chosen_, hits);
  return h("div", { class: "graph-view" },
    h("div", { class: "head" },
      h("h1", {}, "Who draws on whom"),
      h("form", { class: "filters", role: "search", "aria-label": "Find a node", submit: (/** @type {Event} */ event) => event.preventDefault() },
        search("Search"),
        h("div", { class: "zoom", role: "group", "aria-label": "Zoom" },
          h("button", { type: "button", click: () => view.zoom(1 / 1.3), "aria-label": "Smaller" }, "−"),
          h("button", { type: "button", click: () => view.zoom(1.3), "aria-label": "Larger" }, "+"),
          h("button", { type: "button", click: () => view.fit() }, "Whole")))),
    h("p", { class: "count" }, `${counted(own.nodes.length, "node")}, ${counted(own.edges.length, "edge")}.`,
      own.nodes.length < own.whole ? ` ${own.whole.toLocaleString("en")} nodes are folded into these; each group says what is in it.` : "",
      h("span", { class: "key" }, h("i", { class: "line hot" }), "claims in dispute", h("i", { class: "line echoed" }), "echoes: others have the same from this source alone")),
    h("div", { class: "stage" }, view.element, chosen_ >= 0 ? panel(chosen_) : null));
}

class View {
  /** @param {number} chosen_ @param {boolean[] | null} hits */
  constructor(chosen_, hits) {
    const own = data.graph;
    this.chosen = chosen_;
    this.near = new Set([chosen_]);
    for (const edge of own.edges) {
      if (edge.from === chosen_) this.near.add(edge.to);
      if (edge.to === chosen_) this.near.add(edge.from);
    }
    const faded = (/** @type {number} */ at) => (chosen_ >= 0 && !this.near.has(at)) || (hits !== null && !hits[at]);
    const edges = own.edges.flatMap((edge) => paths(edge, chosen_ >= 0 ? edge.from !== chosen_ && edge.to !== chosen_ : faded(edge.from) && faded(edge.to)));
    const nodes = own.nodes.map((node, at) => this.node(node, at, faded(at)));
    let shown = "";
    const heads = own.columns.flatMap(([left, kind]) => {
      if (kind === shown) return [];
      shown = kind;
      return [s("text", { class: "head", x: left, y: -22 }, HEADS[kind] ?? kind)];
    });
    this.svg = s("svg", { class: "graph", role: "group", "aria-label": "Graph of sources, reports and subjects", preserveAspectRatio: "xMidYMid meet" }, ...heads, s("g", { class: own.edges.length > 300 ? "edges crowded" : "edges" }, ...edges), s("g", { class: "nodes" }, ...nodes));
    this.element = h("div", { class: "canvas", keydown: (/** @type {KeyboardEvent} */ event) => this.key(event), wheel: (/** @type {WheelEvent} */ event) => this.wheel(event), pointerdown: (/** @type {PointerEvent} */ event) => this.drag(event) }, this.svg);
    this.box = { x: -PAD, y: -PAD - 20, width: own.width + 2 * PAD, height: own.height + 2 * PAD + 20 };
    this.fit();
    requestAnimationFrame(() => this.start());
  }

  /** Where the whole would be too small to be read, one begins at its top, or at the chosen node. */
  start() {
    const room = this.element.getBoundingClientRect();
    if (!room.width) return;
    const scale = Math.min(room.width / this.whole.width, room.height / this.whole.height);
    const least = 0.62;
    if (scale >= least && this.chosen < 0) return;
    const size = Math.max(scale, least);
    const width = room.width / size;
    const height = room.height / size;
    const node = data.graph.nodes[this.chosen];
    const middle = node ? { x: node.x + data.graph.node[0] / 2, y: node.y } : { x: this.whole.x + this.whole.width / 2, y: this.whole.y + height / 2 };
    this.box = { x: width > this.whole.width ? this.whole.x - (width - this.whole.width) / 2 : Math.max(this.whole.x, Math.min(middle.x - width / 2, this.whole.x + this.whole.width - width)), y: middle.y - height / 2, width, height };
    this.show();
  }

  get whole() {
    const own = data.graph;
    return { x: -PAD, y: -PAD - 20, width: own.width + 2 * PAD, height: own.height + 2 * PAD + 20 };
  }

  fit() {
    this.box = this.whole;
    this.show();
  }

  show() {
    const { x, y, width, height } = this.box;
    this.svg.setAttribute("viewBox", [x, y, width, height].map((number) => number.toFixed(1)).join(" "));
  }

  /** @param {number} by @param {{x: number, y: number}} [at] */
  zoom(by, at) {
    const { x, y, width, height } = this.box;
    const factor = Math.max(120 / width, Math.min(by, (6 * this.whole.width) / width ? by : 1)) ;
    const middle = at ?? { x: x + width / 2, y: y + height / 2 };
    const next = { width: Math.min(this.whole.width * 4, Math.max(160, width / factor)), height: 0 };
    const real = width / next.width;
    next.height = height / real;
    this.box = { x: middle.x - (middle.x - x) / real, y: middle.y - (middle.y - y) / real, ...next };
    this.show();
  }

  /** How far a pixel is. */
  get pixel() {
    const room = this.element.getBoundingClientRect();
    return Math.max(this.box.width / (room.width || 1), this.box.height / (room.height || 1));
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    // With a modifier, as in maps: the wheel alone scrolls the page.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const room = this.element.getBoundingClientRect();
    const at = { x: this.box.x + this.box.width / 2 + (event.clientX - room.left - room.width / 2) * this.pixel, y: this.box.y + this.box.height / 2 + (event.clientY - room.top - room.height / 2) * this.pixel };
    this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, at);
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (event.button !== 0) return;
    let last = { x: event.clientX, y: event.clientY };
    let moved = 0;
    const move = (/** @type {PointerEvent} */ now) => {
      const pixel = this.pixel;
      moved += Math.abs(now.clientX - last.x) + Math.abs(now.clientY - last.y);
      this.box = { ...this.box, x: this.box.x - (now.clientX - last.x) * pixel, y: this.box.y - (now.clientY - last.y) * pixel };
      last = { x: now.clientX, y: now.clientY };
      if (moved > 4) this.element.classList.add("dragged");
      this.show();
    };
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      setTimeout(() => this.element.classList.remove("dragged"), 0);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const step = this.box.width / 12;
    /** @type {Record<string, [number, number]>} */
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (event.key === "+" || event.key === "=") this.zoom(1.3);
    else if (event.key === "-") this.zoom(1 / 1.3);
    else if (event.key === "0") this.fit();
    else if (moves[event.key]) {
      const [x, y] = moves[event.key];
      this.box = { ...this.box, x: this.box.x + x, y: this.box.y + y };
      this.show();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Knot} node @param {number} at @param {boolean} faded */
  node(node, at, faded) {
    const [width, height] = data.graph.node;
    const toggle = () => {
      if (!this.element.classList.contains("dragged")) refine({ node: at === this.chosen ? undefined : nameOf(node) });
    };
    const label = `${node.kind} ${node.label}, ${counted(node.claims, "claim")}, ${node.disputed} in dispute${node.echoes ? `, ${counted(node.echoes, "echo", "echoes")}` : ""}`;
    return s("g", {
      class: `node ${node.kind} ${faded ? "faded" : ""} ${at === this.chosen ? "chosen" : ""} ${node.echoes ? "echo" : ""} ${node.members ? "folded" : ""}`,
      transform: `translate(${node.x} ${node.y})`, tabindex: "0", role: "button", "aria-pressed": at === this.chosen ? "true" : "false", "data-node": nameOf(node),
      click: toggle,
      keydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        toggle();
      },
    },
    // What is read aloud, and shown where the pointer rests: the text beside it may be cut.
    s("title", {}, label),
    s("rect", { width, height, rx: node.kind === "source" ? height / 2 : 4 }),
    s("text", { "aria-hidden": "true", x: node.kind === "source" ? 14 : 10, y: height / 2 + 4.5 }, short(node.label, node.disputed || node.echoes ? 20 : 23)),
    node.disputed ? s("text", { x: width - 8, y: height / 2 + 4.5, "text-anchor": "end", class: "disputed", "aria-hidden": "true" }, `≠${node.disputed}`) : node.echoes ? s("text", { x: width - 10, y: height / 2 + 4.5, "text-anchor": "end", class: "echoes", "aria-hidden": "true" }, `⟳${node.echoes}`) : null);
  }
}

/** @param {Edge} edge @param {boolean} faded */
function paths(edge, faded) {
  const own = data.graph;
  const [from, to] = [own.nodes[edge.from], own.nodes[edge.to]];
  const [width, height] = own.node;
  const [x1, y1, x2, y2] = [from.x + width, from.y + height / 2, to.x, to.y + height / 2];
  const bend = Math.max(40, Math.abs(x2 - x1) / 2);
  const d = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  const thick = (/** @type {number} */ claims) => (1 + Math.log2(Math.max(1, claims)) / 1.5).toFixed(2);
  const line = (/** @type {string} */ name, /** @type {number} */ claims) => s("path", { class: `${name} ${edge.link} ${faded ? "faded" : ""}`, d, "stroke-width": thick(claims) });
  return [
    line("", edge.claims),
    edge.echoes ? line("echoed", edge.echoes * 2) : null,
    edge.disputed ? line("hot", edge.disputed) : null,
  ].filter((path) => path !== null);
}

/** What the chosen node is tied to. @param {number} at */
function panel(at) {
  const own = data.graph;
  const node = own.nodes[at];
  const ties = own.edges.filter((edge) => edge.from === at || edge.to === at);
  const line = (/** @type {Edge} */ edge) => {
    const other = own.nodes[edge.from === at ? edge.to : edge.from];
    const name = h("a", { href: link("graph", "", { ...here().params, node: nameOf(other) }), dir: "auto" }, other.label);
    const parts = edge.from === at ? [LINKS[edge.link], " ", name] : [name, " ", LINKS[edge.link], " it"];
    const claims = [edge.claims && counted(edge.claims, "claim"), edge.disputed && `${edge.disputed} in dispute`, edge.echoes && counted(edge.echoes, "echo", "echoes")].filter(Boolean).join(", ");
    return h("li", {}, ...parts, claims ? h("span", { class: "holders" }, claims) : null);
  };
  const MOST = 60;
  const members = node.members ?? [];
  return h("aside", { class: "panel", "aria-labelledby": "panel-title" },
    h("p", { class: "sub" }, node.kind),
    h("h2", { id: "panel-title", dir: "auto" }, node.label),
    h("p", {}, `${counted(node.claims, "claim")}, ${node.disputed} in dispute${node.echoes ? `, ${counted(node.echoes, "echo", "echoes")}` : ""}`),
    node.echoes ? h("p", { class: "quiet" }, `${counted(node.echoes, "question")} that several reports answer rest on this source alone.`) : null,
    members.length ? h("details", { open: members.length < 12 }, h("summary", {}, counted(members.length, "node") + " folded into it"), h("ul", {}, ...members.slice(0, 200).map((member) => h("li", {}, said(member)))), members.length > 200 ? h("p", {}, `and ${members.length - 200} more`) : null) : null,
    node.kind === "report" && !members.length ? h("p", {}, h("a", { href: link("read", node.id) }, "Read it")) : null,
    node.kind === "subject" && !members.length ? h("p", {}, h("a", { href: link("overview", "", { family: "all", entity: node.id }) }, "Findings about it")) : null,
    h("ul", { class: "ties" }, ...ties.slice(0, MOST).map(line)), ties.length > MOST ? h("p", { class: "quiet" }, `and ${ties.length - MOST} more`) : null,
    h("button", { type: "button", click: () => refine({ node: undefined }) }, "Close"));
}
