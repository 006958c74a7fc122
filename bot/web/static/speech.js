// Reads messages out with a voice of this device; no word leaves it.

import { icon, make } from "./dom.js";

const PICTOGRAMS = /[\p{Extended_Pictographic}\u200d\ufe0f]/gu;

export class Speech {
  #buttons = new Set();
  #speaking = null;

  // `labels()` are the words on the buttons.
  constructor(labels) {
    this.labels = labels;
    window.speechSynthesis?.addEventListener("voiceschanged", () => this.#look());
  }

  // A button below what can be heard; it shows itself once there is a voice for the language.
  addTo(box, message) {
    const words = spoken(message);
    if (message.mine || message.kind === "pre" || !words) return;
    const button = make("button", { type: "button", className: "round hear" }, icon("hear"));
    button.addEventListener("click", () => this.#press(button, words, message.language));
    button.dataset.language = message.language ?? "";
    this.#buttons.add(button);
    this.#name(button);
    button.hidden = !voiceFor(button.dataset.language);
    box.querySelector(".bubble").append(button);
  }

  stop() {
    window.speechSynthesis?.cancel();
    this.#ended();
  }

  #look() {
    for (const button of this.#buttons) {
      if (!button.isConnected) this.#buttons.delete(button);
      button.hidden = !voiceFor(button.dataset.language);
    }
  }

  #press(button, words, language) {
    const again = this.#speaking === button;
    this.stop();
    const voice = voiceFor(language);
    if (again || !voice) return;
    const said = new SpeechSynthesisUtterance(words);
    Object.assign(said, { voice, lang: voice.lang, rate: 0.9, onend: () => this.#ended(button), onerror: () => this.#ended(button) });
    this.#speaking = button;
    this.#name(button);
    window.speechSynthesis.speak(said);
  }

  #ended(button = this.#speaking) {
    if (!button || button !== this.#speaking) return;
    this.#speaking = null;
    this.#name(button);
  }

  #name(button) {
    const label = this.#speaking === button ? this.labels().hush : this.labels().hear;
    button.title = label;
    button.setAttribute("aria-label", label);
  }
}

// Only a voice that lives on this device: others send what they read to somebody's server.
function voiceFor(language) {
  const all = window.speechSynthesis?.getVoices() ?? [];
  const spoken = language?.split("-")[0];
  return all.find((one) => one.localService && one.lang.split(/[-_]/)[0].toLowerCase() === spoken);
}

// The words, then each answer: that is what somebody who cannot read has to choose from.
function spoken({ lines = [], buttons = [] }) {
  const answers = buttons.flat().map((one) => one.label);
  const all = [...lines, ...answers].map((one) => one.replace(PICTOGRAMS, "").trim());
  return all.filter(Boolean).join(".\n");
}
