// The rows of the page: one for each visual, as pages/rows.py makes them.

const rows = new Map();
let page = { questions: 0, built: 0, failed: 0, absent: [] };

/** What `doit watch` adds to a page that it serves. */
const served = document.querySelector("meta[name=watch]");

/** Where a browser remembers something of this project; those that are watched all lie at "/". */
function keyOf(what) {
  return `visuals ${what} ${served?.dataset.project ?? location.pathname}`;
}

function readRows() {
  const element = at("data");
  const data = JSON.parse(element.textContent);
  element.remove();
  page = data.page;
  for (const row of data.rows) rows.set(row.id, row);
}

const byName = new Intl.Collator("en", { numeric: true }).compare;
let sorted = null;

/** Every row, sorted by id. */
function sortedRows() {
  sorted ??= [...rows.keys()].sort(byName);
  return sorted.map((id) => rows.get(id));
}

/** Take rows in place of those of the same ids, and others away. */
function replaceRows(changed, gone) {
  if (gone.length || changed.some((row) => !rows.has(row.id))) sorted = null;
  for (const row of changed) rows.set(row.id, row);
  for (const id of gone) rows.delete(id);
}

const unpacked = new WeakMap();

/** What only a visual's own view shows: source, findings, output, inputs, last good picture. */
function detailsOf(row) {
  if (!unpacked.has(row)) unpacked.set(row, inflate(row.details));
  return unpacked.get(row);
}

/** The last good picture of a row that failed, as a URL; "" where there never was one. */
async function lastGoodOf(row) {
  const { good } = await detailsOf(row);
  return good ? `data:image/svg+xml,${encodeURIComponent(good)}` : "";
}

/** What a reader calls a visual. */
function titleOf(row) {
  return row.caption || row.id;
}
