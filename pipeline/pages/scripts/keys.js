// The keyboard: one key for each thing that is done often.

const KEYS = [
  [["/"], "search", () => toSearch()],
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
const SHOWN = { ArrowRight: "→", ArrowLeft: "←", Escape: "Esc" };

function makeHelp() {
  for (const [names, does] of KEYS) {
    const keys = names.filter((name) => name !== "=").map((name) => make("kbd", {}, SHOWN[name] ?? name));
    at("help-keys").append(make("dt", {}, ...keys.flatMap((key, i) => (i ? [" ", key] : [key]))), make("dd", {}, does));
  }
  at("keys-on").checked = stored("localStorage", "visuals keys") !== false;
  at("keys-on").addEventListener("change", () => store("localStorage", "visuals keys", at("keys-on").checked));
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || at("help").open) return;
  if (event.key !== "Escape" && (isTyping(event.target) || !at("keys-on").checked)) return;
  if (event.key.startsWith("Arrow") && event.target.closest("[tabindex='0'], [type='radio']")) return;
  const found = KEYS.find(([names]) => names.includes(event.key));
  if (!found) return;
  event.preventDefault();
  found[2]();
}

function isTyping(target) {
  return target.matches("input:not([type='checkbox']), select, textarea");
}

function toSearch() {
  if (!view.id) return selectSearch();
  addEventListener("hashchange", selectSearch, { once: true }); // when the list is there, and not before
  location.hash = "";
}

function selectSearch() {
  at("search").focus();
  at("search").select();
}

function back() {
  if (view.id) location.hash = "";
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

const THEMES = ["system", "light", "dark"];
const themeNow = () => document.documentElement.dataset.theme;
const dark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return themeNow() === "system" ? dark.matches : themeNow() === "dark";
}

function nextTheme() {
  setTheme(THEMES[(THEMES.indexOf(themeNow()) + 1) % THEMES.length]);
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  at("theme").textContent = `Theme: ${theme}`;
  try {
    localStorage.setItem("visuals theme", theme);
  } catch {
    // It holds until the window is closed.
  }
  showStage();
}
