// The chat page: one conversation, filling the window.

import { Chat } from "./chat.js";
import { Live } from "./live.js";

const element = document.getElementById("chat");
const chat = new Chat(element, element.dataset.base, { alone: true });
new Live([chat]).start();
