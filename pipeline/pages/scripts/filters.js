// What is looked for: words and choices, and whether a row matches them.

const FILTERS = keyOf("filters");
const CHOICES = ["track", "status", "kind", "code", "review"];
const wanted = { words: "", track: "", status: "", kind: "", code: "", review: "", group: "track", changed: false };

function readFilters() {
  const kept = stored("sessionStorage", FILTERS) ?? {};
  for (const [name, value] of Object.entries(wanted))
    if (typeof kept[name] === typeof value) wanted[name] = kept[name];
  at("search").value = wanted.words;
  const form = at("filters");
  form.elements.group.value = wanted.group;
  form.elements.changed.checked = wanted.changed;
  fillChoices();
}

/** Take what the form says; what only it holds is remembered until the window is closed. */
function takeFilters() {
  const form = at("filters");
  wanted.words = at("search").value;
  for (const name of [...CHOICES, "group"]) wanted[name] = form.elements[name].value;
  wanted.changed = form.elements.changed.checked;
  store("sessionStorage", FILTERS, wanted);
}

function isFiltered() {
  return Boolean(wanted.words.trim() || wanted.changed || CHOICES.some((name) => wanted[name]));
}

/** A text without what people leave out or type otherwise: case, accents, ligatures, ₂ for 2. */
function folded(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
}

const texts = new WeakMap();

/** All that a search reads of a row. */
function searched(row) {
  if (!texts.has(row)) {
    const parts = [row.id, row.caption, row.alt, row.topic, row.text];
    texts.set(row, folded(parts.join("\n")));
  }
  return texts.get(row);
}

/** A test of rows against all that is wanted. */
function matcher() {
  const words = folded(wanted.words).split(/\s+/).filter(Boolean);
  return (row) =>
    CHOICES.every((name) => !wanted[name] || valuesOf(row, name).includes(wanted[name])) &&
    (!wanted.changed || isChanged(row)) &&
    (!words.length || words.every((word) => searched(row).includes(word)));
}

const ANY = "any";

function valuesOf(row, name) {
  if (name === "code") return row.codes.length ? [ANY, ...row.codes] : [];
  return name in row ? [row[name]] : [];
}

/** Give each choice the values that there are, with how many visuals have them. */
function fillChoices() {
  for (const name of CHOICES) {
    const counts = new Map();
    for (const row of rows.values())
      for (const value of valuesOf(row, name)) counts.set(value, (counts.get(value) ?? 0) + 1);
    if (wanted[name] && !counts.has(wanted[name])) counts.set(wanted[name], 0);
    fillChoice(at("filters").elements[name], counts, wanted[name]);
    // Where nothing is reviewed, there is nothing to choose from.
    if (name === "review") at(name).parentElement.hidden = counts.size < 2 && !wanted[name];
  }
}

function fillChoice(select, counts, value) {
  const names = [...counts.keys()].sort((a, b) => (b === ANY) - (a === ANY) || byName(a, b));
  const labels = names.map((name) => `${name} (${counts.get(name).toLocaleString("en")})`);
  if (select.dataset.labels !== labels.join()) {
    select.dataset.labels = labels.join();
    const options = names.map((name, i) => make("option", { value: name }, labels[i]));
    select.replaceChildren(make("option", { value: "" }, "all"), ...options);
  }
  select.value = value;
}
