// A visual's source with the lines that findings name, and the findings with theirs.

/** The findings as a list; `jump` brings a line of the source into sight. */
function findingsList(details, jump) {
  return make("ul", { class: "findings" }, ...details.findings.map((finding) => findingItem(finding, details, jump)));
}

function findingItem(finding, details, jump) {
  const isHere = finding.file === details.source && finding.line;
  const place = finding.line ? `${finding.file}:${finding.line}:${finding.column ?? 1}` : finding.file;
  return make("li", { class: finding.severity },
    make("p", { class: "message" }, make("b", {}, finding.code), ` ${finding.message}`),
    make("p", { class: "place" }, isHere
      ? make("button", { type: "button", class: "link", click: () => jump(finding.line) }, place)
      : make("code", {}, place)),
    finding.excerpt.trim() ? excerpt(finding) : null,
    finding.hint ? make("p", { class: "hint" }, finding.hint) : null);
}

/** The line that a finding names, with what stands at its column marked. */
function excerpt(finding) {
  const letters = [...finding.excerpt];
  const start = Math.max(0, (finding.column ?? 1) - 1);
  const rest = letters.slice(start).join("");
  const marked = /^[\p{L}\p{N}_.-]+|^./u.exec(rest)?.[0] ?? "";
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
