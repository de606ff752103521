// Served by `doit watch`, the page hears of every change; from disk it does not ask.

/** Bring the page up to date from the event after `mark` on; the browser comes back by itself. */
function hear(mark) {
  const events = new EventSource(`events?since=${mark}`);
  events.onopen = () => say("Watching.");
  events.onerror = () => say("The connection is lost. Is doit watch still running?");
  events.onmessage = (event) => apply(JSON.parse(event.data));
  events.addEventListener("reload", () => location.reload());
}

const served = document.querySelector("meta[name=watch]");
if (served) hear(served.content);
