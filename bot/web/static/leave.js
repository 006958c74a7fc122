// The way out in a hurry: what is on the page goes, and a harmless page takes its place.

import { make } from "./dom.js";

const TWICE = 1000; // milliseconds between two presses of Esc
let leaving = false;

// Replaced, not visited: "back" does not lead here. What the tab still held is gone with it.
export function leave(url) {
  leaving = true;
  window.speechSynthesis?.cancel();
  try {
    sessionStorage.clear();
  } catch {
    // Where nothing may be stored, nothing was.
  }
  document.title = "…";
  document.body.replaceChildren();
  location.replace(url);
}

export class WayOut {
  #pressed = -TWICE;

  // `chat` tells when it speaks another language; `url` is where one goes.
  constructor(chat, url) {
    this.button = make("button", { type: "button", className: "pill leave" });
    this.told = make("p", { className: "told" });
    this.more = make("a", { className: "more", href: "/privacy" });
    chat.head.append(this.button);
    chat.log.prepend(make("div", { className: "before" }, this.told, this.more));
    this.button.addEventListener("click", () => leave(url));
    chat.addEventListener("speaks", () => this.#speak(chat.labels));
    addEventListener("keydown", (event) => this.#key(event, url));
  }

  #speak(labels) {
    this.button.textContent = labels.leave;
    this.told.textContent = `${labels.leave_how} ${labels.leave_kept}`;
    this.more.textContent = labels.privacy;
  }

  // A third Esc would stop the other page from loading: whoever is in a hurry presses often.
  #key(event, url) {
    if (event.key !== "Escape" || event.isComposing) return;
    if (leaving) return event.preventDefault();
    const now = performance.now();
    if (!event.repeat && now - this.#pressed < TWICE) {
      event.preventDefault();
      leave(url);
    }
    if (!event.repeat) this.#pressed = now;
  }
}
