// Around textual-serve's own script: where to connect, when to begin, and what to do at the end.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const terminal = document.getElementById("terminal");
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  terminal.dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;

  const again = document.getElementById("again");
  again.addEventListener("click", () => location.reload());
  new MutationObserver(() => {
    if (document.body.classList.contains("-closed")) again.focus();
  }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
});

// The letters are measured and drawn once: wait for them, but not for ever.
const begin = window.onload;
window.onload = async (event) => {
  const letters = ["16px", "bold 16px", "italic 16px"].map((face) => document.fonts.load(`${face} "Roboto Mono"`));
  await Promise.race([Promise.allSettled(letters), new Promise((done) => setTimeout(done, 3000))]);
  begin(event);
  document.querySelector("#terminal textarea")?.focus();
};
