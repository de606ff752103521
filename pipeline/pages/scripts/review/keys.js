// The keys of the review; and the page begins.

const modeKeys = Object.entries(MODES).map(([mode, label], i) => [[`${i + 1}`], label.toLowerCase(), () => setShown({ mode })]);
const KEYS = [
  [["j", "ArrowRight"], "next visual", () => step(1)],
  [["k", "ArrowLeft"], "previous visual", () => step(-1)],
  [["x"], "tick it and go to the next; again: untick it", tickCurrent],
  ...modeKeys,
  [["b"], "blink; then turn by hand", blinkByHand],
  [["m"], "marks around what differs", () => setShown({ marks: !shown.marks })],
  [["o"], "overview", () => (at("overview").open = !at("overview").open)],
  [["s"], "summary, and the command that records", openSummary],
  [["t"], "theme: the system's, light, dark", () => nextTheme()],
  [["?"], "these keys", () => at("help").showModal()],
];

function listen() {
  const click = (name, does) => at(name).addEventListener("click", does);
  click("theme", nextTheme);
  click("keys", () => at("help").showModal());
  click("previous", () => step(-1));
  click("next", () => step(1));
  click("finish", openSummary);
  click("pause", () => setShown({ isPaused: !shown.isPaused }));
  at("marks").addEventListener("change", () => setShown({ marks: at("marks").checked }));
  at("name").addEventListener("input", () => {
    store("localStorage", "visuals name", at("name").value);
    showCommand();
  });
  for (const button of at("summary").querySelectorAll("[data-copies]")) button.addEventListener("click", () => copy(button.dataset.copies));
  addEventListener("keydown", (event) => at("summary").open || onKey(event));
  addEventListener("beforeprint", () => shownRows.forEach(showPictures));
  addEventListener("hashchange", follow);
  addEventListener("storage", ({ key }) => {
    if (key !== TICKS) return;
    readTicks();
    shownRows.forEach(showTick);
    showProgress();
    showQuietTick();
  });
  setInterval(blink, BLINK);
}

function follow() {
  const id = location.hash.slice(1);
  const row = shownRows.find((each) => encodeURIComponent(each.id) === id);
  if (row) goTo(row);
  else if (id && !document.getElementById(id)) say(`There is no change of ${id} to look at.`);
}

makeModes();
makeHelp();
setTheme(themeNow());
showModes();
showTop();
showChanges();
showQuiet();
showProgress();
showBlink();
listen();
follow();
