// Brings new messages to every chat of a page over one stream, and asks by itself when that fails.

const DELAYS = [500, 1000, 2000, 5000, 10000, 20000];
const HELLO = 6000; // a proxy that holds a stream back never lets this first word through
const SILENCE = 45000; // three heartbeats
const POLL = 4000;
const BACK_TO_STREAM = 60000;

export class Live {
  #source = null;
  #failures = 0;
  #timer = 0;
  #heard = 0;

  constructor(chats) {
    this.chats = chats;
    addEventListener("online", () => this.#again(0));
    document.addEventListener("visibilitychange", () => this.#look());
    addEventListener("pagehide", () => this.#close());
    addEventListener("pageshow", (event) => event.persisted && this.#again(0));
    setInterval(() => this.#look(), 15000);
  }

  async start() {
    clearTimeout(this.#timer);
    this.#close();
    const opened = await Promise.allSettled(this.chats.map((chat) => chat.open()));
    const lost = opened.some((one) => one.status === "rejected");
    this.chats.forEach((chat) => chat.online(!lost));
    if (lost) return this.#failed();
    if (this.chats.every((chat) => chat.locked)) return; // until somebody unlocks it
    if (this.#failures >= 3) return this.#poll();
    this.#listen();
  }

  #listen() {
    const question = new URLSearchParams({
      tickets: this.chats.map((chat) => chat.ticket).join(","),
      since: this.chats.map((chat) => chat.revision).join(","),
    });
    const source = new EventSource(`/api/events?${question}`);
    this.#source = source;
    this.#heard = performance.now();
    this.#timer = setTimeout(() => this.#failed(), HELLO);
    source.addEventListener("hello", () => this.#hello());
    source.addEventListener("beat", () => (this.#heard = performance.now()));
    source.addEventListener("message", (event) => this.#message(JSON.parse(event.data)));
    source.addEventListener("error", () => this.#failed());
    source.addEventListener("full", () => this.#giveWay());
    source.addEventListener("locked", () => this.#again(0));
  }

  #hello() {
    clearTimeout(this.#timer);
    this.#failures = 0;
    this.#heard = performance.now();
  }

  #message({ pane, ...message }) {
    this.#heard = performance.now();
    this.chats[pane]?.receive(message);
  }

  // Too many pages of one person, or the server stops: asking now and then is enough here.
  #giveWay() {
    this.#failures = 3;
    this.#again(DELAYS[1]);
  }

  #failed() {
    this.#failures += 1;
    this.#again(DELAYS[Math.min(this.#failures, DELAYS.length) - 1]);
  }

  #again(delay) {
    this.#close();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.start(), delay);
  }

  async #poll() {
    const until = performance.now() + BACK_TO_STREAM;
    const ask = async () => {
      const opened = await Promise.allSettled(this.chats.map((chat) => chat.open()));
      this.chats.forEach((chat, index) => chat.online(opened[index].status === "fulfilled"));
      if (performance.now() > until) this.#failures = 2; // one try, then asking goes on
      this.#timer = setTimeout(() => (this.#failures < 3 ? this.start() : ask()), POLL);
    };
    this.#timer = setTimeout(ask, POLL);
  }

  #look() {
    if (document.hidden || !this.#source) return;
    if (performance.now() - this.#heard > SILENCE) this.#again(0);
  }

  #close() {
    this.#source?.close();
    this.#source = null;
  }
}
