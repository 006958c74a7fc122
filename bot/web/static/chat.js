// One conversation on a page: shows what came, sends what is said. Several can stand side by side.

import { drawMessage, drawUnsent } from "./bubble.js";
import { icon, make } from "./dom.js";
import { Outbox, keep, read } from "./outbox.js";
import { Place } from "./place.js";
import { Speech } from "./speech.js";
import { upload } from "./upload.js";
import { tellsWhere } from "./where.js";
import { Voice, canRecord } from "./voice.js";

const LONGEST = 20000;
const LARGEST = 20971520;
// What was refused stays where it happened; what is still being sent stays below everything.
const UNDER_WAY = '.unsent:not([data-state="refused"])';

let made = 0;

export class Chat extends EventTarget {
  locked = false;
  ticket = "";
  revision = 0;
  labels = {};
  #shown = new Map(); // message id → element
  #unsent = new Map(); // client id → what drawUnsent made
  #pressed = false;
  #uploads = true;
  #started = false;

  constructor(element, base, { alone = false } = {}) {
    super();
    Object.assign(this, { element, base, alone, number: (made += 1) });
    this.outbox = new Outbox({
      name: `maatje:${base}:unsent`,
      send: (item) => this.#send(item),
      show: (item, state, sentence) => this.#showUnsent(item, state, sentence),
      again: () => this.open(),
    });
    this.#build();
  }

  // Fetches what is new and a fresh ticket; raises when the server cannot be reached.
  async open() {
    const answer = await this.#post("api/open", JSON.stringify({ since: this.revision }));
    if (answer.status === 423) return this.#shut(await answer.json());
    this.#unshut();
    if (!answer.ok) throw new Error(`open: ${answer.status}`);
    const state = await answer.json();
    this.ticket = state.ticket;
    this.#speak(state);
    this.log.setAttribute("aria-busy", String(!this.#started));
    if (state.revision < this.revision) this.#forget();
    state.messages.forEach((message) => this.receive(message));
    this.revision = Math.max(this.revision, state.revision);
    this.#allow(state.uploads !== false);
    this.log.removeAttribute("aria-busy");
    if (!this.#started) this.#begin();
  }

  receive(message) {
    this.revision = Math.max(this.revision, message.revision);
    if (message.emptied) return this.#emptied(message.id);
    const old = this.#shown.get(message.id);
    if (message.removed) this.#remove(message.id, old);
    else this.#place(message, old);
    if (message.client) this.#drop(message.client);
    if (!message.mine) this.#answered(message);
    if (!old && !message.removed) this.place.came(message, this.#shown.get(message.id), this.#started);
  }

  online(yes) {
    this.banner.hidden = yes;
    this.banner.textContent = yes ? "" : (this.labels.offline ?? "…");
  }

  focus() {
    (this.#lastChoice() ?? this.field).focus({ preventScroll: true });
  }

  #begin() {
    this.#started = true;
    this.field.value = read(`maatje:${this.base}:draft`).join("");
    this.outbox.restore();
    this.#typed({ keepDraft: true });
    this.place.settle("instant");
    requestAnimationFrame(() => this.place.settle("instant"));
  }

  #build() {
    const id = `chat-${this.number}`;
    this.title = make("h1", { className: "name", textContent: "Maatje" });
    this.menu = make("button", { type: "button", className: "pill" });
    this.help = make("button", { type: "button", className: "pill solid" });
    this.banner = make("p", { className: "banner", role: "status", hidden: true });
    this.log = make("div", { className: "log", role: "log", "aria-live": "polite", tabIndex: 0 });
    this.list = make("div", { className: "list" });
    this.log.append(this.list);
    this.newest = make("button", { type: "button", className: "newest", hidden: true });
    this.field = make("textarea", { id, rows: 1, maxLength: LONGEST, dir: "auto", autocomplete: "off" });
    this.name = make("label", { className: "hidden", htmlFor: id });
    this.files = make("input", { type: "file", multiple: true, className: "hidden", tabIndex: -1, "aria-hidden": "true" });
    this.attach = make("button", { type: "button", className: "round" }, icon("attach"));
    this.record = make("button", { type: "button", className: "round" }, icon("record"));
    this.submit = make("button", { type: "submit", className: "round solid" }, icon("send"));
    this.form = make("form", { className: "composer" }, this.attach, this.name, this.field, this.record, this.submit, this.files);
    this.bar = make("div", { className: "composer voice", hidden: true });
    const mark = make("img", { className: "mark", src: "/static/icon.svg", alt: "", width: 36, height: 36 });
    this.element.classList.add("chat");
    this.head = make("header", { className: "head" }, mark, this.title, this.menu, this.help);
    this.element.replaceChildren(
      this.head,
      this.banner,
      make("div", { className: "middle" }, this.log, this.newest),
      this.form,
      this.bar,
    );
    this.#listen();
  }

  #listen() {
    this.menu.addEventListener("click", () => this.#say("press", this.labels.menu, "a:menu"));
    this.help.addEventListener("click", () => this.#say("press", this.labels.help, "a:help"));
    this.speech = new Speech(() => this.labels);
    this.place = new Place(this.log, this.newest);
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.form.addEventListener("submit", (event) => this.#submitted(event));
    this.attach.addEventListener("click", () => this.files.click());
    this.files.addEventListener("change", () => this.#picked());
    this.record.addEventListener("click", () => this.#recording());
    this.form.addEventListener("paste", (event) => this.#pasted(event));
    this.voice = new Voice(this.bar, {
      done: (blob) => this.#addFile(blob, "voice"),
      closed: () => this.#recorded(),
      failed: (sentence) => this.#tell(sentence),
    });
  }

  // Labels, language and direction come from the server: the page holds no sentence of its own.
  #speak({ labels, language, direction, name, timezone }) {
    this.labels = labels;
    this.timezone = timezone;
    this.language = language;
    this.element.lang = language;
    this.element.dir = direction;
    if (this.alone) Object.assign(document.documentElement, { lang: language, dir: direction });
    this.title.textContent = name;
    this.menu.textContent = labels.menu;
    this.help.textContent = labels.help;
    this.newest.replaceChildren(icon("newest"), make("span", { textContent: labels.newest }));
    this.log.setAttribute("aria-label", labels.messages);
    this.name.textContent = labels.write;
    this.field.placeholder = labels.write;
    for (const [button, label] of [[this.attach, labels.attach], [this.record, labels.record], [this.submit, labels.send]]) {
      button.title = label;
      button.setAttribute("aria-label", label);
    }
    this.dispatchEvent(new Event("speaks"));
  }

  // On the way about nude pictures there is no upload at all; the server refuses as well.
  #allow(yes) {
    this.#uploads = yes;
    this.attach.hidden = !yes;
    this.#typed({ keepDraft: true });
  }

  // Nothing of the chat stays on the page of a locked device; what was typed waits in this tab.
  #shut(state) {
    this.#forget();
    this.field.value = "";
    this.#started = false;
    this.locked = true;
    this.element.classList.add("shut");
    this.dispatchEvent(new CustomEvent("locked", { detail: state }));
  }

  #unshut() {
    if (!this.locked) return;
    this.locked = false;
    this.element.classList.remove("shut");
    this.dispatchEvent(new Event("unlocked"));
  }

  #forget() {
    this.revision = 0;
    this.#shown.clear();
    this.list.replaceChildren();
  }

  #place(message, old) {
    const drawn = drawMessage({ ...message, timezone: this.timezone, base: this.base }, this.labels, (choice, from, button) => this.#press(choice, from, button));
    this.speech.addTo(drawn, message);
    const focused = old?.contains(document.activeElement);
    if (old) old.replaceWith(drawn);
    else this.#insert(message.id, drawn);
    this.#shown.set(message.id, drawn);
    if (focused && message.buttons?.length) this.#refocus(); // else the answer that follows takes it
  }

  // News comes in the order of change, a page reads in the order of telling; what is still on its
  // way stays under everything that has arrived.
  #insert(id, drawn) {
    const later = [...this.#shown.keys()].filter((other) => other > id);
    const next = later.length ? this.#shown.get(Math.min(...later)) : this.list.querySelector(UNDER_WAY);
    if (next) next.before(drawn);
    else this.list.append(drawn);
  }

  #remove(id, element) {
    this.#shown.delete(id);
    element?.remove();
  }

  // Also what the server forgot long ago, which an open page shows still.
  #emptied(before) {
    for (const [id, element] of this.#shown) if (id < before) this.#remove(id, element);
  }

  #drop(client) {
    this.outbox.arrived(client);
    this.#unsent.get(client)?.box.remove();
    this.#unsent.delete(client);
  }

  #answered(message) {
    this.#free();
    if (message.uploads !== undefined && message.uploads !== this.#uploads) this.#allow(message.uploads);
    if (message.language && message.language !== this.language) this.open().catch(() => null);
    if (this.#pressed && message.buttons?.length) this.#refocus();
  }

  // The pressed button is gone; without this the keyboard would start again at the top of the page.
  #refocus() {
    const lost = document.activeElement === document.body || this.list.contains(document.activeElement);
    const choice = this.#lastChoice();
    if (!choice || (!lost && !this.#pressed)) return;
    this.#pressed = false;
    choice.focus({ preventScroll: true });
  }

  #lastChoice() {
    const groups = this.list.querySelectorAll(".choices");
    return groups[groups.length - 1]?.querySelector(".choice:not(:disabled)");
  }

  #press(choice, message, button) {
    this.#pressed = true;
    const choices = button.closest(".choices");
    choices.querySelectorAll("button").forEach((one) => (one.disabled = true));
    button.classList.add("chosen");
    this.#say("press", choice.label, choice.data, message.id);
  }

  #free() {
    for (const button of this.list.querySelectorAll(".choice:disabled")) {
      button.disabled = false;
      button.classList.remove("chosen");
    }
  }

  #say(kind, label, data, message) {
    this.speech.stop();
    if (data === "a:wipe" || label.trim().toLowerCase() === "/wis") this.#sweep();
    this.outbox.add({ id: crypto.randomUUID?.() ?? randomId(), kind, lines: label.split("\n"), text: label, data, message });
    this.place.toEnd();
  }

  // What was refused is on no server, and what a tab still holds would come back with a reload.
  #sweep() {
    this.list.querySelectorAll('.unsent[data-state="refused"], .notice').forEach((one) => one.remove());
    this.field.value = "";
    this.#typed();
  }

  #submitted(event) {
    event.preventDefault();
    const words = this.field.value.trim();
    if (!words || !this.#started) return this.field.focus();
    this.field.value = "";
    this.#typed();
    this.#say("text", words);
    this.field.focus();
  }

  #key(event) {
    const plain = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!plain || !matchMedia("(pointer: fine)").matches) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  #typed({ keepDraft = false } = {}) {
    const empty = !this.field.value.trim();
    const mayRecord = this.#uploads && canRecord();
    this.record.hidden = !(empty && mayRecord);
    this.submit.hidden = empty && mayRecord;
    if (!keepDraft) keep(`maatje:${this.base}:draft`, empty ? [] : [this.field.value]);
    this.#grow();
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight + 2, 168)}px`;
  }

  #picked() {
    const files = [...this.files.files];
    this.files.value = "";
    for (const file of files) this.#addFile(file, kindOf(file.type));
  }

  #pasted(event) {
    const [file] = event.clipboardData?.files ?? [];
    if (!file || !this.#uploads) return;
    event.preventDefault();
    this.#addFile(file, kindOf(file.type));
  }

  #addFile(file, kind) {
    const line = this.labels[`kind_${kind}`] ?? this.labels.kind_file;
    const id = crypto.randomUUID?.() ?? randomId();
    const item = { id, kind, shape: kind === "voice" ? "voice" : "file", lines: [line], file };
    const tooBig = this.labels[`too_big_${kind}`] ?? this.labels.too_big;
    if (file.size > LARGEST) this.#showUnsent(item, "refused", tooBig);
    else this.outbox.add(item);
    this.place.toEnd();
  }

  #recording() {
    this.form.hidden = true;
    this.voice.start(this.labels);
  }

  #recorded() {
    this.form.hidden = false;
    this.record.focus();
  }

  #tell(sentence) {
    this.form.hidden = false;
    const note = make("p", { className: "notice", role: "alert", textContent: sentence });
    this.list.append(note);
    this.place.toEnd();
    setTimeout(() => note.remove(), 12000);
  }

  #showUnsent(item, state, sentence) {
    if (!this.#unsent.has(item.id)) {
      if (state === "sent") return; // it came back over the stream before the answer did
      const drawn = drawUnsent(item, this.labels, () => this.outbox.retry());
      this.#unsent.set(item.id, drawn);
      this.list.append(drawn.box);
    }
    const drawn = this.#unsent.get(item.id);
    if (state === "sent" && !item.file && item.kind === "press") setTimeout(() => this.#drop(item.id), 1500);
    if (state === "refused") this.#free();
    drawn.show(state, sentence);
    if (state === "waiting") this.place.toEnd();
  }

  #send(item) {
    if (item.file) return this.#upload(item);
    const { id, text, data, message } = item;
    return this.#post("api/say", JSON.stringify(data ? { id, data, message } : { id, text }));
  }

  async #upload({ id, kind, file }) {
    const headers = { "X-Id": id, "X-Kind": kind, "Content-Type": file.type || "application/octet-stream" };
    if (await tellsWhere(file).catch(() => false)) headers["X-Placed"] = "yes";
    const drawn = this.#unsent.get(id);
    return upload(`${this.base}/api/file`, file, { "X-Maatje": "1", ...headers }, (share) => drawn?.progress(share));
  }

  #post(path, body, headers = { "Content-Type": "application/json" }) {
    return fetch(`${this.base}/${path}`, {
      method: "POST",
      body,
      headers: { "X-Maatje": "1", ...headers },
      credentials: "same-origin",
      cache: "no-store",
      keepalive: body.length < 60000, // a last word still arrives when somebody leaves in a hurry
    });
  }
}

function kindOf(type) {
  const family = type.split("/")[0];
  return { image: "photo", video: "video", audio: "audio" }[family] ?? "file";
}

// Without https a page has no randomUUID, but it does have random bytes.
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
