// The page begins.

function clearFilters() {
  at("filters").reset();
  onFilter();
  at("search").focus();
}

function onFilter() {
  takeFilters();
  showList();
  if (view.id) showPlace();
  scrollTo(0, 0);
}

function listen() {
  at("filters").addEventListener("input", onFilter);
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  at("more").addEventListener("click", () => {
    at("more").setAttribute("aria-expanded", at("more").getAttribute("aria-expanded") !== "true");
  });
  at("seen").addEventListener("click", () => {
    markAllSeen();
    for (const card of cards.values()) fillCard(card, card.row);
    showList();
  });
  at("skip").addEventListener("click", (event) => {
    event.preventDefault();
    at("main").focus();
  });
  at("clear").addEventListener("click", clearFilters);
  at("theme").addEventListener("click", nextTheme);
  at("keys").addEventListener("click", () => at("help").showModal());
  addEventListener("keydown", onKey);
  addEventListener("hashchange", onAddress);
  addEventListener("resize", () => requestAnimationFrame(sizeEmptyChunks));
  addEventListener("beforeprint", () => chunks().forEach(fillChunk));
  for (const [of, event] of [[dark, "change"], [window, "theme"]]) of.addEventListener(event, showStage);
}

readRows();
readSeen();
readFilters();
makeView();
makeHelp();
setTheme(themeNow());
showTop();
showList();
listen();
follow();
