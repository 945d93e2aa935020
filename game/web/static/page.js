// Around textual-serve's own script: who plays, where to connect, when to begin, and what to do at the end.
"use strict";

// A tab plays as one player of this browser, and asks for that one again when it is reloaded or opened again.
const title = document.title;
let kept = {};
try { kept = sessionStorage; } catch { /* data is not allowed here: the server says that it needs a cookie */ }
window.WebSocket = class extends WebSocket {
  constructor(address) {
    super(`${address}&player=${kept.player ?? 0}`);
    this.addEventListener("message", ({ data }) => {
      const [kind, player] = typeof data === "string" ? JSON.parse(data) : [];
      if (kind !== "player") return;
      kept.player = player;
      document.title = player > 1 ? `${title} · ${player}` : title;
    });
    this.addEventListener("close", ({ code, reason }) => {
      const told = document.getElementById("told");
      if (reason || code !== 1000) told.textContent = reason || told.dataset.lost;
    });
  }
};

document.addEventListener("DOMContentLoaded", () => {
  const terminal = document.getElementById("terminal");
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  // A phone is too narrow for large letters: about fifty of them make a line that can be read.
  terminal.dataset.fontSize = Math.max(12, Math.min(16, Math.floor(innerWidth / 30)));
  terminal.dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;

  const again = document.getElementById("again");
  again.addEventListener("click", async () => {
    const told = document.getElementById("told");
    await fetch("/page/page.js", { method: "HEAD", cache: "no-store" }).then(
      () => location.reload(),
      () => { told.textContent = told.dataset.silent; },
    );
  });
  new MutationObserver(() => {
    if (document.body.classList.contains("-closed")) again.focus();
  }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
});

// What the game has no use for is the browser's: to reload, to zoom, to find the address bar.
const ours = (event) => {
  if (/^F\d+$/.test(event.key)) return event.key === "F1";
  const commands = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.length === 1;
  return !commands || "acekpqux".includes(event.key);
};
window.addEventListener("keydown", (event) => { if (!ours(event)) event.stopPropagation(); }, true);

// The letters are measured and drawn once: wait for them, but not for ever.
const begin = window.onload;
window.onload = async (event) => {
  const letters = ["16px", "bold 16px", "italic 16px"].map((face) => document.fonts.load(`${face} "Roboto Mono"`));
  await Promise.race([Promise.allSettled(letters), new Promise((done) => setTimeout(done, 3000))]);
  begin(event);
  document.querySelector("#terminal textarea")?.focus();
};
