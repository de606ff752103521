// What has changed in a visual, said in a few words each: what may be lost comes first.

const MOST_MOVES = 3;

/** Facts of a row: `short` for lists, `nodes` for its own place, `box` where it is, `on` which side. */
function factsOf(row) {
  const { found } = row;
  const said = [
    ...row.new.map((finding) => fact("wrong", `${finding.code} ${finding.message}`, [make("b", {}, finding.code), ` ${finding.message}`, hintOf(finding)])),
    ...(found ? changesIn(found) : []),
    ...row.mended.map((finding) => fact("good", `no longer: ${finding.code} ${finding.message}`)),
  ];
  if (row.note) said.unshift(fact(row.group === "new" ? "plain" : "wrong", sentence(row.note)));
  if (found?.unseen) said.unshift(fact("wrong", `The pictures cannot be compared: ${found.unseen}.`));
  return said;
}

function fact(kind, short, nodes = [short], box = null, on = "after") {
  return { kind, short, nodes, box, on };
}

function changesIn({ words, shapes, doubts, alt, caption }) {
  return [
    ...doubts.map((text) => fact("wrong", text)),
    ...words.lost.map(({ text, box }) => fact("wrong", `lost: ${quoted(text)}`, ["Lost label ", make("del", {}, text)], box, "before")),
    ...shapes.lost.map((each) => fact("wrong", `lost: ${countOf(each)}`, ["Lost: ", swatch(each.colour), countOf(each)])),
    ...words.edits.map(editFact),
    ...textFact("Caption", caption),
    ...textFact("Alt", alt),
    ...words.new.map(({ text, box }) => fact("new", `new: ${quoted(text)}`, ["New label ", make("ins", {}, text)], box)),
    ...shapes.new.map((each) => fact("new", `new: ${countOf(each)}`, ["New: ", swatch(each.colour), countOf(each)])),
    ...moveFacts(words.moves),
    ...shapes.recoloured.map((each) => fact("plain", `${each.before} → ${each.after}`, recoloured(each))),
  ];
}

/** Where labels moved otherwise than most; of many moves the first few. */
function moveFacts(moves) {
  const said = moves.slice(0, MOST_MOVES).map((each) => fact("moved", `moved: ${listed(each.texts)}`, [`Moved ${wayOf(each)}: ${listed(each.texts)}`], each.box));
  const more = moves.slice(MOST_MOVES).flatMap(({ texts }) => texts).length;
  return more ? [...said, fact("moved", `${counted(more, "more label")} moved`)] : said;
}

function editFact({ parts, numbers, box }) {
  if (!numbers.length) return fact("changed", plainEdit(parts), ["Label ", ...edited(parts)], box);
  const pairs = numbers.flatMap((pair) => [make("b", { class: "number" }, pair), " "]);
  return fact("changed", numbers.join(", "), [...pairs, "in ", ...edited(parts)], box);
}

function textFact(name, parts) {
  return parts.some(({ how }) => how !== "=") ? [fact("changed", `${name.toLowerCase()} changed`, [`${name} changed: `, ...edited(parts)])] : [];
}

/** A text with what was taken out and put in. */
function edited(parts) {
  return parts.flatMap(({ how, text }, i) => {
    if (how === "=") return [text];
    const isNext = how === "+" && parts[i - 1]?.how === "-"; // without a space, "12" and "14" read as 1214
    return [isNext ? " " : "", make(how === "-" ? "del" : "ins", {}, text)];
  });
}

function plainEdit(parts) {
  const side = (left) => parts.filter(({ how }) => how !== left).map(({ text }) => text).join("");
  return `${quoted(side("+"))} → ${quoted(side("-"))}`;
}

function countOf({ kind, colour, before, after }) {
  if (after === 0) return `${counted(before, kind)} in ${colour}, all that there were`;
  if (before === 0) return `${counted(after, kind)} in ${colour}`;
  return `${kind}s in ${colour}: ${before} → ${after}`;
}

function recoloured({ kind, before, after_kind: afterKind, after, number }) {
  const drawn = { line: "outlined in ", shape: "filled with " };
  const way = (of) => (kind === afterKind ? "" : drawn[of]);
  return [`${counted(number, kind)}: `, way(kind), swatch(before), `${before} → `, way(afterKind), swatch(after), after];
}

/** A spot of a colour; its value comes from a drawing, and is set as a property, never as text. */
function swatch(colour) {
  const spot = make("span", { class: "swatch", "aria-hidden": "true" });
  spot.style.backgroundColor = colour;
  return spot;
}

function wayOf({ x, y }) {
  const ways = [x && `${Math.abs(x)} px ${x > 0 ? "right" : "left"}`, y && `${Math.abs(y)} px ${y > 0 ? "down" : "up"}`];
  return ways.filter(Boolean).join(" and ");
}

function listed(texts) {
  const more = texts.length > 4 ? ` and ${texts.length - 4} more` : "";
  return texts.slice(0, 4).map(quoted).join(", ") + more;
}

const quoted = (text) => `“${text}”`;
const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`;
const hintOf = ({ hint }) => (hint ? make("span", { class: "hint" }, ` ${hint}`) : "");

/** A share of pixels as people say it. */
function percent(share) {
  if (share === 0) return "0 %";
  return share < 0.0001 ? "under 0.01 %" : `${Number((share * 100).toPrecision(2))} %`;
}
