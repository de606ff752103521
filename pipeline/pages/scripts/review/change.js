// One change: what it is, what has changed, its pictures, its texts.

const changes = new Map(); // by row: { node, stage, box, body, title }
const near = new IntersectionObserver(onNear, { rootMargin: "1200px 0px" });

function makeChange(row) {
  const title = make("h3", { dir: "auto" }, linkTo(row, row.title));
  const box = make("input", { type: "checkbox", change: () => tick(row, box.checked) });
  const stage = make("div", { class: "stage" });
  layOut(stage, row);
  const body = make("div", { class: "body" }, factList(row, stage), stage, texts(row), findings(row), files(row));
  const label = make("label", { class: "tick" }, box, " Reviewed ", make("kbd", {}, "x"));
  const node = make("article", { class: "change", "data-id": row.id, "data-group": row.group, "aria-label": `${GROUPS[row.group]}: ${row.id}` },
    make("header", {}, make("div", {}, title, make("p", { class: "about" }, ...about(row))), label), body);
  changes.set(row, { node, stage, box, body, title });
  node.row = row;
  near.observe(node);
  showTick(row);
  return node;
}

function about(row) {
  const badge = (text, kind) => text && make("span", { class: `badge ${kind}` }, text);
  const share = row.found?.difference && `${percent(row.found.share)} of pixels`;
  return [make("span", { class: "id" }, row.id), badge(GROUPS[row.group].toLowerCase(), row.group), badge(row.track, "plain"),
    badge(row.kind, "plain"), badge(row.status, row.status), badge(share, "plain")].filter(Boolean);
}

function factList(row, stage) {
  const facts = factsOf(row);
  if (!facts.length) return make("p", { class: "hint facts" }, row.found ? "No word, number or shape has changed: only where and how it is drawn." : "");
  return make("ul", { class: "facts" }, ...facts.map((each) => {
    const where = each.box && row.found.difference && make("button", { type: "button", class: "link", click: () => pointAt(stage, row, each) }, "show");
    return make("li", { class: each.kind }, ...each.nodes, ...(where ? [" ", where] : []));
  }));
}

/** Caption and alt of each picture: only a person sees whether they still say what is drawn. */
function texts(row) {
  if (!row.before && !row.after) return "";
  const list = make("dl", { class: "texts" });
  for (const [name, label] of [["caption", "Caption"], ["alt", "Alt"]]) {
    const now = row.after?.[name] ?? row.before?.[name];
    const nodes = row.found ? edited(row.found[name]) : now ? [now] : [];
    list.append(make("dt", {}, label), make("dd", { dir: "auto" }, ...(nodes.length ? nodes : [make("span", { class: "hint" }, "There is none.")])));
  }
  return list;
}

/** The findings on what is built that it had before, too. */
function findings(row) {
  const isNew = ({ code, message }) => row.new.some((each) => each.code === code && each.message === message);
  const old = (row.after?.findings ?? []).filter((each) => !isNew(each));
  if (!old.length) return "";
  return make("details", { class: "old" }, make("summary", {}, row.group === "new" ? counted(old.length, "finding") : `${counted(old.length, "other finding")}`),
    make("ul", { class: "facts" }, ...old.map((each) => make("li", { class: "plain" }, make("b", {}, each.code), ` ${each.message}`))));
}

function files(row) {
  const names = [row.before && `before: ${row.before.file}`, row.after && `after: ${row.after.file}`].filter(Boolean);
  if (!names.length) return "";
  return make("p", { class: "hint files" }, names.join(" · "));
}

function onNear(entries) {
  for (const { target, isIntersecting } of entries) if (isIntersecting) showPictures(target.row);
}

function showPictures(row) {
  const { node, stage } = changes.get(row);
  if (!node.classList.contains("is-ticked")) fillStage(stage, row);
}

function showTick(row) {
  const { node, box } = changes.get(row);
  const isOn = isTicked(row);
  box.checked = isOn;
  node.classList.toggle("is-ticked", isOn);
  if (!isOn && isNear(node)) showPictures(row);
}

function isNear(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return node.isConnected && bottom > -1200 && top < innerHeight + 1200;
}
