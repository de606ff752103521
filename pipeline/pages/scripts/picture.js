// The picture of one visual, large: its ground, its width, its zoom.

const SIZES = { column: "Page", phone: "Phone", full: "Full size" };
const GROUNDS = { light: "Light", dark: "Dark" };
const ZOOMS = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8];
const STAGE = keyOf("stage");
const stage = { ground: null, size: "column", zoom: 1 };

/** As it was before the page was loaded again, which `doit watch` does when it starts over. */
function readStage() {
  const kept = stored("sessionStorage", STAGE) ?? {};
  if (kept.ground in GROUNDS) stage.ground = kept.ground;
  if (kept.size in SIZES) stage.size = kept.size;
  if (ZOOMS.includes(kept.zoom)) stage.zoom = kept.zoom;
}

/** What shows the picture, made once: the image stays the same element from visual to visual. */
const pictured = {
  image: make("img", { alt: "" }),
  caption: make("figcaption", { dir: "auto" }),
  none: make("p", { class: "none", hidden: true }, "There has been no good picture of it yet."),
};
pictured.frame = make("figure", { class: "frame" }, pictured.image, pictured.none, pictured.caption);
pictured.stage = make("div", { class: "stage", tabindex: 0, role: "region", "aria-label": "Picture" }, pictured.frame);
pictured.tools = make("div", { class: "tools", role: "group", "aria-label": "How the picture is shown" },
  switcher("ground", GROUNDS), switcher("size", SIZES), zoomer());

function switcher(name, values) {
  const buttons = Object.entries(values).map(([value, label]) =>
    make("button", { type: "button", "data-value": value, click: () => setStage({ [name]: value }) }, label));
  return make("div", { class: "switch", "data-name": name }, ...buttons);
}

function zoomer() {
  const button = (label, text, click) => make("button", { type: "button", "aria-label": label, click }, text);
  return make("div", { class: "switch" },
    button("Zoom out", "−", () => zoomBy(-1)),
    button("Zoom to 100 %", "100 %", () => setStage({ zoom: 1 })),
    button("Zoom in", "+", () => zoomBy(1)));
}

function zoomBy(steps) {
  const now = ZOOMS.indexOf(stage.zoom);
  setStage({ zoom: ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, now + steps))] });
}

/** Show the picture in another way; where one looks at stays in the middle. */
function setStage(change) {
  const box = pictured.stage;
  const middle = [(box.scrollLeft + box.clientWidth / 2) / box.scrollWidth, (box.scrollTop + box.clientHeight / 2) / box.scrollHeight];
  Object.assign(stage, change);
  store("sessionStorage", STAGE, stage);
  showStage();
  box.scrollLeft = middle[0] * box.scrollWidth - box.clientWidth / 2;
  box.scrollTop = middle[1] * box.scrollHeight - box.clientHeight / 2;
}

function showStage() {
  const box = pictured.stage;
  box.dataset.size = stage.size;
  box.dataset.ground = groundNow();
  box.style.setProperty("--zoom", stage.zoom);
  for (const group of pictured.tools.querySelectorAll("[data-name]"))
    for (const button of group.children)
      button.setAttribute("aria-pressed", button.dataset.value === box.dataset[group.dataset.name]);
  pictured.tools.lastChild.children[1].textContent = `${Math.round(stage.zoom * 100)} %`;
}

/** The ground that was chosen, else that of the page. */
function groundNow() {
  return stage.ground ?? (isDark() ? "dark" : "light");
}

/** Show the picture of a row; the one before stays until it is there, so that nothing flickers. */
async function showPicture(row) {
  pictured.row = row;
  pictured.caption.textContent = row.caption;
  const url = row.picture || (await lastGoodOf(row));
  if (pictured.row !== row) return;
  const { image } = pictured;
  image.alt = row.alt;
  image.hidden = !url;
  pictured.none.hidden = Boolean(url);
  if (!url) image.removeAttribute("src");
  else await swapPicture(image, url, row);
}

async function swapPicture(image, url, row) {
  if (image.getAttribute("src") !== url) {
    image.src = url;
    await image.decode().catch(() => {}); // it may be gone by now: the next row says so
    if (pictured.row !== row) return;
  }
  image.width = row.width;
  image.height = row.height;
  pictured.stage.style.setProperty("--natural", `${row.width}px`);
}
