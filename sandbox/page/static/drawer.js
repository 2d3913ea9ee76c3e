// The drawer for the curious: what was sent, calls, deliveries, faults and the clock.
import { keepOpen } from "./patching.js";
import { toast } from "./asking.js";

const { who, tab } = document.body.dataset;
const drawer = document.getElementById("drawer");
const body = document.getElementById("behind");
const kept = window.sessionStorage;
let asked = {};
let opener = null;

const part = () => kept.getItem("drawer") ?? "";

export function openDrawer(name, about = null, from = document.activeElement) {
  if (!part()) opener = from;
  kept.setItem("drawer", name);
  if (about) asked = about;
  show();
  drawer.querySelector("[aria-current]")?.focus();
  return drawDrawer();
}

export function closeDrawer() {
  if (!part()) return false;
  kept.removeItem("drawer");
  show();
  (opener?.isConnected ? opener : document.querySelector(".curious"))?.focus();
  opener = null;
  return true;
}

let turn = 0;

export async function drawDrawer() {
  show();
  if (!part()) return;
  const mine = ++turn;
  const answer = await fetch(`/as/${who}/behind/${part()}?${new URLSearchParams({ tab, ...asked })}`).catch(() => null);
  if (!answer?.ok) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = await answer.text();
  if (mine !== turn) return;
  if (body.dataset.part === part()) renew(fresh.content);
  else body.replaceChildren(fresh.content);
  body.dataset.part = part();
}

// What is the same stays, and so does a form that somebody may be filling in.
function renew(fresh) {
  keepOpen(body, fresh);
  const label = body.contains(document.activeElement) ? document.activeElement.dataset.body : "";
  [...fresh.children].forEach((now, index) => {
    const old = body.children[index];
    if (!old) body.append(now);
    else if (old.outerHTML !== now.outerHTML && !now.matches("form")) old.replaceWith(now);
  });
  if (label) body.querySelector(`[data-body="${CSS.escape(label)}"]`)?.focus();
}

function show() {
  const name = part();
  drawer.hidden = !name;
  for (const button of drawer.querySelectorAll("nav button")) {
    if (button.dataset.drawer === name) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  document.querySelector(".curious")?.setAttribute("aria-expanded", String(Boolean(name)));
}

async function control(door, wanted) {
  const answer = await fetch(`/_control/${door}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wanted),
  }).catch(() => null);
  if (!answer?.ok) toast((await answer?.json())?.error ?? "That did not work.");
  return drawDrawer();
}

drawer.addEventListener("click", (event) => {
  const held = event.target.closest("[data-control]");
  if (held) return control(held.dataset.control, JSON.parse(held.dataset.body));
  const copied = event.target.closest("[data-copy]");
  if (copied) {
    navigator.clipboard?.writeText(copied.nextElementSibling.textContent);
    toast("Copied.");
  }
});

drawer.addEventListener("submit", (event) => {
  event.preventDefault();
  const [what, method, times] = ["fault-what", "fault-method", "fault-times"].map((id) => document.getElementById(id).value);
  const wanted = JSON.parse(what);
  if ("method" in wanted) wanted.method = method;
  const calls = "method" in wanted;
  control("faults", { ...wanted, times: times ? Number(times) : calls ? null : 100 });
});

drawer.addEventListener("change", (event) => {
  if (event.target.id !== "fault-what") return;
  document.getElementById("fault-method").disabled = !("calls" in event.target.selectedOptions[0].dataset);
});
