// Replace what changed and nothing else, so that an open menu or a half-made choice survives.
const drawn = new WeakMap();

export function patch(holder, html) {
  const focused = holder.contains(document.activeElement) ? road(document.activeElement) : null;
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const oldList = holder.querySelector("[data-keyed]");
  const newList = fresh.content.querySelector("[data-keyed]");
  if (oldList && newList) {
    merge(oldList, newList);
    for (const part of [".bar", ".shelf", ".opening", ".welcome", ".earlier", ".status", ".prompts"]) {
      swap(holder, fresh.content, part);
    }
  } else {
    holder.innerHTML = html;
    remember(holder.querySelector("[data-keyed]"));
  }
  if (focused && document.activeElement === document.body) holder.querySelector(focused)?.focus();
}

// Nodes that stay are not moved: moving one would lose its focus, and say a live region anew.
function merge(oldList, newList) {
  const known = new Map([...oldList.children].map((each) => [each.id, each]));
  const wanted = [...newList.children].map((each) => {
    const old = known.get(each.id);
    if (old && drawn.get(old) === each.outerHTML) return old;
    drawn.set(each, each.outerHTML);
    if (old) keepOpen(old, each);
    return each;
  });
  const staying = new Set(wanted);
  known.forEach((old) => staying.has(old) || old.remove());
  wanted.forEach((each, index) => {
    if (oldList.children[index] !== each) oldList.insertBefore(each, oldList.children[index] ?? null);
  });
}

export function remember(list) {
  if (!list) return;
  drawn.set(list, true);
  for (const each of list.children) drawn.set(each, each.outerHTML);
}

// What somebody unfolded stays unfolded when the message around it is drawn anew.
export function keepOpen(old, fresh) {
  const before = [...old.querySelectorAll("details[data-stays]")];
  [...fresh.querySelectorAll("details[data-stays]")].forEach((each, index) => {
    const same = each.id ? before.find((old) => old.id === each.id) : before[index];
    if (same) each.open = same.open;
  });
}

function swap(holder, fresh, selector) {
  const [old, now] = [holder.querySelector(selector), fresh.querySelector(selector)];
  if (old && now) {
    keepOpen(old, now);
    if (old.outerHTML !== now.outerHTML) old.replaceWith(now);
  } else if (old) old.remove();
  else if (now) put(holder, now);
}

// It takes the place it has in the fresh drawing: after the same neighbour.
function put(holder, now) {
  const neighbour = now.previousElementSibling;
  const same = neighbour && holder.querySelector(neighbour.id ? `#${neighbour.id}` : `.${neighbour.className.split(" ")[0]}`);
  if (same) same.after(now);
  else holder.prepend(now);
}

// How to find the same element again after it was drawn anew.
export function road(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const home = element.closest("[id]");
  const { block, action, choice } = element.dataset;
  if (!home) return null;
  if (!action) return element.matches("summary") ? `#${CSS.escape(home.id)} summary` : `#${CSS.escape(home.id)} ${element.localName}`;
  const more = choice ? `[data-choice="${CSS.escape(choice)}"]` : "";
  return `#${CSS.escape(home.id)} [data-block="${CSS.escape(block)}"][data-action="${CSS.escape(action)}"]${more}`;
}
