// One visual in the list.

const cards = new Map();

/** The card of a row, made or brought up to date; its image stays the same element. */
function cardOf(row) {
  let card = cards.get(row.id);
  if (!card) cards.set(row.id, (card = emptyCard(row.id)));
  if (card.row !== row || card.isChanged !== isChanged(row)) fillCard(card, row);
  return card;
}

function emptyCard(id) {
  const image = make("img", { alt: "", loading: "lazy", decoding: "async" });
  const link = make("a", { href: `#${encodeURIComponent(id)}` });
  const about = make("p", { class: "about" });
  const node = make("div", { class: "card", role: "listitem" },
    make("div", { class: "tile" }, image), make("h3", { dir: "auto" }, link), about);
  return { node, image, link, about, row: null };
}

function fillCard(card, row) {
  card.row = row;
  card.isChanged = isChanged(row);
  card.node.classList.toggle("is-failed", Boolean(row.failed));
  card.link.textContent = titleOf(row);
  card.about.replaceChildren(...aboutCard(row));
  showThumbnail(card, row);
}

async function showThumbnail(card, row) {
  const url = row.picture || (await lastGoodOf(row));
  if (card.row === row) setPicture(card.image, url, row);
}

/** Show another picture in an image: the old one stays until the new one is there. */
function setPicture(image, url, row) {
  image.hidden = !url;
  if (!url || image.getAttribute("src") === url) return;
  image.src = url;
  image.width = row.width;
  image.height = row.height;
}

function aboutCard(row) {
  const marks = [
    isChanged(row) && badge("changed", "changed"),
    row.status !== "draft" && badge(row.status, row.status),
    row.review === "current" && badge("reviewed", "published"),
    row.review === "stale" && badge("review stale", "flagged"),
    !row.failed && row.codes.length > 0 && badge(shortened(row.codes), "warned"),
  ].filter(Boolean);
  const id = make("span", { class: "id" }, row.caption ? row.id : "");
  return [id, ...marks, ...(row.failed ? [failure(row)] : [])];
}

function shortened(codes) {
  return codes.length > 3 ? `${codes.slice(0, 2).join(" ")} and ${codes.length - 2} more` : codes.join(" ");
}

function badge(text, kind) {
  return make("span", { class: `badge ${kind}` }, text);
}

function failure(row) {
  const { code, message } = row.failed;
  return make("span", { class: "wrong" }, make("b", {}, code), ` ${message}`);
}
