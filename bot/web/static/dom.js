// Makes elements; text only ever goes in as text, never as markup.

const PATHS = {
  attach: "M21 11.5 12.4 20a5.5 5.5 0 0 1-7.8-7.8l8.9-8.8a3.7 3.7 0 0 1 5.2 5.2l-8.8 8.8a1.8 1.8 0 0 1-2.6-2.6l8-8",
  send: "M12 20V4m0 0-7 7m7-7 7 7",
  record: "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11.5a7 7 0 0 0 14 0M12 18.5V22",
  cancel: "M5 7h14M10 11v6m4-6v6M7 7l1 13h8l1-13M9.5 7V4h5v3",
  stop: "M7 7h10v10H7z",
  copy: "M9 9h11v12H9zM5 15H4V3h11v2",
  hear: "M4 9.5v5h4l5 4v-13l-5 4zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11",
  newest: "M12 4v16m0 0 7-7m-7 7-7-7",
  file: "M14 3H6v18h12V7zm0 0v4h4",
  voice: "M4 10v4m4-8v12m4-15v18m4-14v10m4-7v4",
};

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name in element && name !== "role") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  picture.append(path);
  return picture;
}

// A link of any other kind could run a script or open another program.
export function safeUrl(url, base = "") {
  try {
    const parsed = new URL(url, `${location.origin}${base}/`);
    return ["http:", "https:", "tel:"].includes(parsed.protocol) ? parsed.href : "";
  } catch {
    return "";
  }
}

export async function copyText(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return copyBySelection(words);
  }
}

// Without https (a school's own network) the clipboard is out of reach; a selection is not.
function copyBySelection(words) {
  const field = make("textarea", { className: "hidden", value: words });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
