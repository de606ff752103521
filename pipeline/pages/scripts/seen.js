// What this browser last marked as seen: the marks of pictures, alts and captions by id.

const SEEN = keyOf("seen");
let seen = {};

/** On a first visit everything counts as seen. */
function readSeen() {
  const kept = stored("localStorage", SEEN);
  if (kept) seen = kept;
  else markAllSeen();
}

function markAllSeen() {
  seen = Object.fromEntries([...rows.values()].map((row) => [row.id, row.mark]));
  store("localStorage", SEEN, seen);
}

function isChanged(row) {
  return seen[row.id] !== row.mark;
}
