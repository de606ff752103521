// Served by `doit watch`, the page hears of every change; from disk it does not ask.

const AGAIN = 3000; // ms

/**
 * Bring the page up to date from the event after `mark` on. The browser comes back by itself, but
 * not where another server answers in the meantime.
 * While nobody sees the page it is silent: a browser has six connections for all its tabs.
 */
function hear(mark) {
  let last = mark;
  let events = null;
  const follow = () => {
    events?.close();
    events = null;
    if (document.hidden) return;
    const mine = (events = new EventSource(`events?since=${last}`));
    mine.onopen = () => say("Watching.");
    mine.onerror = () => {
      say("The connection is lost. Is doit watch still running?");
      if (mine.readyState === EventSource.CLOSED) setTimeout(() => events === mine && follow(), AGAIN);
    };
    mine.onmessage = (event) => {
      last = event.lastEventId;
      apply(JSON.parse(event.data));
    };
    mine.addEventListener("reload", () => location.reload());
  };
  document.addEventListener("visibilitychange", follow);
  follow();
}

if (served) hear(served.content);
