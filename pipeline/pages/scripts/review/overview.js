// The top of the page: counts, notes, progress, and a line for each change.

function showTop() {
  const counts = Object.keys(GROUPS).map((group) => [group, shownRows.filter((row) => row.group === group).length]);
  const said = counts.filter(([, number]) => number).map(([group, number]) => `${number.toLocaleString("en")} ${group}`);
  at("counts").textContent = [...said, `${page.unchanged.toLocaleString("en")} unchanged`].join(" · ");
  at("notes").replaceChildren(...notes().map((text) => make("p", {}, text)));
  at("list").replaceChildren(...shownRows.map(overviewLine));
  at("overview").hidden = !shownRows.length;
}

function notes() {
  const lines = [`Compared with ${page.against}.`];
  if (page.uncompared) lines.push(`${counted(page.uncompared, "hand-made visual")} of the unchanged ${page.uncompared === 1 ? "has" : "have"} no earlier copy: the published file is the source itself. doit review --base REF compares ${page.uncompared === 1 ? "it" : "them"}.`);
  if (shownRows.length) lines.push("The order: what failed; what may have lost something (a label, a colour, or what alt or caption still say); changed numbers and words; new and moved labels; then what differs in pixels alone. Within each, the largest share of changed pixels comes first. New and gone visuals come last.");
  else lines.push("There is nothing to look at.");
  if (!store("localStorage", TICKS, ticks)) lines.push("This browser keeps no ticks: they are lost when the page is closed. Press s before.");
  return lines;
}

function overviewLine(row) {
  const facts = factsOf(row);
  const words = facts.slice(0, 3).map(({ short }) => short).join(" · ") + (facts.length > 3 ? ` · ${facts.length - 3} more` : "");
  return make("li", {}, make("span", { class: "sign", "aria-hidden": "true" }), linkTo(row, row.id), ` ${GROUPS[row.group].toLowerCase()}`,
    row.found?.difference ? `, ${percent(row.found.share)}` : "", words ? make("span", { class: "hint" }, ` ${words}`) : "");
}

function showProgress() {
  const done = shownRows.filter(isTicked).length;
  at("done").textContent = `${done.toLocaleString("en")} of ${shownRows.length.toLocaleString("en")}`;
  at("progress").max = Math.max(1, shownRows.length);
  at("progress").value = done;
  at("list").childNodes.forEach((node, i) => node.classList.toggle("is-ticked", isTicked(shownRows[i])));
}

function showChanges() {
  let group = null;
  for (const row of shownRows) {
    if (row.group !== group) at("changes").append(make("h2", {}, GROUPS[(group = row.group)]));
    at("changes").append(makeChange(row));
  }
}

/** What moves no pixel and no word: folded away, and ticked as one. */
function showQuiet() {
  if (!quietRows.length) return;
  const box = make("input", { type: "checkbox", change: () => { for (const row of quietRows) setTicked(row, box.checked); } });
  const names = quietRows.flatMap((row, i) => [i ? ", " : "", make("code", {}, row.id)]);
  at("quiet").append(make("details", { class: "quiets" },
    make("summary", {}, `${counted(quietRows.length, "visual")} changed in no pixel and no word`),
    make("p", {}, ...names), make("label", { class: "tick" }, box, " Record these as reviewed, too")));
  showQuietTick();
}

function showQuietTick() {
  const box = at("quiet").querySelector("input");
  if (box) box.checked = quietRows.every(isTicked);
}
