// Small windows over the page: a question, a large picture, a passing line.
function over(className, build) {
  const dialog = document.createElement("dialog");
  dialog.className = className;
  build(dialog);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close(""));
  dialog.showModal();
  return dialog;
}

const made = (tag, className, text) => {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
};

export function confirmed(held) {
  if (!held.dataset.confirm) return Promise.resolve(true);
  const asked = JSON.parse(held.dataset.confirm);
  return new Promise((resolve) => {
    const dialog = over("confirm", (node) => {
      const words = made("p", "text", "");
      words.innerHTML = asked.text;
      const foot = made("footer", "", "");
      const no = made("button", "button", asked.deny);
      const yes = made("button", asked.style === "danger" ? "button danger solid" : "button primary", asked.confirm);
      no.onclick = () => node.close("no");
      yes.onclick = () => node.close("yes");
      foot.append(no, yes);
      const title = made("h2", "", asked.title);
      title.id = "confirm-title";
      node.setAttribute("aria-labelledby", title.id);
      node.append(title, words, foot);
    });
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"));
  });
}

export function enlarge(button) {
  const small = button.querySelector("img");
  over("large", (node) => {
    node.setAttribute("aria-label", small.alt);
    const picture = new Image();
    picture.src = button.dataset.large;
    picture.alt = small.alt;
    const foot = made("figcaption", "", "");
    const shut = made("button", "button", "Close");
    shut.onclick = () => node.close();
    foot.append(made("span", "", button.dataset.caption), shut);
    node.append(picture, foot);
  });
}

export function toast(text, href) {
  const node = made("div", "toast", "");
  node.append(made("span", "", text));
  if (href) {
    const link = made("a", "", "Open");
    link.href = href;
    node.append(link);
  }
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), 7000);
}
