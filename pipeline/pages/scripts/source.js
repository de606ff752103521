// A visual's source with the lines that findings name, and the findings with theirs.

/** Findings as a list; places in the file `source` lead to their lines in its listing. */
function findingsList(findings, source) {
  return make("ul", { class: "findings" }, ...findings.map((finding) => findingItem(finding, source)));
}

function findingItem(finding, source) {
  const { severity, code, message, hint } = finding;
  return make("li", { class: severity },
    make("p", { class: "message" }, make("b", {}, code), ` ${message}`),
    make("p", { class: "place" }, placeOf(finding, source)),
    finding.excerpt.trim() ? excerpt(finding) : null,
    hint ? make("p", { class: "hint" }, hint) : null);
}

function placeOf({ file, line, column }, source) {
  if (!line) return make("code", {}, file);
  const place = `${file}:${line}:${column ?? 1}`;
  if (file !== source) return make("code", {}, place);
  return make("button", { type: "button", class: "link", click: () => jumpTo(line) }, place);
}

/** The line that a finding names, with what stands at its column marked. */
function excerpt(finding) {
  const letters = [...finding.excerpt];
  const start = Math.max(0, (finding.column ?? 1) - 1 - (finding.skipped ?? 0));
  const rest = letters.slice(start).join("");
  const marked = /^[\p{L}\p{N}_.]+|^[^\p{L}\p{N}\s]+/u.exec(rest)?.[0] ?? "";
  const before = letters.slice(0, start).join("").trimStart();
  return make("pre", { class: "excerpt", tabindex: 0 },
    make("code", {}, before, make("mark", {}, marked), rest.slice(marked.length)));
}

/** The source with numbered lines, of which those in `marks` (line → messages) are marked. */
function sourceListing(details, marks) {
  const lines = details.text.split("\n");
  const numbers = make("pre", { class: "numbers", "aria-hidden": "true" }, lines.map((_, i) => i + 1).join("\n"));
  const code = make("code");
  let plain = [];
  lines.forEach((line, i) => {
    if (!marks.has(i + 1)) return plain.push(`${line}\n`);
    code.append(plain.join(""), markedLine(line, i + 1, marks.get(i + 1)));
    plain = [];
  });
  code.append(plain.join(""));
  return make("div", { class: "source", tabindex: 0, role: "region", "aria-label": `Source ${details.source}` },
    numbers, make("pre", {}, code));
}

function markedLine(line, number, messages) {
  return make("mark", { "data-line": number, tabindex: -1, title: messages.join("\n") }, `${line}\n`);
}

/** Line → what findings say of it, for those in the source. */
function marksOf(details) {
  const marks = new Map();
  for (const { file, line, code, message } of details.findings)
    if (file === details.source && line) marks.set(line, [...(marks.get(line) ?? []), `${code} ${message}`]);
  return marks;
}
