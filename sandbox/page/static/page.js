// The window: keeps its parts up to date, and sends what the person does.
import { completing } from "./completing.js";
import { confirmed, enlarge, toast } from "./asking.js";
import { filled, valueOf } from "./filling.js";
import { patch } from "./patching.js";

const { who, place, channel, tab, thread } = document.body.dataset;
const main = document.getElementById("main");
const shown = new Map();
let atEnd = true;

const scroller = () => document.getElementById("scroll");
const scrollToEnd = () => {
  const area = scroller();
  if (area && tab !== "home") area.scrollTop = area.scrollHeight;
};

async function act(wanted) {
  const answer = await fetch(`/as/${who}/act`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wanted),
  }).catch(() => null);
  if (!answer || !answer.ok) {
    toast("That did not work. Is the workspace still running?");
    return;
  }
  const { notices } = await answer.json();
  notices.forEach((text) => toast(text));
  await refresh();
}

// One refresh at a time; a change meanwhile asks for one more.
let running = null;
let again = false;
function refresh() {
  if (running) {
    again = true;
    return running;
  }
  running = draw().finally(() => {
    running = null;
    if (again) {
      again = false;
      return refresh();
    }
  });
  return running;
}

async function draw() {
  const query = new URLSearchParams({ tab, thread });
  if (document.visibilityState === "visible" && tab !== "home") query.set("seen", "1");
  const answer = await fetch(`/as/${who}/${encodeURIComponent(place)}/parts?${query}`).catch(() => null);
  if (!answer || !answer.ok) return;
  const parts = await answer.json();
  if (parts.gone) return location.assign("/");
  drawSidebar(parts.sidebar);
  if (parts.main !== shown.get("main")) {
    shown.set("main", parts.main);
    patch(main, parts.main);
    if (atEnd) scrollToEnd();
  }
  if (parts.thread !== shown.get("thread")) {
    shown.set("thread", parts.thread);
    patch(document.getElementById("replies"), parts.thread);
  }
  drawDialog(parts.dialog);
}

function drawSidebar(html) {
  if (html === shown.get("sidebar")) return;
  const sidebar = document.getElementById("sidebar");
  const before = new Map([...sidebar.querySelectorAll(".entry")].map((e) => [e.pathname, Number(e.dataset.unread)]));
  const open = sidebar.querySelector("details")?.open;
  if (open) return;
  const top = sidebar.querySelector("nav").scrollTop;
  sidebar.innerHTML = html;
  sidebar.querySelector("nav").scrollTop = top;
  if (shown.has("sidebar")) {
    for (const entry of sidebar.querySelectorAll(".entry")) {
      if (Number(entry.dataset.unread) > (before.get(entry.pathname) ?? 0) && entry.querySelector(".avatar")) {
        toast(`New message from ${entry.dataset.title}`, entry.href);
      }
    }
  }
  shown.set("sidebar", html);
}

function drawDialog(html) {
  if (html === shown.get("dialog")) return;
  shown.set("dialog", html);
  const holder = document.getElementById("dialog");
  const old = holder.querySelector("dialog");
  const kept = old ? filled(old) : [];
  const focused = old?.querySelector(":focus")?.id;
  holder.innerHTML = html;
  const dialog = holder.querySelector("dialog");
  if (!dialog) return;
  if (old) {
    restore(dialog, kept);
  }
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    act({ do: "close", view: dialog.dataset.view });
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const button = dialog.querySelector("[type=submit]");
    if (!button || button.classList.contains("busy")) return;
    button.classList.add("busy");
    act({ do: "submit", view: dialog.dataset.view, filled: filled(dialog) }).finally(() => button.classList.remove("busy"));
  });
  dialog.showModal();
  const wrong = dialog.querySelector("[aria-invalid]");
  (wrong || (focused && document.getElementById(focused)) || dialog.querySelector(".fields input, .fields select, .fields textarea"))?.focus();
}

// What was written stays when the app redraws a dialog, unless it renamed the field.
function restore(dialog, kept) {
  for (const [block, action, raw] of kept) {
    for (const input of dialog.querySelectorAll(`[data-block="${CSS.escape(block)}"][data-action="${CSS.escape(action)}"]`)) {
      if (input.type === "checkbox" || input.type === "radio") input.checked = [raw].flat().includes(input.value);
      else if (raw !== null && input.dataset.kind !== "datetimepicker") input.value = raw;
    }
  }
}

function press(held, choice) {
  if (held.classList.contains("busy")) return;
  const where = held.closest("[data-where]").dataset;
  held.classList.add("busy");
  act({
    do: "press",
    view: where.view,
    channel: where.channel,
    ts: where.ts,
    block: held.dataset.block,
    action: held.dataset.action,
    choice,
    filled: filled(held.closest("[data-where]")),
  }).finally(() => held.classList.remove("busy"));
}

const send = (text, under = "") => {
  if (!under) atEnd = true;
  return act({ do: "type", channel, text, thread: under });
};

document.addEventListener("click", async (event) => {
  const on = (selector) => event.target.closest(selector);
  const link = on("a[href]");
  if (link?.origin === location.origin && link.pathname.startsWith("/archives/")) {
    event.preventDefault();
    return location.assign(`${link.pathname}?as=${who}`);
  }
  const pressed = on("[data-press]");
  if (pressed) {
    pressed.closest("details")?.removeAttribute("open");
    if (!(await confirmed(pressed))) return;
    if (pressed.dataset.url?.match(/^https?:/)) window.open(pressed.dataset.url, "_blank", "noopener");
    return press(pressed, pressed.dataset.choice);
  }
  if (on("[data-send]")) return send(on("[data-send]").dataset.send);
  if (on("[data-large]")) return enlarge(on("[data-large]"));
  if (on("[data-close]")) {
    return act({ do: "close", view: on("dialog").dataset.view, all: on("[data-close]").dataset.close === "all" });
  }
  if (on("#menu")) return document.body.classList.add("listing");
  if (on("#veil") || on(".entry")) document.body.classList.remove("listing");
  for (const open of document.querySelectorAll("details[open]")) {
    if (!open.contains(event.target)) open.removeAttribute("open");
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.body.classList.remove("listing");
  document.querySelectorAll("details[open]").forEach((open) => open.removeAttribute("open"));
});

document.addEventListener("change", async (event) => {
  const held = event.target.closest("[data-action]");
  if (!held || "quiet" in held.dataset || !held.closest("[data-where]")) return;
  if (await confirmed(held)) press(held, valueOf(held));
});

main.addEventListener("scroll", (event) => {
  const area = event.target;
  if (area.id === "scroll") atEnd = area.scrollHeight - area.scrollTop - area.clientHeight < 60;
}, true);
main.addEventListener("load", () => atEnd && scrollToEnd(), true);

for (const form of document.querySelectorAll(".composer")) {
  completing(form, (text) => send(text, form.dataset.thread));
}

scrollToEnd();
document.getElementById(location.hash.slice(1))?.scrollIntoView();
new EventSource("/live").onmessage = refresh;
document.addEventListener("visibilitychange", refresh);
act({ do: "open", channel, tab });
