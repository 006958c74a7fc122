// The lock of a colleague's device: shows how to unlock it, and nothing of what lies behind it.

import { make } from "./dom.js";
import { makeKey, showKey } from "./passkey.js";

const AWAKE = 60000; // how often at most the server hears that somebody sits here

export class Lock {
  #box = null;
  #state = null;
  #told = 0;

  // `opened()` is called when it is unlocked, `shut()` when the server says it is not any more.
  constructor(element, base, { opened, shut }) {
    Object.assign(this, { element, base, opened, shut });
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => this.#awake(), { passive: true });
  }

  get closed() {
    return this.#box !== null;
  }

  // Draws the screen anew; it covers the chat, which is empty by now.
  show(state) {
    const again = this.#box?.dataset.lock === state.lock;
    this.#state = state;
    if (again) return;
    this.hide();
    this.#box = make("section", { className: "card lock", lang: state.language, dir: state.direction });
    this.#box.dataset.lock = state.lock;
    this.#box.setAttribute("aria-labelledby", "lock-title");
    this.element.append(this.#box);
    this.#choose();
  }

  hide() {
    this.#box?.remove();
    this.#box = null;
  }

  #choose() {
    const { ways, lock } = this.#state;
    const usable = ways.filter((way) => way !== "passkey" || (window.isSecureContext && window.PublicKeyCredential));
    if (lock === "locked" && usable.length === 1 && usable[0] === "totp") return this.#begin("totp");
    this.#draw(...usable.map((way) => this.#choice(way)));
  }

  #choice(way) {
    const { labels } = this.#state;
    const button = make("button", { type: "button", className: "choice", textContent: labels[way] });
    button.addEventListener("click", () => this.#begin(way));
    return make("div", { className: "way" }, button, make("p", { textContent: labels[`${way}_why`] }));
  }

  #draw(...parts) {
    const { labels, lock } = this.#state;
    const set = lock === "set";
    const title = make("h1", { id: "lock-title", tabIndex: -1, textContent: set ? labels.set_title : labels.title });
    const lost = set ? [] : [labels.lost, labels.lost_more].map((line) => make("p", { className: "small", textContent: line }));
    this.said = make("p", { className: "warning", role: "alert" });
    const why = make("p", { textContent: set ? labels.set_why : labels.why });
    this.#box.replaceChildren(title, why, ...parts, this.said, ...lost);
    (this.#box.querySelector("input") ?? title).focus({ preventScroll: true });
  }

  async #begin(way) {
    const given = await this.#ask("begin", { way });
    if (!given) return;
    if (given.options) await this.#passkey(given.options);
    else this.#code(given);
  }

  // The device asks for a finger, a face or its own code; what it answers goes to the server.
  async #passkey(options) {
    const { labels, lock } = this.#state;
    const credential = await (lock === "set" ? makeKey(options) : showKey(options)).catch(() => null);
    const done = credential && (await this.#ask("end", { way: "passkey", credential }));
    if (done) this.#unlocked();
    else if (!credential) this.said.textContent = labels.failed;
  }

  #code(given) {
    const { labels, ways } = this.#state;
    const field = make("input", { id: "lock-code", inputMode: "numeric", autocomplete: "one-time-code", maxLength: 9, required: true, className: "code" });
    const form = make(
      "form",
      { className: "unlock" },
      make("label", { htmlFor: "lock-code", textContent: labels.code }),
      field,
      make("button", { type: "submit", className: "choice", textContent: labels.unlock }),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const done = await this.#ask("end", { way: "totp", code: field.value });
      if (done) this.#unlocked();
      else field.select();
    });
    this.#draw(...(given.secret ? this.#secret(given) : []), form, ...(ways.length > 1 ? [this.#other()] : []));
  }

  #secret({ secret, url, qr }) {
    const { labels } = this.#state;
    const spaced = secret.match(/.{1,4}/g).join(" ");
    return [
      make("p", { textContent: labels.scan }),
      make("img", { className: "qr", src: qr, alt: "" }),
      make("p", { className: "key" }, `${labels.key}: `, make("code", { textContent: spaced })),
      make("a", { className: "call", href: url, textContent: labels.on_this_phone }),
    ];
  }

  #other() {
    const button = make("button", { type: "button", className: "pill", textContent: this.#state.labels.other });
    button.addEventListener("click", () => this.#draw(...this.#state.ways.map((way) => this.#choice(way))));
    return button;
  }

  #unlocked() {
    this.hide();
    this.opened();
  }

  // The answer, or null after saying why there is none.
  async #ask(path, held) {
    const { labels } = this.#state;
    const answer = await this.#post(`lock/${path}`, held).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (answer?.ok) return said ?? {};
    if (this.said) this.said.textContent = said?.error ?? labels.no_connection;
    return null;
  }

  async #awake() {
    if (this.closed || performance.now() - this.#told < AWAKE) return;
    this.#told = performance.now();
    const answer = await this.#post("stay", {}).catch(() => null);
    if (answer?.status === 423) this.shut();
  }

  #post(path, held) {
    return fetch(`${this.base}/api/${path}`, {
      method: "POST",
      body: JSON.stringify(held),
      headers: { "Content-Type": "application/json", "X-Maatje": "1" },
      credentials: "same-origin",
      cache: "no-store",
    });
  }
}
