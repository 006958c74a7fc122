// Where one is in a conversation: follows what comes, until the person scrolls back to read.

const NEAR = 120; // pixels from the end that still count as "reading the newest"
const TOGETHER = 2000; // milliseconds in which messages are one answer, read from its first line

export class Place {
  #follows = true;
  #scrolled = 0;
  #answer = null; // the first message of the newest answer
  #heard = 0;

  // `newest` is the button that tells of something below; `log` holds it all.
  constructor(log, newest) {
    Object.assign(this, { log, newest });
    newest.addEventListener("click", () => this.toEnd());
    log.addEventListener("scroll", () => this.#scrolling(), { passive: true });
    new ResizeObserver(() => this.#follows && this.settle("instant")).observe(log);
  }

  // A message is there for the first time; before `open` the page is still being filled.
  came(message, element, open) {
    if (message.mine) this.#answer = null;
    else this.#hear(element, open);
    if (!open) return;
    if (message.mine || this.#follows) this.settle();
    else this.#below(true, "news");
  }

  // To the end, but never past the first line of the answer: a long one is read from its start.
  settle(behavior = "auto") {
    if (!this.#answer?.isConnected) return this.toEnd(behavior);
    const end = this.log.scrollHeight - this.log.clientHeight;
    const start = this.#answer.offsetTop + this.#answer.offsetParent.offsetTop - 8;
    this.#follows = true;
    this.#below(end - start > NEAR, "rest");
    this.log.scrollTo({ top: Math.min(end, start), behavior });
  }

  toEnd(behavior = "auto") {
    this.#follows = true;
    this.newest.hidden = true;
    this.log.scrollTo({ top: this.log.scrollHeight, behavior });
  }

  #hear(element, open) {
    const now = performance.now();
    const later = !open || now - this.#heard > TOGETHER;
    if (later || !this.#answer?.isConnected) this.#answer = element;
    this.#heard = now;
  }

  // Only a person scrolls back; the page itself only goes forward.
  #scrolling() {
    const back = this.log.scrollTop < this.#scrolled - 1;
    this.#scrolled = this.log.scrollTop;
    if (this.#nearEnd()) {
      this.#follows = true;
      this.newest.hidden = true;
    } else if (back) this.#follows = false;
  }

  // The rest of what is being read needs no words, only a way to get there.
  #below(more, what) {
    this.newest.hidden = !more;
    this.newest.classList.toggle("rest", what === "rest");
  }

  #nearEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
  }
}
