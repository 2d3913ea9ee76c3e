// Replace what changed and nothing else, so that an open menu or a half-made choice survives.
const drawn = new WeakMap();

export function patch(holder, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const oldList = holder.querySelector("[data-keyed]");
  const newList = fresh.content.querySelector("[data-keyed]");
  if (!oldList || !newList) {
    holder.innerHTML = html;
    remember(holder.querySelector("[data-keyed]"));
    return;
  }
  if (!drawn.has(oldList)) remember(oldList);
  const known = new Map([...oldList.children].map((each) => [each.id, each]));
  for (const each of [...newList.children]) {
    const old = known.get(each.id);
    known.delete(each.id);
    if (old && drawn.get(old) === each.outerHTML) {
      oldList.append(old);
    } else {
      drawn.set(each, each.outerHTML);
      oldList.append(each);
      old?.remove();
    }
  }
  known.forEach((gone) => gone.remove());
  header(holder, fresh.content);
}

function remember(list) {
  if (!list) return;
  drawn.set(list, true);
  for (const each of list.children) drawn.set(each, each.outerHTML);
}

function header(holder, fresh) {
  const [old, now] = [holder.querySelector(".bar"), fresh.querySelector(".bar")];
  if (old && now && old.outerHTML !== now.outerHTML) old.replaceWith(now);
}
