// What is looked at stands in the address behind `#`, so that a link leads back to it: the view, what
// it shows, and all filters.

/** @typedef {{view: string, of: string, params: Record<string, string>}} Route */

export const VIEWS = ["overview", "matrix", "side", "read", "time", "graph"];
/** What goes with a reader from view to view. */
const KEPT = ["q", "family", "severity", "state", "report", "entity"];

/** @returns {Route} */
export function here() {
  const [path, query = ""] = location.hash.replace(/^#/, "").split("?", 2);
  const [view, ...rest] = path.split("/");
  /** @type {Record<string, string>} */
  const params = {};
  for (const [key, value] of new URLSearchParams(query)) params[key] = value;
  let of = rest.join("/");
  try {
    of = decodeURIComponent(of);
  } catch {
    // An address that somebody cut leads to nothing in particular.
    of = "";
  }
  return { view: VIEWS.includes(view) ? view : "overview", of, params };
}

/**
 * The link to a view.
 * @param {string} view
 * @param {string} [of]
 * @param {Record<string, string | undefined>} [params]
 */
export function link(view, of = "", params = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) if (value) query.set(key, value);
  const words = query.toString();
  return `#${view}${of ? `/${encodeURIComponent(of)}` : ""}${words ? `?${words}` : ""}`;
}

/**
 * The filters of a route that hold for other views too.
 * @param {Route} route
 */
export function kept(route) {
  return Object.fromEntries(KEPT.filter((key) => route.params[key]).map((key) => [key, route.params[key]]));
}

/**
 * Changes filters where one is, without a step in the history for each letter.
 * @param {Record<string, string | undefined>} changes
 */
export function refine(changes) {
  const route = here();
  const address = link(route.view, route.of, { ...route.params, ...changes });
  history.replaceState(null, "", address);
  dispatchEvent(new HashChangeEvent("hashchange"));
}
