// The chat page: one conversation, filling the window, and the lock of a colleague's device.

import { Chat } from "./chat.js";
import { WayOut } from "./leave.js";
import { Live } from "./live.js";
import { Lock } from "./lock.js";

const element = document.getElementById("chat");
const base = element.dataset.base;
const chat = new Chat(element, base, { alone: true });
new WayOut(chat, element.dataset.away);
const live = new Live([chat]);
const start = () => live.start();
const lock = new Lock(element, base, { opened: start, shut: start });
chat.addEventListener("locked", (event) => lock.show(event.detail));
chat.addEventListener("unlocked", () => lock.hide());
live.start();
