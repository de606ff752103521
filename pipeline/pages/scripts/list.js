// The list of cards: failed visuals first, then by track or status. Only what is near the window
// has cards; the rest is empty room of the same height.

const CHUNK = 24; // a multiple of every number of columns, so that no row has gaps
const NEAR = "1200px 0px";
const watched = new IntersectionObserver(onSight, { rootMargin: NEAR });
const FAILED = ""; // the group of what failed: no track has that name, and it comes first
let order = []; // the ids that match, as they are shown

/** Show the rows that match what is wanted. */
function showList() {
  const found = sortedRows().filter(matcher());
  const groups = grouped(found);
  order = groups.flatMap((group) => group.rows.map((row) => row.id));
  keepingFocus(() => showGroups(groups), () => at("main"));
  fillFirst();
  sizeEmptyChunks();
  showCount(found.length);
}

function grouped(found) {
  const groups = new Map();
  for (const row of found) {
    const name = row.failed ? FAILED : row[wanted.group];
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(row);
  }
  const names = [...groups.keys()].sort(byName);
  return names.map((name) => ({ name, rows: groups.get(name) }));
}

function showGroups(groups) {
  const old = new Map([...at("sections").children].map((node) => [node.dataset.name, node]));
  const sections = groups.map(({ name, rows }) => {
    const node = old.get(name) ?? emptySection(name);
    old.delete(name);
    fillSection(node, rows);
    return node;
  });
  for (const node of old.values()) [...node.lastChild.children].forEach(forget);
  if (sections.some((node, i) => node !== at("sections").children[i]) || old.size)
    at("sections").replaceChildren(...sections);
}

function emptySection(name) {
  const title = make("h2", { id: `gallery:of-${name}` });
  const list = make("div", { role: "list", "aria-labelledby": title.id });
  return make("section", { "data-name": name, "aria-labelledby": title.id }, title, list);
}

function headingOf(name) {
  return name === FAILED ? "Failed" : name;
}

function fillSection(node, found) {
  const [title, list] = node.children;
  const number = make("span", { class: "number" }, ` ${found.length.toLocaleString("en")}`);
  title.replaceChildren(headingOf(node.dataset.name), number);
  for (let first = 0; first < found.length; first += CHUNK)
    giveRows(list.children[first / CHUNK] ?? list.appendChild(emptyChunkNode()), found, first);
  while (list.children.length * CHUNK >= found.length + CHUNK) forget(list.lastChild);
}

function emptyChunkNode() {
  const chunk = make("div", { class: "chunk" });
  chunk.rows = [];
  watched.observe(chunk);
  return chunk;
}

function giveRows(chunk, found, first) {
  const next = found.slice(first, first + CHUNK);
  const isSame = chunk.total === found.length && next.length === chunk.rows.length && next.every((row, i) => row === chunk.rows[i]);
  Object.assign(chunk, { rows: next, first, total: found.length });
  if (chunk.isFilled && !isSame) fillChunk(chunk);
}

/** Give a chunk its cards; those that it has already stay where they are. */
function fillChunk(chunk) {
  const nodes = chunk.rows.map((row) => cardOf(row).node);
  if (nodes.length !== chunk.children.length || nodes.some((node, i) => node !== chunk.children[i]))
    chunk.replaceChildren(...nodes);
  nodes.forEach((node, i) => {
    node.setAttribute("aria-setsize", chunk.total);
    node.setAttribute("aria-posinset", chunk.first + i + 1);
  });
  chunk.isFilled = true;
  chunk.style.height = "";
}

/** Take a chunk's cards away, unless the focus is there: it would be lost. */
function emptyChunk(chunk) {
  if (!chunk.isFilled || chunk.contains(document.activeElement)) return;
  chunk.style.height = `${chunk.offsetHeight}px`;
  for (const row of chunk.rows) cards.delete(row.id);
  chunk.replaceChildren();
  chunk.isFilled = false;
}

/** Have the cards of a chunk taken away if it is out of sight. */
function watchAnew(chunk) {
  watched.unobserve(chunk);
  watched.observe(chunk);
}

function forget(chunk) {
  watched.unobserve(chunk);
  chunk.remove();
}

function onSight(entries) {
  if (at("list").hidden) return;
  for (const { target, isIntersecting } of entries)
    if (isIntersecting && !target.isFilled) fillChunk(target);
    else if (!isIntersecting) emptyChunk(target);
}

const chunks = () => [...at("sections").querySelectorAll(".chunk")];

/** Fill what stands first at once, so that the page is never drawn empty. */
function fillFirst() {
  let left = CHUNK;
  for (const chunk of chunks()) {
    if (left <= 0) return;
    if (!chunk.isFilled) fillChunk(chunk);
    left -= chunk.rows.length;
  }
}

/** Keep the room that empty chunks will need, in a window of this width. */
function sizeEmptyChunks() {
  const full = chunks().find((chunk) => chunk.isFilled);
  if (!full || at("list").hidden) return;
  document.documentElement.style.setProperty("--bar", `${at("filters").offsetHeight}px`);
  const { gridTemplateColumns, rowGap } = getComputedStyle(full);
  const columns = gridTemplateColumns.split(" ").length;
  const step = full.firstChild.offsetHeight + parseFloat(rowGap);
  for (const chunk of chunks())
    if (!chunk.isFilled) chunk.style.height = `${Math.ceil(chunk.rows.length / columns) * step - parseFloat(rowGap)}px`;
}

function showCount(number) {
  const all = counted(rows.size, "visual");
  const text = isFiltered() ? `${number.toLocaleString("en")} of ${all}` : all;
  if (at("count").textContent !== text) at("count").textContent = text;
  at("none").hidden = number > 0;
  at("none").firstChild.data = rows.size ? "No visual matches. " : "There are no visuals yet.";
  at("none").lastElementChild.hidden = !rows.size;
  at("clear").hidden = !isFiltered();
}

/** Bring the card of a visual into the window, with the focus on it. */
function focusCard(id) {
  const chunk = chunks().find((each) => each.rows.some((row) => row.id === id));
  if (!chunk) return at("main").focus({ preventScroll: true });
  if (!chunk.isFilled) fillChunk(chunk);
  const { link, node } = cards.get(id);
  link.focus({ preventScroll: true });
  node.scrollIntoView({ block: "nearest" });
}
