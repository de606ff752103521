// The address: "#cloud-1" shows that visual, anything else the list.

let scrolled = 0; // where the list was left

function idInAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

/** Show what the address says. */
function follow() {
  const id = idInAddress();
  const isThere = rows.has(id);
  notice(id && !isThere ? `There is no visual ${id}.` : "");
  if (isThere) openView(id);
  else closeView();
}

function openView(id) {
  if (!at("list").hidden) scrolled = scrollY;
  at("list").hidden = true;
  at("view").hidden = false;
  const focused = at("view").contains(document.activeElement) && document.activeElement.tagName === "BUTTON";
  showView(rows.get(id));
  scrollTo(0, 0);
  if (focused) at("heard").textContent = `${view.title.textContent}, ${view.place.textContent}`;
  else view.title.focus({ preventScroll: true });
}

function closeView() {
  const { id } = view;
  view.id = view.row = null;
  document.title = "Visuals";
  at("view").hidden = true;
  at("list").hidden = false;
  sizeEmptyChunks();
  scrollTo(0, scrolled);
  if (id) focusCard(id);
}

/** To the next visual that matches, or one before; keys may come faster than addresses change. */
function step(by) {
  const place = order.indexOf(idInAddress());
  const id = order[place < 0 ? 0 : place + by];
  if (!id) return notice(by > 0 ? "This is the last one." : "This is the first one.");
  notice("");
  location.hash = encodeURIComponent(id);
}
