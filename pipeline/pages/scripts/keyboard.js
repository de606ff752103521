// Single keys, by the KEYS of the page, and the theme.

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
  if (event.key.startsWith("Arrow") && event.target.closest("[tabindex='0'], [type='radio'], [type='range']")) return;
  const found = KEYS.find(([names]) => names.includes(event.key));
  if (!found) return;
  event.preventDefault();
  found[2]();
}

function isTyping(target) {
  return target.matches("input:not([type='checkbox'], [type='range']), select, textarea");
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
  dispatchEvent(new Event("theme"));
}
