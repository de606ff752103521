// What the reviewer takes along: Markdown for a pull request, and the command that records reviews.

const MOST_FACTS = 6; // of one visual: the weightiest come first
const MOST_LETTERS = 60_000; // of all of it: GitHub refuses a comment of more than 65,536
const MOST_COMMAND = 8000; // letters of one command: cmd.exe refuses more than 8,191
const COPIES = { markdown: "Copy the summary", command: "Copy the command" };

function openSummary() {
  at("markdown").value = markdown();
  labelCopy("markdown", COPIES.markdown);
  at("name").value = stored("localStorage", "visuals name") ?? "";
  showCommand();
  at("summary").showModal();
  at("markdown").scrollTop = 0;
}

function markdown() {
  const done = shownRows.filter(isTicked).length;
  const lines = [`### Visuals: ${at("counts").textContent}`, "", `Compared with ${inCode(page.against)}. ${done} of ${shownRows.length} reviewed.`, ""];
  const left = shownRows.map(markdownLine);
  for (let room = MOST_LETTERS; left.length && left[0].length < room; ) {
    room -= left[0].length + 1;
    lines.push(left.shift());
  }
  if (left.length) lines.push("", `${counted(left.length, "more change")}.`);
  if (quietRows.length) lines.push("", `${counted(quietRows.length, "visual")} changed in no pixel and no word.`);
  return `${lines.join("\n")}\n`;
}

function markdownLine(row) {
  const all = factsOf(row).map(({ short }) => inCode(short));
  const facts = all.slice(0, MOST_FACTS);
  if (all.length > MOST_FACTS) facts.push(`${all.length - MOST_FACTS} more`);
  const share = row.found?.difference ? `, ${percent(row.found.share)} of pixels` : "";
  return `- [${isTicked(row) ? "x" : " "}] ${inCode(row.id)} ${row.group}${share}${facts.length ? `: ${facts.join("; ")}` : ""}`;
}

/** A text of others as code, in which nothing is markup, a mention or a link. */
function inCode(text) {
  const line = text.replace(/\s+/g, " ").trim();
  const fence = "`".repeat(Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const pad = /^`|`$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** `doit approve` for all that is ticked and built, each with the hash of what was looked at. */
function showCommand() {
  const ids = rows.filter((row) => row.reviewed && isTicked(row)).map((row) => `${row.id}@${row.reviewed}`);
  at("command").value = commandsOf(ids, ` --by ${quotedName(at("name").value)}`).join("\n") || "Nothing that is built is ticked yet.";
  labelCopy("command", COPIES.command);
}

/** As few commands as hold all ids, one a line: hundreds of ids are too long for one. */
function commandsOf(ids, by) {
  const lines = [];
  for (const id of ids) {
    const longer = `${lines.at(-1)} ${id}`;
    if (lines.length && longer.length + by.length <= MOST_COMMAND) lines[lines.length - 1] = longer;
    else lines.push(`doit approve ${id}`);
  }
  return lines.map((line) => line + by);
}

/** A name as one word of a command line, in any shell. */
function quotedName(name) {
  const plain = name.replace(/["\\$`!%^&|<>\p{Cc}]/gu, "").trim();
  return /^[\p{L}\p{N}._-]+$/u.test(plain) ? plain : `"${plain || "NAME"}"`;
}

async function copy(name) {
  const field = at(name);
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.select(); // the browser gives pages no clipboard: by the older way, or by hand
    if (!document.execCommand("copy")) return labelCopy(name, "It is selected: copy it by hand");
  }
  labelCopy(name, "Copied");
}

/** What a button that copies says: "Copied" holds until its text is another. */
function labelCopy(name, text) {
  at("summary").querySelector(`[data-copies="${name}"]`).textContent = text;
}
