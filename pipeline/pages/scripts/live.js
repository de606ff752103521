// What `doit watch` calls: the page is brought up to date in place.

/**
 * Take rows that changed, ids that are gone, and what the top of the page says.
 * Filters, search, scroll, zoom, focus and the open view stay as they are.
 */
function apply({ rows: changed = [], gone = [], page: top = page }) {
  page = top;
  replaceRows(changed, gone);
  const shown = changed.find((row) => row.id === view.id);
  if (shown) return showView(shown).then(showRest); // the picture first: someone waits for it
  showRest();
  if (rows.has(idInAddress()) !== Boolean(view.id)) follow(); // it is gone, or there at last
}

function showRest() {
  showTop();
  fillChoices();
  showList();
  if (view.id) showPlace();
}

/** One line on how things stand, such as "watching"; "" takes it away. Screen readers say it once. */
function say(text) {
  if (at("said").textContent !== text) at("said").textContent = text;
}

/** The same, of what the reader did; the next step takes it away. */
function notice(text) {
  at("notice").textContent = text;
}

function showTop() {
  const { built, failed, questions, absent } = page;
  at("counts").textContent = `${built.toLocaleString("en")} built · ${failed.toLocaleString("en")} failed · ${counted(questions, "question")}`;
  keepingFocus(() => at("note").replaceChildren(...(absent.length ? [manifestNote(absent)] : [])), () => at("main"));
}

const MOST_NAMED = 12; // where a missing package fails hundreds, the list is to stay in sight

function manifestNote(absent) {
  const named = [...absent].sort(byName).slice(0, MOST_NAMED);
  const names = named.flatMap((id, i) => [i ? ", " : "", make("a", { href: `#${encodeURIComponent(id)}` }, id)]);
  const more = absent.length - named.length;
  if (more) names.push(` and ${more.toLocaleString("en")} more`);
  const text = absent.length === 1 ? " is published and failed." : " are published and failed.";
  return make("p", { class: "note" }, make("b", {}, "There is no manifest: "), ...names, text);
}

window.gallery = { apply, say };
