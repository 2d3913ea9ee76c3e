// The message box: Enter sends, Shift+Enter breaks a line, / and @ are completed.
export function completing(form, send) {
  const box = form.querySelector("textarea");
  const list = form.querySelector(".completions");
  const { commands, people } = JSON.parse(document.getElementById("completing").textContent);
  let offered = [];
  let chosen = 0;

  const size = () => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  };

  const started = () => {
    const before = box.value.slice(0, box.selectionStart);
    const command = before.match(/^\/\S*$/);
    const person = before.match(/(?:^|\s)(@[\w.-]*)$/);
    if (command) return [command[0], commands];
    return person ? [person[1], people] : ["", []];
  };

  const offer = () => {
    const [word, from] = started();
    offered = from.filter((each) => each.insert.toLowerCase().startsWith(word.toLowerCase()));
    if (offered.length === 1 && offered[0].insert === word && !offered[0].hint) offered = [];
    chosen = Math.min(chosen, Math.max(offered.length - 1, 0));
    list.hidden = offered.length === 0;
    list.replaceChildren(...offered.map(row));
    if (offered.length) box.setAttribute("aria-activedescendant", `${list.id}-${chosen}`);
    else box.removeAttribute("aria-activedescendant");
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
  };

  const row = (each, index) => {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.role = "option";
    item.ariaSelected = String(index === chosen);
    for (const [name, text] of [["name", each.insert], ["hint", each.hint], ["about", each.about]]) {
      const part = document.createElement(name === "name" ? "strong" : "span");
      part.className = name;
      part.textContent = text;
      item.append(part);
    }
    item.onmousedown = (event) => {
      event.preventDefault();
      take(index);
    };
    return item;
  };

  const take = (index) => {
    const [word] = started();
    const end = box.selectionStart;
    const start = end - word.length;
    box.setRangeText(`${offered[index].insert} `, start, end, "end");
    hide();
    box.focus();
  };

  const hide = () => {
    offered = [];
    chosen = 0;
    list.hidden = true;
    box.removeAttribute("aria-activedescendant");
  };

  const post = () => {
    const text = box.value.trim();
    if (!text) return;
    box.value = "";
    hide();
    size();
    send(text);
  };

  const move = (by) => {
    chosen = (chosen + by + offered.length) % offered.length;
    offer();
  };

  const whole = () => offered.some((each) => each.insert === started()[0]);

  box.addEventListener("input", () => {
    size();
    offer();
  });
  box.addEventListener("blur", hide);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (offered.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (offered.length && (event.key === "Tab" || (event.key === "Enter" && !whole()))) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape") {
      hide();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      post();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    post();
  });
}
