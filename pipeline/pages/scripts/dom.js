// Elements are made here, and texts of others become text nodes: nothing is parsed as HTML.

const at = (name) => document.getElementById(`${document.body.dataset.page}:${name}`);

/** An element; an attribute that is true has no value, one that is false or null is left out. */
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

function counted(number, what) {
  return `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;
}

/** What lies in a storage of the browser; null where it has none, or something else lies there. */
function stored(storage, key) {
  try {
    return JSON.parse(window[storage].getItem(key));
  } catch {
    return null;
  }
}

/** Keep a value in a storage; false where that is full or switched off: the page works without. */
function store(storage, key, value) {
  try {
    window[storage].setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/**
 * Run a change of the page; if it takes the focused element away, focus the one that stands in its
 * place now, or else what `next` gives.
 */
function keepingFocus(change, next) {
  const before = document.activeElement;
  change();
  if (before === document.activeElement || before === document.body) return;
  const target = before.isConnected ? before : (likeOne(before) ?? next());
  if (target) target.focus({ preventScroll: true });
}

/** The element that a reader takes for one that is gone. */
function likeOne(gone) {
  const nameOf = (node) => node.getAttribute("aria-label") ?? node.textContent;
  const isLike = (node) => node.className === gone.className && nameOf(node) === nameOf(gone) && node.getClientRects().length;
  return [...document.querySelectorAll(gone.tagName)].find(isLike);
}
