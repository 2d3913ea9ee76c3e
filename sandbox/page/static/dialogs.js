// Dialogs that the app opens: drawn anew when it changes them, what was written kept.
import { filled, uploaded } from "./filling.js";
import { road } from "./patching.js";

let shown = "";
let before = null;

export function drawDialog(html, act) {
  if (html === shown) return;
  shown = html;
  const holder = document.getElementById("dialog");
  const old = holder.querySelector("dialog");
  const kept = old ? filled(old, true) : [];
  const focused = old?.querySelector(":focus")?.id;
  if (!old) before = document.activeElement;
  const back = before && road(before);
  const files = old ? [...old.querySelectorAll("[type=file]")] : [];
  holder.innerHTML = html;
  const dialog = holder.querySelector("dialog");
  if (!dialog) return giveFocusBack(back);
  if (old?.dataset.view === dialog.dataset.view) restore(dialog, kept, files);
  listen(dialog, act);
  dialog.showModal();
  const wrong = dialog.querySelector("[aria-invalid]");
  const first = dialog.querySelector("[autofocus], .fields input, .fields select, .fields textarea, .fields button");
  (wrong || (focused && document.getElementById(focused)) || first)?.focus();
  wrong?.closest(".input")?.scrollIntoView({ block: "nearest" });
}

function listen(dialog, act) {
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    act({ do: "close", view: dialog.dataset.view });
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const button = dialog.querySelector("[type=submit]");
    if (!button || button.classList.contains("busy")) return;
    button.classList.add("busy");
    dialog.setAttribute("aria-busy", "true");
    act({ do: "submit", view: dialog.dataset.view, filled: filled(dialog) }).finally(() => {
      button.classList.remove("busy");
      dialog.removeAttribute("aria-busy");
    });
  });
}

function giveFocusBack(back) {
  const place = before?.isConnected ? before : back && document.querySelector(back);
  (place ?? document.getElementById("write"))?.focus();
  before = null;
}

// What was written stays when the app redraws a dialog, unless it renamed the field.
function restore(dialog, kept, files) {
  for (const [block, action, raw] of kept) {
    const named = `[data-block="${CSS.escape(block)}"][data-action="${CSS.escape(action)}"]`;
    for (const input of dialog.querySelectorAll(`input${named}, select${named}, textarea${named}`)) {
      const old = files.find((each) => each.matches(named));
      if (input.type === "checkbox" || input.type === "radio") input.checked = [raw].flat().includes(input.value);
      else if (input.type === "file") old && uploaded.has(old) && takeOver(input, old);
      else if (input.closest(".lookup")) input.closest(".lookup").querySelector(".picked").innerHTML = raw;
      else if (raw !== null) input.value = raw.local ?? raw;
    }
  }
}

function takeOver(input, old) {
  uploaded.set(input, uploaded.get(old));
  input.parentElement.querySelector(".uploaded").replaceChildren(...uploaded.get(old).map(named));
}

export function named(file) {
  const item = document.createElement("li");
  item.textContent = file.name;
  return item;
}
