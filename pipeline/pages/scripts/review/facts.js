// What has changed in a visual, said in a few words each: what may be lost comes first.

const MOST_MOVES = 3;
const MOST_COLOURS = 4;
const MOST_SHORT = 200; // characters of a fact in a list: findings of machines have thousands
const FAR = 4; // px of a way that are worth a word: the other direction is always farther

/** Facts of a row: `short` for lists, `nodes` for its own place, `box` where it is, `on` which side. */
function factsOf(row) {
  const { found } = row;
  const { fresh, others, mended } = findingFacts(row);
  const said = [...(found ? losses(found) : []), ...fresh, ...(found ? changesIn(found) : []), ...others, ...mended];
  if (row.note) said.unshift(fact(row.group === "new" ? "plain" : "wrong", sentence(row.note)));
  if (found?.unseen) said.unshift(fact("wrong", `The pictures cannot be compared: ${found.unseen}.`));
  return said;
}

function fact(kind, said, nodes = [said], box = null, on = "after") {
  const short = said.length > MOST_SHORT ? `${said.slice(0, MOST_SHORT).trimEnd().toWellFormed()}…` : said;
  return { kind, short, nodes, box, on };
}

/** New and mended findings, one fact a code; a code that as many were mended of says only what is another. */
function findingFacts(row) {
  const made = { fresh: [], others: [], mended: [] };
  const now = byCode(row.new);
  const was = byCode(row.mended);
  for (const [code, all] of now) {
    const before = was.get(code)?.length ?? 0;
    const messages = all.map(({ message }) => message).join("; ");
    const isOther = before >= all.length;
    const way = isOther ? `, in place of ${counted(before, "other")}:` : "";
    const hint = all.length === 1 ? hintOf(all[0]) : "";
    const said = fact(isOther ? "plain" : "wrong", `${code}${way} ${messages}`, [make("b", {}, code), `${way} ${messages}`, hint]);
    made[isOther ? "others" : "fresh"].push(said);
    if (isOther) was.delete(code);
  }
  for (const [code, all] of was) made.mended.push(fact("good", `no longer: ${code} ${all.map(({ message }) => message).join("; ")}`));
  return made;
}

function byCode(findings) {
  const groups = new Map();
  for (const each of findings) groups.set(each.code, [...(groups.get(each.code) ?? []), each]);
  return groups;
}

function losses({ words, shapes, doubts }) {
  return [
    ...doubts.map((text) => fact("wrong", text)),
    ...words.lost.map(({ text, box }) => fact("wrong", `lost: ${quoted(text)}`, ["Lost label ", make("del", {}, text)], box, "before")),
    ...shapes.lost.map((each) => fact("wrong", `lost: ${countOf(each)}`, ["Lost: ", swatch(each.colour), countOf(each)])),
  ];
}

function changesIn({ words, shapes, alt, caption }) {
  return [
    ...words.edits.map(editFact),
    ...textFact("Caption", caption),
    ...textFact("Alt", alt),
    ...words.new.map(({ text, box }) => fact("new", `new: ${quoted(text)}`, ["New label ", make("ins", {}, text)], box)),
    ...moveFacts(words.moves),
    ...shapes.new.map((each) => fact("new", `new: ${countOf(each)}`, ["New: ", swatch(each.colour), countOf(each)])),
    ...colourFacts(shapes.recoloured),
  ];
}

/** Shapes of other colours; a drawing with many of them is restyled, which one line says. */
function colourFacts(all) {
  if (all.length <= MOST_COLOURS) return all.map((each) => fact("plain", `${each.before} → ${each.after}`, recoloured(each)));
  const said = `${counted(all.length, "colour")} changed`;
  const pairs = all.slice(0, MOST_COLOURS).flatMap(({ before, after }, i) => [i ? ", " : "", swatch(before), "→ ", swatch(after)]);
  return [fact("plain", said, [`${said}: `, ...pairs, ` and ${all.length - MOST_COLOURS} more`])];
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
  const words = changedWords(parts);
  return words ? [fact("changed", `${name.toLowerCase()}: ${words}`, [`${name} changed: `, ...edited(parts)])] : [];
}

/** What was taken out and put in, without what stayed. */
function changedWords(parts) {
  return parts.filter(({ how, text }) => how !== "=" && text.trim())
    .map(({ how, text }) => `${how === "-" ? "without" : "with"} ${quoted(text.trim())}`).join(", ");
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

function countOf({ kind, colour, before, after, now }) {
  if (now) return `${kind}s: ${before} in ${colour} → ${after} in ${now}`;
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
  const isFar = (px) => Math.abs(px) >= FAR;
  const ways = [isFar(x) && `${Math.abs(x)} px ${x > 0 ? "right" : "left"}`, isFar(y) && `${Math.abs(y)} px ${y > 0 ? "down" : "up"}`];
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
