// The theme: the system's, unless the reader chose one. Runs before anything is drawn.

function chosenTheme() {
  try {
    return localStorage.getItem("visuals theme") ?? "system";
  } catch {
    return "system";
  }
}

document.documentElement.dataset.theme = chosenTheme();
