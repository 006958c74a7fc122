// Draws one message; knows nothing of where it came from or where a press goes.

import { copyText, icon, make, safeUrl } from "./dom.js";

export function drawMessage(message, labels, press) {
  const box = make("div", { className: `message ${message.mine ? "mine" : "bot"}` });
  if (message.direction) box.dir = message.direction;
  if (message.language) box.lang = message.language;
  box.append(
    make("span", { className: "hidden" }, `${message.mine ? labels.you : labels.bot}: `),
    drawBubble(message, labels),
    drawChoices(message, press),
  );
  return box;
}

function drawBubble(message, labels) {
  const body = message.kind === "pre" ? drawBlock(message, labels) : drawLines(message);
  const bubble = make("div", { className: `bubble ${message.kind ?? "text"}` }, ...body);
  if (message.at) bubble.append(drawTime(message));
  return bubble;
}

function drawLines(message) {
  const lines = (message.lines ?? []).map((line) => make("p", { dir: "auto" }, ...(message.mine ? [line] : callable(line))));
  if (message.kind === "picture") return [drawPicture(message.picture), ...lines];
  return ["file", "voice"].includes(message.kind) ? [icon(message.kind), ...lines] : lines;
}

// A drawing of ours, or a chart that is in the message; the lines below it say what it shows.
function drawPicture(name) {
  if (name.startsWith("data:image/png;base64,")) return make("img", { className: "chart", src: name, alt: "" });
  return make("img", { className: "drawing", src: `/static/${name}.svg`, alt: "", width: 240, height: 200 });
}

// One tap calls: a frightened hand does not copy a number. Only what the school's own lines look like.
const NUMBER = /(?<![\d-])(11[23]|0\d{2,3}-\d{2,7}(?: \d{1,4}){0,3})(?![\d-])/;

function callable(line) {
  return line.split(NUMBER).map((part, index) =>
    index % 2 ? make("a", { className: "call", href: `tel:${part.replace(/\D/g, "")}`, textContent: part }) : part,
  );
}

function drawBlock(message, labels) {
  const words = (message.lines ?? []).join("\n");
  const said = make("span", { textContent: labels.copy });
  const button = make("button", { type: "button", className: "copy" }, icon("copy"), said);
  button.addEventListener("click", async () => {
    if (await copyText(words)) said.textContent = labels.copied;
    setTimeout(() => (said.textContent = labels.copy), 2500);
  });
  said.setAttribute("aria-live", "polite");
  return [make("pre", { dir: "auto", textContent: words, tabIndex: 0 }), button];
}

// In the time of the school: that is what "tomorrow at eight" means here.
function drawTime({ at, timezone }) {
  const moment = new Date(at);
  const shown = moment.toLocaleTimeString(document.documentElement.lang || "nl", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23", // as school clocks say it, also in a language that the browser does not know
    timeZone: timezone,
  });
  return make("time", { dateTime: at, textContent: shown });
}

function drawChoices(message, press) {
  const rows = (message.buttons ?? []).filter((row) => row.length);
  if (!rows.length) return "";
  const box = make("div", { className: "choices" });
  for (const row of rows) {
    box.append(make("div", { className: "row" }, ...row.map((b) => drawChoice(b, message, press))));
  }
  return box;
}

function drawChoice(choice, message, press) {
  const url = choice.url ? safeUrl(choice.url, message.base) : "";
  if (url) return drawLink(choice.label, url, /^[a-z]+$/.test(choice.url));
  const button = make("button", { type: "button", className: "choice", dir: "auto", textContent: choice.label });
  button.disabled = !choice.data;
  button.dataset.does = choice.data ?? "";
  button.addEventListener("click", () => press(choice, message, button));
  return button;
}

// What lies beside the chat itself is a file for whoever is in it.
function drawLink(label, url, file) {
  const link = make("a", { className: "choice", href: url, dir: "auto", textContent: label });
  if (file) link.download = "";
  else if (!url.startsWith("tel:")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return link;
}

// What is on its way: it stays visible until the server has it, and can be sent again.
export function drawUnsent(item, labels, again) {
  const box = drawMessage({ mine: true, lines: item.lines, kind: item.shape }, labels, () => {});
  box.classList.add("unsent");
  const note = make("p", { className: "note", role: "status" });
  const button = make("button", { type: "button", className: "again", hidden: true, textContent: labels.retry });
  button.addEventListener("click", again);
  const bar = make("progress", { max: 1, value: 0, hidden: true });
  bar.setAttribute("aria-label", labels.sending);
  box.append(make("div", { className: "fate" }, bar, note, button));
  return {
    box,
    show(state, sentence) {
      box.dataset.state = state;
      note.textContent = sentence ?? (state === "waiting" ? labels.unsent : "");
      button.hidden = state !== "waiting";
      if (state !== "sending") bar.hidden = true;
    },
    progress(share) {
      bar.hidden = share >= 1;
      bar.value = share;
    },
  };
}
