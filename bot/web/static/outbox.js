// Keeps what a person said until the server has it: one by one, in order, under one id each.

const DELAYS = [1000, 2000, 5000, 10000, 20000, 30000];
const TEMPORARY = [401, 408, 423, 425, 429];

export class Outbox {
  #items = [];
  #busy = false;
  #tries = 0;
  #timer = 0;

  // `send(item)` answers a Response; `show(item, state, sentence)` draws; `name` is for the tab.
  constructor({ name, send, show, again }) {
    Object.assign(this, { name, send, show, again });
    addEventListener("online", () => this.retry());
  }

  restore() {
    for (const item of read(this.name)) {
      this.#items.push(item);
      this.show(item, "sending");
    }
    this.#work();
  }

  add(item) {
    this.#items.push(item);
    this.#keep();
    this.show(item, "sending");
    this.#work();
  }

  retry() {
    clearTimeout(this.#timer);
    this.#tries = 0;
    this.#work();
  }

  // The message came back through another way: the server has it.
  arrived(id) {
    const before = this.#items.length;
    this.#items = this.#items.filter((item) => item.id !== id);
    if (this.#items.length !== before) this.#keep();
  }

  async #work() {
    if (this.#busy || !this.#items.length) return;
    this.#busy = true;
    clearTimeout(this.#timer);
    const item = this.#items[0];
    this.show(item, "sending");
    const answer = await this.send(item).catch(() => null);
    this.#busy = false;
    if (answer?.ok) this.#done(item);
    else if (!answer || answer.status >= 500 || TEMPORARY.includes(answer.status)) await this.#later(item, answer);
    else this.#refused(item, await sentence(answer));
  }

  #done(item) {
    this.#tries = 0;
    this.arrived(item.id);
    this.show(item, "sent");
    this.#work();
  }

  #refused(item, why) {
    this.arrived(item.id);
    this.show(item, "refused", why);
    this.#work();
  }

  async #later(item, answer) {
    if (!this.#items.includes(item)) return this.#work();
    const asked = Number(answer?.headers.get("Retry-After") ?? 0) * 1000;
    const delay = Math.max(asked, DELAYS[Math.min(this.#tries, DELAYS.length - 1)]);
    this.#tries += 1;
    this.show(item, "waiting", await sentence(answer));
    if ([401, 423].includes(answer?.status)) await this.again().catch(() => null);
    this.#timer = setTimeout(() => this.#work(), delay);
  }

  #keep() {
    const plain = this.#items.filter((item) => !item.file);
    keep(this.name, plain);
  }
}

async function sentence(answer) {
  const said = await answer?.json().catch(() => null);
  return said?.error;
}

// Only this tab, only until it is closed: others may look at this phone.
export function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "[]");
  } catch {
    return [];
  }
}

export function keep(name, value) {
  try {
    if (value.length) sessionStorage.setItem(name, JSON.stringify(value));
    else sessionStorage.removeItem(name);
  } catch {
    // A full or forbidden storage only costs the copy that survives a reload.
  }
}
