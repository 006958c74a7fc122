// Records a voice message: the person always sees it, can throw it away, and hears it first.

import { icon, make } from "./dom.js";

const LIMIT = 10 * 60 * 1000;
const FORMATS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

export class Voice {
  #recorder = null;
  #stream = null;
  #pieces = [];
  #clock = 0;
  #url = "";

  // `element` is the bar that takes the place of the text field; `done(blob)`, `closed()`, `failed()`.
  constructor(element, { done, closed, failed }) {
    Object.assign(this, { element, done, closed, failed });
  }

  async start(labels) {
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return this.failed(labels.no_microphone);
    }
    const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
    this.#recorder = new MediaRecorder(this.#stream, { mimeType, audioBitsPerSecond: 32000 });
    this.#pieces = [];
    this.#recorder.addEventListener("dataavailable", (event) => this.#pieces.push(event.data));
    this.#recorder.addEventListener("stop", () => this.#preview(labels), { once: true });
    this.#recorder.start(1000);
    this.#showRecording(labels);
  }

  #showRecording(labels) {
    const begun = performance.now();
    const time = make("span", { className: "count", textContent: "0:00" });
    const stop = button("stop", labels.stop, () => this.#recorder.stop(), "solid");
    this.element.replaceChildren(
      button("cancel", labels.cancel, () => this.cancel()),
      make(
        "div",
        { className: "state" },
        make("p", { role: "status", className: "recording" }, labels.recording, " ", time),
        make("p", { className: "hint", textContent: labels.voice_hint }),
      ),
      stop,
    );
    this.element.hidden = false;
    stop.focus();
    this.#clock = setInterval(() => {
      const passed = performance.now() - begun;
      time.textContent = minutes(passed);
      if (passed > LIMIT) this.#recorder.stop();
    }, 250);
  }

  #preview(labels) {
    this.#release();
    if (this.element.hidden) return;
    const blob = new Blob(this.#pieces, { type: this.#recorder.mimeType });
    this.#url = URL.createObjectURL(blob);
    const send = button("send", labels.send, () => this.#finish(blob), "solid");
    this.element.replaceChildren(
      button("cancel", labels.cancel, () => this.cancel()),
      make("audio", { controls: true, src: this.#url, "aria-label": labels.listen }),
      send,
    );
    send.focus();
  }

  #finish(blob) {
    this.#close();
    this.done(blob);
  }

  cancel() {
    this.element.hidden = true;
    if (this.#recorder?.state === "recording") this.#recorder.stop();
    this.#release();
    this.#close();
  }

  #release() {
    clearInterval(this.#clock);
    this.#stream?.getTracks().forEach((track) => track.stop());
  }

  #close() {
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#url = "";
    this.#pieces = [];
    this.element.hidden = true;
    this.element.replaceChildren();
    this.closed();
  }
}

function button(name, label, click, extra = "") {
  const made = make("button", { type: "button", className: `round ${extra}`, title: label }, icon(name));
  made.setAttribute("aria-label", label);
  made.addEventListener("click", click);
  return made;
}

function minutes(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
