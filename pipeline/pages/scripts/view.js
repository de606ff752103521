// One visual's view.

const PRINTED = "What it printed";
const MOST_ERRORS = 3; // in the banner: the picture and the source are to stay near
const view = { id: null, row: null, said: null };

view.title = make("h2", { tabindex: -1, dir: "auto" });
view.about = make("p", { class: "about" });
view.place = make("span", { class: "place" });
view.banner = make("div", { class: "banner", role: "status" });
view.alt = make("p", { class: "alt", dir: "auto" });
view.details = make("div", { class: "details" });

function makeView() {
  const way = (label, key, click) => make("button", { type: "button", class: "quiet", click }, label, " ", make("kbd", {}, key));
  at("view").append(
    make("div", { class: "way" }, make("a", { href: "#", class: "quiet" }, "← All visuals"),
      view.place, way("Previous", "k", () => step(-1)), way("Next", "j", () => step(1))),
    view.title, view.about, view.banner,
    make("div", { class: "halves" },
      make("div", { class: "looks" }, pictured.tools, pictured.stage,
        make("h3", {}, "Alt"), view.alt),
      view.details));
}

/** Show a visual in the view, or what has become of it; done when its picture is there. */
function showView(row) {
  const isOther = view.id !== row.id;
  view.id = row.id;
  view.row = row;
  document.title = `${row.id} · Visuals`;
  view.title.textContent = titleOf(row);
  view.about.replaceChildren(...aboutVisual(row));
  view.alt.textContent = row.alt || "There is no alt.";
  showPlace();
  showBanner(row);
  if (isOther) view.details.replaceChildren();
  showStage();
  const picture = showPicture(row);
  if (isOther) showDetails(row);
  else picture.then(() => showDetails(row)); // it changed: the picture first
  return picture;
}

function showPlace() {
  const place = order.indexOf(view.id);
  const text = place < 0 ? "not among what is looked for" : `${(place + 1).toLocaleString("en")} of ${order.length.toLocaleString("en")}`;
  view.place.textContent = text;
}

function aboutVisual(row) {
  return [make("span", { class: "id" }, row.id), badge(row.track, "plain"), badge(row.kind, "plain"),
    badge(row.status, row.status), ...(isChanged(row) ? [badge("changed", "changed")] : []),
    ...(row.topic ? [make("span", { class: "topic" }, "Topic: ", make("bdi", {}, row.topic))] : [])];
}

/**
 * What made the visual fail: at once what the row says of it, then the first errors with their lines.
 * Where the row says the same as before, these stay until the new ones are there.
 */
function showBanner(row) {
  const said = JSON.stringify([row.id, row.failed, lastGood(row)]);
  if (view.said === said) return;
  view.said = said;
  view.banner.hidden = !row.failed;
  keepingFocus(() => view.banner.replaceChildren(...bannerOf(row)), () => view.title);
}

function bannerOf(row) {
  if (!row.failed) return [];
  const { code, place, message } = row.failed;
  const first = { severity: "error", code, message, file: place, excerpt: "" };
  return [make("p", {}, make("b", {}, "Failed"), lastGood(row)), findingsList([first], "")];
}

function lastGood(row) {
  return row.width ? " · the picture is the last good one" : " · there has been no good picture yet";
}

async function showDetails(row) {
  const details = await detailsOf(row);
  if (view.row !== row) return;
  const errors = details.findings.filter((finding) => row.failed && finding.severity === "error").slice(0, MOST_ERRORS);
  const source = view.details.querySelector(".source");
  const scrolled = source ? [source.scrollLeft, source.scrollTop] : [0, 0];
  keepingFocus(() => {
    if (errors.length) view.banner.lastChild.replaceWith(findingsList(errors, details.source));
    view.details.replaceChildren(...sections(details, errors));
  }, () => view.title);
  view.details.querySelector(".source")?.scrollTo(...scrolled);
}

function sections(details, errors) {
  const parts = [];
  const part = (title, ...nodes) => parts.push(make("section", {}, make("h3", {}, title), ...nodes));
  const others = details.findings.filter((finding) => !errors.includes(finding));
  if (others.length) part(counted(others.length, errors.length ? "more finding" : "finding"), findingsList(others, details.source));
  if (details.claims?.length) part(claimsTitle(details.claims), claimsList(details.claims));
  if (details.output) part(PRINTED, outputOf(details));
  if (details.text) part(`Source: ${details.source}`, sourceListing(details, marksOf(details)), leftOut(details));
  part("Files", facts(details));
  return parts;
}

function claimsTitle(claims) {
  const wrong = ["false", "unclear"].map((outcome) => [claims.filter((each) => each.outcome === outcome).length, outcome]);
  const parts = wrong.filter(([number]) => number).map(([number, outcome]) => `${number} ${outcome}`);
  return `${counted(claims.length, "claim")}, ${parts.length ? parts.join(", ") : claims.length === 1 ? "true" : "all true"}`;
}

/** Each claim with its outcome, and both sides with their values and what these are read from. */
function claimsList(claims) {
  return make("ul", { class: "claims" }, ...claims.map(({ claim, outcome, message, sides }) => {
    const values = sides.filter(({ text, value }) => value && value !== text).map(sideOf);
    const why = outcome === "unclear" ? make("p", { class: "message" }, message) : "";
    return make("li", { class: outcome }, make("p", {}, code(claim), " ", badge(outcome, outcome)), why,
      values.length ? make("dl", {}, ...values.flat()) : "");
  }));
}

function sideOf({ text, value, basis }) {
  return [make("dt", {}, code(text)), make("dd", {}, make("b", {}, value), basis ? make("span", { class: "hint" }, ` ${basis}`) : "")];
}

function outputOf({ output }) {
  return make("pre", { class: "output", tabindex: 0, role: "region", "aria-label": PRINTED }, output);
}

function leftOut({ left }) {
  return left ? make("p", { class: "hint" }, `${counted(left, "more character")} are not shown here.`) : "";
}

/** Bring a marked line of the source into sight. */
function jumpTo(line) {
  const mark = view.details.querySelector(`mark[data-line="${line}"]`);
  mark?.scrollIntoView({ block: "center" });
  mark?.focus({ preventScroll: true });
}

function facts(details) {
  const list = make("dl", { class: "facts" });
  const fact = (name, value) => value && list.append(make("dt", {}, name), make("dd", {}, value));
  fact("Question", code(details.question));
  if (details.svg) {
    fact("Picture", make("a", { href: view.row.picture }, details.svg));
    fact("Size", `${view.row.width} × ${view.row.height} px, ${counted(details.bytes, "byte")}`);
    fact("SHA-256", code(details.sha256));
    fact("Renderer", details.renderer);
  }
  for (const [path, hash] of Object.entries(details.inputs ?? {}))
    fact("Read", make("span", {}, code(path), " ", make("span", { class: "hash" }, hash)));
  return list;
}

function code(text) {
  return make("code", {}, text);
}
