// The keys of the gallery: one key for each thing that is done often.

const KEYS = [
  [["/"], "search; then Enter: the first that matches", () => toSearch()],
  [["j", "ArrowRight"], "next visual", () => move(1)],
  [["k", "ArrowLeft"], "previous visual", () => move(-1)],
  [["Escape"], "back to all visuals; in the search: clear it", () => back()],
  [["c"], "only what changed, or all", () => at("filters").elements.changed.click()],
  [["t"], "theme: the system's, light, dark", () => nextTheme()],
  [["g"], "ground of the picture: light or dark", () => setStage({ ground: groundNow() === "dark" ? "light" : "dark" })],
  [["s"], "width of the picture: page, phone, full size", () => nextSize()],
  [["+", "="], "zoom in", () => zoomBy(1)],
  [["-"], "zoom out", () => zoomBy(-1)],
  [["0"], "zoom to 100 %", () => setStage({ zoom: 1 })],
  [["?"], "these keys", () => at("help").showModal()],
];
function toSearch() {
  if (view.id) go("");
  at("search").focus();
  at("search").select();
}

function back() {
  if (view.id) go("");
  else if (document.activeElement === at("search") && at("search").value) clearSearch();
  else document.activeElement.blur();
}

function clearSearch() {
  at("search").value = "";
  onFilter();
}

/** The next visual in the view, or the next card in the list. */
function move(by) {
  if (view.id) return step(by);
  const now = document.activeElement.closest?.(".card");
  const id = now ? decodeURIComponent(now.querySelector("a").hash.slice(1)) : null;
  const next = id === null ? order[0] : order[order.indexOf(id) + by];
  if (next) focusCard(next);
}

function nextSize() {
  const names = Object.keys(SIZES);
  setStage({ size: names[(names.indexOf(stage.size) + 1) % names.length] });
}
