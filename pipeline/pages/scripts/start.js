// The page begins.

function clearFilters() {
  const { group } = at("filters").elements; // how the list is sorted leaves nothing out
  const chosen = group.value;
  at("filters").reset();
  group.value = chosen;
  onFilter();
  at("search").focus();
}

function onFilter() {
  takeFilters();
  showList();
  if (view.id) showPlace();
  scrollTo(0, 0);
}

function showSeen() {
  for (const card of cards.values()) fillCard(card, card.row);
  if (view.id) view.about.replaceChildren(...aboutVisual(view.row));
  showRest();
}

/** Whoever was sent the page alone has no pictures, and a build may have removed one. */
function onMissing({ target }) {
  if (target.tagName === "IMG" && !served && !target.src.startsWith("data:"))
    say("A picture is missing. Pictures lie in the folder svg beside this page; after a build, load it again.");
}

function listen() {
  at("filters").addEventListener("input", onFilter);
  at("filters").addEventListener("submit", (event) => {
    event.preventDefault();
    move(1); // Enter in the search: to the first card that matches
  });
  at("more").addEventListener("click", () => {
    at("more").setAttribute("aria-expanded", at("more").getAttribute("aria-expanded") !== "true");
  });
  at("seen").addEventListener("click", () => {
    markAllSeen();
    showSeen();
  });
  addEventListener("storage", ({ key }) => {
    if (key !== SEEN) return;
    readSeen(); // marked in another tab
    showSeen();
  });
  at("skip").addEventListener("click", (event) => {
    event.preventDefault();
    at("main").focus();
  });
  at("clear").addEventListener("click", clearFilters);
  at("theme").addEventListener("click", nextTheme);
  at("keys").addEventListener("click", () => at("help").showModal());
  addEventListener("error", onMissing, true); // of pictures, which bubbles nowhere
  addEventListener("keydown", onKey);
  addEventListener("hashchange", onAddress);
  addEventListener("resize", () => requestAnimationFrame(sizeEmptyChunks));
  addEventListener("beforeprint", () => at("list").hidden || chunks().forEach(fillChunk));
  addEventListener("afterprint", () => chunks().forEach(watchAnew));
  for (const [of, event] of [[dark, "change"], [window, "theme"]]) of.addEventListener(event, showStage);
}

readRows();
readSeen();
readFilters();
readStage();
makeView();
makeHelp();
setTheme(themeNow());
showTop();
showList();
listen();
follow();
