// The demo: a made-up school, everyone side by side, and a clock that can jump.

import { Chat } from "./chat.js";
import { make } from "./dom.js";
import { Live } from "./live.js";

const panes = document.getElementById("panes");
const people = document.getElementById("people");
const shown = document.getElementById("now");
let busy = null; // the pane one is talking in
let clock = { offset: 0, timezone: "UTC" };

class UnreadChat extends Chat {
  receive(message) {
    super.receive(message);
    if (!message.mine && !message.removed) this.noticed?.();
  }
}

function addPerson({ slug, title, subtitle, hint }) {
  const id = `pane-${slug}`;
  const heading = make("h2", { id: `${id}-name` }, title, make("small", { textContent: subtitle ?? "" }));
  const place = make("div");
  const pane = make("section", { id, className: "pane", "aria-labelledby": heading.id }, place);
  const dot = make("span", { className: "dot", hidden: true }, make("span", { className: "hidden", textContent: people.dataset.new }));
  const tab = make("button", { type: "button", className: "person" }, title, dot);
  panes.append(pane);
  people.append(tab);
  const chat = new UnreadChat(place, `/p/${slug}`);
  chat.title.replaceWith(heading); // here it matters more who sits there than what it is called
  if (hint) chat.banner.before(make("p", { className: "hint", textContent: hint }));
  tab.addEventListener("click", () => show(pane, chat));
  for (const sign of ["focusin", "pointerdown"]) pane.addEventListener(sign, () => (busy = pane));
  return { chat, pane, tab, dot };
}

function show(pane, chat) {
  panes.scrollTo({ left: pane.offsetLeft - panes.offsetLeft - (narrow() ? 0 : 16), behavior: "smooth" });
  pane.inert = false;
  if (!narrow()) chat.focus();
}

const narrow = () => matchMedia("(max-width: 44rem)").matches;

// A pane outside the window is out of reach for keyboard and screen reader, and keeps its dot.
function watch(all) {
  const seen = new IntersectionObserver((entries) => entries.forEach(mark), { root: panes, threshold: [0, 0.6] });
  const mark = ({ target, intersectionRatio }) => {
    const person = all.find(({ pane }) => pane === target);
    person.visible = intersectionRatio >= 0.6;
    person.tab.setAttribute("aria-current", String(person.visible));
    person.pane.inert = narrow() && !person.visible;
    if (!person.visible) return;
    person.dot.hidden = true;
    if (narrow()) person.tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  all.forEach((person) => seen.observe(person.pane));
}

function notice(person) {
  person.chat.noticed = () => {
    person.dot.hidden = Boolean(person.visible);
    if (person.pane !== busy) flash(person.pane);
  };
}

// Draws the eye to a ping while one is busy in another pane.
function flash(pane) {
  pane.classList.remove("news");
  void pane.offsetWidth; // starts the animation again
  pane.classList.add("news");
}

function setClock({ now, timezone }) {
  clock = { offset: new Date(now) - Date.now(), timezone };
  showClock();
}

function showClock() {
  const moment = new Date(Date.now() + clock.offset);
  shown.dateTime = moment.toISOString();
  const words = moment.toLocaleString(document.documentElement.lang, {
    timeZone: clock.timezone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  if (shown.textContent !== words) shown.textContent = words;
}

async function jump(button) {
  button.disabled = true;
  const answer = await fetch("/demo/clock", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Maatje": "1" },
    body: JSON.stringify({ to: button.dataset.to }),
  }).catch(() => null);
  if (answer?.ok) setClock(await answer.json());
  button.disabled = false;
  button.focus();
}

async function start() {
  const state = await (await fetch("/demo/state")).json();
  setClock(state);
  setInterval(showClock, 1000);
  const all = state.personas.map(addPerson);
  document.querySelectorAll("[data-to]").forEach((b) => b.addEventListener("click", () => jump(b)));
  watch(all);
  await new Live(all.map(({ chat }) => chat)).start();
  all.forEach(notice);
}

start();
