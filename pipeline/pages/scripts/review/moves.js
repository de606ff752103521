// Going from change to change, ticking them off, and the modes.

const CHOSEN = "visuals review mode";

/** The change that the reader is at: the one with the focus, or the first in the window. */
function current() {
  const focused = document.activeElement.closest?.(".change");
  if (focused && isInWindow(focused)) return focused.row;
  const below = [...at("changes").querySelectorAll(".change")].find((node) => node.getBoundingClientRect().bottom > at("bar").offsetHeight + 40);
  return below?.row ?? null;
}

function isInWindow(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return bottom > at("bar").offsetHeight && top < innerHeight;
}

function goTo(row) {
  const { node, title } = changes.get(row);
  document.documentElement.style.setProperty("--bar", `${at("bar").offsetHeight}px`);
  node.scrollIntoView({ block: "start" });
  title.firstChild.focus({ preventScroll: true });
  say("");
  history.replaceState(null, "", `#${encodeURIComponent(row.id)}`);
}

/** A link to a change; a click with a key held down is the browser's: it opens another tab. */
function linkTo(row, text) {
  const click = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goTo(row);
  };
  return make("a", { href: `#${encodeURIComponent(row.id)}`, click }, text);
}

function step(by) {
  const now = current();
  const isAt = now && document.activeElement.closest?.(".change")?.row === now;
  const place = shownRows.indexOf(now);
  const next = shownRows[isAt ? place + by : Math.max(0, by > 0 ? place : place - 1)];
  if (next) goTo(next);
  else say(by > 0 ? "This is the last one." : "This is the first one.");
}

function tick(row, isOn) {
  setTicked(row, isOn);
  showTick(row);
  showProgress();
}

/** Tick the change that the reader is at, and go to the next one that is not; or untick it. */
function tickCurrent() {
  const row = current();
  if (!row) return;
  const isOn = !isTicked(row);
  tick(row, isOn);
  if (!isOn) return goTo(row);
  const after = shownRows.slice(shownRows.indexOf(row) + 1).find((each) => !isTicked(each));
  const next = after ?? shownRows.find((each) => !isTicked(each));
  if (next) goTo(next);
  else say(`All ${shownRows.length} are ticked. Press s for the summary and the command.`);
}

function say(text) {
  at("said").textContent = text;
}

function makeModes() {
  Object.entries(MODES).forEach(([mode, label], i) => {
    at("modes").append(make("button", { type: "button", "data-mode": mode, click: () => setShown({ mode }) }, label, " ", make("kbd", {}, `${i + 1}`)));
  });
  const kept = stored("localStorage", CHOSEN) ?? {};
  if (kept.mode in MODES) shown.mode = kept.mode;
  if (typeof kept.marks === "boolean") shown.marks = kept.marks;
}

/** Show all pictures in another way; the change that the reader is at stays where it is. */
function setShown(change) {
  const row = current();
  const top = row && changes.get(row).node.getBoundingClientRect().top;
  Object.assign(shown, change);
  store("localStorage", CHOSEN, { mode: shown.mode, marks: shown.marks });
  showModes();
  for (const [each, { stage }] of changes) if (stage.mode !== shown.mode) layOut(stage, each);
  if (row) scrollBy(0, changes.get(row).node.getBoundingClientRect().top - top);
  shownRows.filter((each) => isNear(changes.get(each).node)).forEach(showPictures);
}

function showModes() {
  for (const button of at("modes").children) button.setAttribute("aria-pressed", button.dataset.mode === shown.mode);
  at("marks").checked = shown.marks;
  at("pause").hidden = shown.mode !== "blink";
  at("pause").textContent = shown.isPaused ? "Go on" : "Pause";
  at("changes").classList.toggle("has-marks", shown.marks);
}

/** Show one side or the other of all pictures that blink. */
function showBlink() {
  at("changes").dataset.blink = shown.isBefore ? "before" : "after";
  for (const node of at("changes").querySelectorAll(".side")) node.textContent = sideShown();
}

function blink() {
  if (shown.mode !== "blink" || shown.isPaused || document.hidden) return;
  shown.isBefore = !shown.isBefore;
  showBlink();
}

/** Blink; or, where it blinks already, turn to the other side by hand. */
function blinkByHand() {
  if (shown.mode !== "blink") return setShown({ mode: "blink" });
  Object.assign(shown, { isPaused: true, isBefore: !shown.isBefore });
  showModes();
  showBlink();
}
