// The address: "#cloud-1" shows that visual, anything else the list.

let scrolled = 0; // where the list was left
let followed = null; // what the address said when it was last shown

function idInAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

/** Change the address and show what it says at once: keys may come faster than events. */
function go(id) {
  location.hash = encodeURIComponent(id);
  follow();
}

/** Show what the address says, if that is something else: "Back", a link, or the reader's hand. */
function onAddress() {
  if (idInAddress() !== followed) follow();
}

function follow() {
  const id = (followed = idInAddress());
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

/** To the next visual that matches, or one before. */
function step(by) {
  const place = order.indexOf(view.id);
  const id = order[place < 0 ? 0 : place + by];
  if (id) go(id);
  else notice(by > 0 ? "This is the last one." : "This is the first one.");
}
