// The window: keeps its parts up to date, and sends what the person does.
import { completing } from "./completing.js";
import { confirmed, enlarge, toast } from "./asking.js";
import { drawDialog, named } from "./dialogs.js";
import { closeDrawer, drawDrawer, openDrawer } from "./drawer.js";
import { filled, uploaded, valueOf } from "./filling.js";
import { looking } from "./looking.js";
import { patch, remember } from "./patching.js";

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
  drawDialog(parts.dialog, act);
  await drawDrawer();
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

// Send the files that somebody chose; the form carries their identifiers.
async function upload(input) {
  input.setAttribute("aria-busy", "true");
  const answers = await Promise.all([...input.files].map((file) =>
    fetch(`/as/${who}/upload?${new URLSearchParams({ name: file.name })}`, { method: "POST", body: file })
      .then(async (answer) => ({ name: file.name, ...(await answer.json()) }))
      .catch(() => ({ error: "That file could not be sent." }))));
  answers.filter((each) => each.error).forEach((each) => toast(each.error));
  uploaded.set(input, answers.filter((each) => each.id));
  input.parentElement.querySelector(".uploaded").replaceChildren(...uploaded.get(input).map(named));
  input.removeAttribute("aria-busy");
}

function turn(button) {
  const data = button.closest(".data");
  const rows = [...data.querySelectorAll("tbody tr")];
  const [size, pages] = [Number(data.dataset.size), Number(data.dataset.pages)];
  const page = Math.min(Math.max(Number(data.dataset.page) + Number(button.dataset.turn), 0), pages - 1);
  data.dataset.page = page;
  rows.forEach((row, index) => (row.hidden = Math.floor(index / size) !== page));
  data.querySelector("[role=status]").textContent = `${page * size + 1}–${Math.min((page + 1) * size, rows.length)} of ${rows.length}`;
  const [back, on] = data.querySelectorAll("[data-turn]");
  back.disabled = page === 0;
  on.disabled = page === pages - 1;
  if (button.disabled) (button === on ? back : on).focus();
}

const insert = (text) => {
  const box = document.getElementById("write");
  box.value = text;
  box.focus();
  box.dispatchEvent(new Event("input"));
};

// What a click on each sort of thing does; the first that fits wins.
const CLICKS = {
  "[data-turn]": turn,
  "[data-send]": (held) => send(held.dataset.send),
  "[data-insert]": (held) => insert(held.dataset.insert),
  "[data-large]": enlarge,
  "[data-close]": (held) => act({ do: "close", view: held.closest("dialog").dataset.view, all: held.dataset.close === "all" }),
  "[data-shortcut]": (held) => act({ do: "shortcut", name: held.dataset.shortcut, ...post(held) }),
  "[data-behind]": (held) => openDrawer(held.dataset.behind, post(held), held.closest("details")?.querySelector("summary")),
  "[data-drawer]": (held) => (held.dataset.drawer && held.getAttribute("aria-expanded") !== "true" ? openDrawer(held.dataset.drawer) : closeDrawer()),
  "#menu": () => list(true),
  "#veil, .entry": () => list(false),
};

const post = (held) => {
  const { channel: at, ts } = held.closest("[data-where]")?.dataset ?? {};
  return ts ? { channel: at, ts } : {};
};

function list(open) {
  document.body.classList.toggle("listing", open);
  if (open) document.querySelector("#sidebar .entry")?.focus();
}

function fold(target = null) {
  for (const open of document.querySelectorAll("details[open]:not([data-stays])")) {
    if (!open.contains(target)) open.removeAttribute("open");
  }
  for (const open of document.querySelectorAll("details.many[open]")) {
    if (!open.contains(target)) open.removeAttribute("open");
  }
}

document.addEventListener("click", async (event) => {
  const on = (selector) => event.target.closest(selector);
  const link = on("a[href]");
  fold(event.target);
  if (link?.origin === location.origin && link.pathname.startsWith("/archives/")) {
    event.preventDefault();
    return location.assign(`${link.pathname}?as=${who}`);
  }
  const pressed = on("[data-press]");
  if (pressed) {
    if (!(await confirmed(pressed))) return;
    if (pressed.dataset.url?.match(/^https?:/)) window.open(pressed.dataset.url, "_blank", "noopener");
    press(pressed, pressed.dataset.choice);
  } else {
    const [selector] = Object.keys(CLICKS).filter(on);
    if (selector) CLICKS[selector](on(selector));
  }
  if (on(".menu button")) on("details:not(.many)")?.removeAttribute("open");
});

// What a lock screen shows is written when it is asked for: said twice, it would be found twice.
document.addEventListener("toggle", (event) => {
  const banner = event.target.open && event.target.querySelector(".banner:empty");
  if (!banner) return;
  const from = document.createElement("strong");
  from.textContent = banner.dataset.from;
  banner.append(from, ` ${banner.dataset.in}\n${banner.dataset.text}`);
}, true);

// A menu opens upwards where it would not fit below.
document.addEventListener("toggle", (event) => {
  const menu = event.target.open && event.target.querySelector(":scope > .menu");
  if (!menu || event.target.matches(".shortcuts")) return;
  menu.classList.remove("up");
  const area = menu.closest(".scroll, .fields")?.getBoundingClientRect().bottom ?? innerHeight;
  const { top, bottom, height } = menu.getBoundingClientRect();
  if (bottom > area && top > height) menu.classList.add("up");
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const open = document.activeElement?.closest("details[open]:not([data-stays]), details.many[open]");
  if (open) {
    open.removeAttribute("open");
    return open.querySelector("summary").focus();
  }
  if (document.querySelector("details[open]:not([data-stays])")) return fold();
  if (document.body.classList.contains("listing")) {
    list(false);
    return document.getElementById("menu").focus();
  }
  if (document.getElementById("drawer").contains(document.activeElement)) return closeDrawer();
  if (document.getElementById("thread").contains(document.activeElement)) document.querySelector("#thread .shut")?.click();
});

document.addEventListener("change", async (event) => {
  const held = event.target.closest("[data-action]");
  if (!held || held.closest(".lookup")) return;
  if (held.type === "file") await upload(held);
  chosen(held);
});

async function chosen(held) {
  if ("quiet" in held.dataset || !held.closest("[data-where]")) return;
  if (await confirmed(held)) press(held, valueOf(held));
}

looking(who, chosen);

main.addEventListener("scroll", (event) => {
  const area = event.target;
  if (area.id === "scroll") atEnd = area.scrollHeight - area.scrollTop - area.clientHeight < 60;
}, true);
main.addEventListener("load", () => atEnd && scrollToEnd(), true);

for (const form of document.querySelectorAll(".composer")) {
  completing(form, (text) => send(text, form.dataset.thread));
}

document.querySelectorAll("[data-keyed]").forEach(remember);
scrollToEnd();
// What is new is read from its beginning.
const fresh = document.getElementById(`m${document.body.dataset.new}`);
if (fresh) {
  fresh.classList.add("fresh");
  fresh.scrollIntoView();
  atEnd = fresh.getBoundingClientRect().top > scroller().getBoundingClientRect().top + 40;
}
document.getElementById(location.hash.slice(1))?.scrollIntoView();
new EventSource("/live").onmessage = refresh;
document.addEventListener("visibilitychange", refresh);
act({ do: "open", channel, tab });
