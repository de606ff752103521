// Served by `doit watch`, the page hears of every change; from disk it does not ask.

/**
 * Bring the page up to date from the event after `mark` on; the browser comes back by itself.
 * While nobody sees the page it is silent: a browser has six connections for all its tabs.
 */
function hear(mark) {
  let last = mark;
  let events = null;
  const follow = () => {
    events?.close();
    events = null;
    if (document.hidden) return;
    events = new EventSource(`events?since=${last}`);
    events.onopen = () => say("Watching.");
    events.onerror = () => say("The connection is lost. Is doit watch still running?");
    events.onmessage = (event) => {
      last = event.lastEventId;
      apply(JSON.parse(event.data));
    };
    events.addEventListener("reload", () => location.reload());
  };
  document.addEventListener("visibilitychange", follow);
  follow();
}

if (served) hear(served.content);
