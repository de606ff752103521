// The changes of the page, as pages/review.py makes them, and which of them are ticked.

const TICKS = `visuals reviewed ${location.pathname}`;
const { page, rows } = readData();
const shownRows = rows.filter((row) => !row.isQuiet);
const quietRows = rows.filter((row) => row.isQuiet);
let ticks = stored("localStorage", TICKS) ?? {};

function readData() {
  const element = at("data");
  const data = JSON.parse(element.textContent);
  element.remove();
  return data;
}

/** Whether a change was ticked, and is still the one that was looked at. */
function isTicked(row) {
  return ticks[keyOf(row)] === row.mark;
}

function setTicked(row, isOn) {
  if (isOn) ticks[keyOf(row)] = row.mark;
  else delete ticks[keyOf(row)];
  store("localStorage", TICKS, ticks);
}

/** Take what was ticked in another tab, so that the next tick here does not undo it. */
function readTicks() {
  ticks = stored("localStorage", TICKS) ?? {};
}

/** Something that is gone may have the name of something that is there. */
function keyOf(row) {
  return `${row.group === "gone" ? "gone " : ""}${row.id}`;
}

const GROUPS = {
  failed: "Failed",
  changed: "Changed",
  new: "New",
  gone: "Gone",
};
