// Before and after of one visual, in the mode that is on. All pictures are images: no script in
// them runs, and nothing in them is loaded.

const MODES = { side: "Side by side", swipe: "Swipe", blink: "Blink", difference: "Difference" };
const BLINK = 700; // milliseconds: fewer than three flashes a second
const LARGEST = 0.6; // of the canvas: a larger mark says nothing, and small ones beside it mislead
const shown = { mode: "side", marks: true, isPaused: matchMedia("(prefers-reduced-motion: reduce)").matches, isBefore: false };

const pictures = new WeakMap();

/** The pictures of a row as URLs. */
async function picturesOf(row) {
  if (!pictures.has(row))
    pictures.set(row, inflate(row.details).then((svgs) => Object.fromEntries(
      Object.entries(svgs).map(([side, svg]) => [side, svg && `data:image/svg+xml,${encodeURIComponent(svg)}`]))));
  return pictures.get(row);
}

/** Lay out the stage of a row as high as it will be: a page that moves under the mouse is clicked wrongly. */
function layOut(stage, row) {
  const isPair = row.found?.difference && row.before.hasPicture && row.after.hasPicture;
  stage.mode = shown.mode;
  stage.dataset.mode = isPair ? shown.mode : "side";
  stage.slots = [];
  stage.replaceChildren(...(isPair && shown.mode !== "side" ? stacked(stage, row) : besides(stage, row, isPair)));
}

/** Put the pictures of a row, and the marks on them, where they belong. */
async function fillStage(stage, row) {
  const urls = await picturesOf(row);
  for (const { holder, side, on, marked } of stage.slots.splice(0)) {
    const image = picture(row, side, urls[side]);
    if (on) setBox(image, on[side], canvasOf(on));
    holder.prepend(image);
    if (marked) holder.append(...marksOf(row, marked));
  }
}

function besides(stage, row, isPair) {
  return ["before", "after"].filter((side) => row[side]).map((side) => {
    const { hasPicture, width, height, note } = row[side];
    const frame = make("div", { class: "frame" }, hasPicture ? "" : make("p", { class: "none" }, "This copy is too large to be shown."));
    if (hasPicture) stage.slots.push({ holder: frame, side, marked: isPair && row.found.difference[side] });
    if (hasPicture && width) setSize(frame, width, height);
    return make("figure", { class: side }, make("figcaption", {}, side === "before" ? "Before" : "After", note ? make("span", { class: "hint" }, ` ${note}`) : ""), frame);
  });
}

function picture(row, side, url) {
  const alt = row[side].alt ?? "";
  return make("img", { src: url, class: side, alt: `${side === "before" ? "Before" : "After"}: ${alt || row.id}`, decoding: "async" });
}

/** Both pictures over each other, where they have most in common. */
function stacked(stage, row) {
  const canvas = row.found.difference;
  const isDifference = shown.mode === "difference";
  const layers = ["before", "after"].map((side) => {
    const holder = make("div", { class: `layer ${side}` });
    stage.slots.push({ holder, side, on: canvas });
    return holder;
  });
  const frame = make("div", { class: "frame stack" }, make("div", { class: "pair" }, ...layers), ...(isDifference ? marksOf(row, canvasOf(canvas)) : []));
  setSize(frame, canvas.width, canvas.height);
  const parts = [frame];
  if (shown.mode === "swipe") parts.push(slider(frame, row));
  if (shown.mode === "blink") parts.push(make("p", { class: "side hint" }, sideShown()));
  if (isDifference) parts.push(make("p", { class: "hint" }, differenceSaid(row.found)));
  return parts;
}

const sideShown = () => (shown.isBefore ? "Before" : "After");

function setSize(frame, width, height) {
  frame.style.width = `${width}px`;
  frame.style.aspectRatio = `${width} / ${height}`;
}

const sizeOf = ({ width, height }) => ({ width, height });
const canvasOf = (difference) => ({ x: 0, y: 0, ...sizeOf(difference) });

function slider(frame, row) {
  const cut = (value) => frame.style.setProperty("--cut", `${value}%`);
  cut(50);
  const range = make("input", { type: "range", min: 0, max: 100, value: 50, class: "slider", "aria-label": `Swipe of ${row.id}: from all after to all before`,
    input: () => cut(range.value) });
  range.style.maxWidth = frame.style.width;
  return range;
}

function differenceSaid({ difference }) {
  const { share, faint, regions, before, after } = difference;
  const parts = [`${percent(share)} of pixels differ, in ${counted(regions.length, "region")}`];
  if (faint > 2 * share) parts.push(`${percent(faint - share)} more in shades that no eye tells apart`);
  if (before.width !== after.width || before.height !== after.height)
    parts.push(`the size was ${before.width} × ${before.height} px and is ${after.width} × ${after.height} px`);
  return `${parts.join("; ")}.`;
}

/** Boxes around what differs, on the part of the canvas that a picture takes; none where nearly all does. */
function marksOf(row, place) {
  const { width, height, regions } = row.found.difference;
  if (regions.some((region) => region.width * region.height > LARGEST * width * height)) return [];
  return regions.map((region) => {
    const mark = make("span", { class: "mark" });
    const grown = { x: region.x - 3, y: region.y - 3, width: region.width + 6, height: region.height + 6 };
    setBox(mark, grown, place);
    return mark;
  });
}

/** Place a node within a picture by shares of its size. */
function setBox(node, { x, y, width, height }, of) {
  node.style.left = `${((x - of.x) / of.width) * 100}%`;
  node.style.top = `${((y - of.y) / of.height) * 100}%`;
  node.style.width = `${(width / of.width) * 100}%`;
  node.style.height = `${(height / of.height) * 100}%`;
}

/** Show where a fact is, on the picture of its side; or hide it again. */
function pointAt(stage, row, { box, on }) {
  const [left, top, right, bottom] = box;
  const place = row.found.difference?.[on];
  const frame = stage.querySelector(`figure.${on} .frame`) ?? stage.querySelector(".stack");
  if (!frame || !place) return;
  const isStacked = frame.classList.contains("stack");
  const of = isStacked ? { x: -place.x, y: -place.y, ...sizeOf(row.found.difference) } : { x: 0, y: 0, ...sizeOf(place) };
  const old = frame.querySelector(".spot");
  old?.remove();
  if (old?.box === box) return;
  const spot = make("span", { class: "spot" });
  setBox(spot, { x: left - 6, y: top - 6, width: right - left + 12, height: bottom - top + 12 }, of);
  spot.box = box;
  frame.append(spot);
  frame.scrollIntoView({ block: "nearest" });
}
