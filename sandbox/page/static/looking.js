// External selects: what is written is asked of the app, and one of its answers is chosen.
const PAUSE = 200;
let waiting = 0;

export function looking(who, choose) {
  document.addEventListener("input", (event) => {
    const lookup = event.target.closest(".lookup");
    if (!lookup) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(lookup, event.target), PAUSE);
  });
  document.addEventListener("keydown", (event) => {
    const lookup = event.target.closest?.(".lookup");
    if (lookup && event.target.matches("input")) key(event, lookup);
  });
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest(".offered [role=option]");
    if (!option) return;
    event.preventDefault();
    take(option.closest(".lookup"), option);
  });
  document.addEventListener("click", (event) => {
    const dropped = event.target.closest("[data-drop]");
    if (!dropped) return;
    const lookup = dropped.closest(".lookup");
    dropped.remove();
    lookup.querySelector("input").focus();
    choose(lookup.querySelector("input"));
  });
  document.addEventListener("focusout", (event) => {
    const lookup = event.target.closest?.(".lookup");
    if (lookup) hide(lookup);
  });

  async function ask(lookup, input) {
    if (input.value.length < Number(lookup.dataset.least)) return hide(lookup);
    const where = lookup.closest("[data-where]").dataset;
    const answer = await fetch(`/as/${who}/suggest`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        view: where.view, channel: where.channel, ts: where.ts,
        block: input.dataset.block, action: input.dataset.action, query: input.value,
      }),
    }).catch(() => null);
    if (!answer?.ok) return hide(lookup);
    const { options } = await answer.json();
    const list = lookup.querySelector(".offered");
    list.replaceChildren(...options.map((each, index) => row(list, each, index)));
    if (!options.length) list.textContent = "Nothing fits";
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(lookup, 0);
    list.scrollIntoView({ block: "nearest" });
  }

  function take(lookup, option) {
    const input = lookup.querySelector("input");
    const picked = lookup.querySelector(".picked");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pick";
    button.dataset.drop = option.dataset.value;
    button.append(`${option.textContent} `, part("✕", "aria-hidden"), part(", take away", "hidden"));
    if ("many" in lookup.dataset) picked.append(button);
    else picked.replaceChildren(button);
    input.value = "";
    hide(lookup);
    choose(input);
  }

  function key(event, lookup) {
    const options = [...lookup.querySelectorAll("[role=option]")];
    const at = options.findIndex((each) => each.ariaSelected === "true");
    if (lookup.querySelector(".offered").hidden || !options.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(lookup, (at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(lookup, options[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      hide(lookup);
    }
  }
}

function part(text, kind) {
  const node = document.createElement("span");
  if (kind === "hidden") node.className = kind;
  else node.setAttribute(kind, "true");
  node.textContent = text;
  return node;
}

function row(list, each, index) {
  const item = document.createElement("span");
  item.role = "option";
  item.id = `${list.id}-${index}`;
  item.dataset.value = each.value;
  item.textContent = each.text;
  return item;
}

function mark(lookup, chosen) {
  const options = [...lookup.querySelectorAll("[role=option]")];
  options.forEach((each, index) => (each.ariaSelected = String(index === chosen)));
  if (options[chosen]) lookup.querySelector("input").setAttribute("aria-activedescendant", options[chosen].id);
}

function hide(lookup) {
  const input = lookup.querySelector("input");
  lookup.querySelector(".offered").hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}
