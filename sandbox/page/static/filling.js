// What a dialog or message holds: [block, action, value] for each of its inputs.
export const uploaded = new WeakMap();

export function valueOf(input) {
  if (input.type === "checkbox" || input.type === "radio") {
    const alike = [...input.closest(".ticks").querySelectorAll("input")];
    const chosen = alike.filter((each) => each.checked).map((each) => each.value);
    return input.type === "radio" ? (chosen[0] ?? null) : chosen;
  }
  const { kind } = input.dataset;
  // The workspace knows the person's zone; the browser's own may be another.
  if (kind === "datetimepicker") return input.value ? { local: input.value } : null;
  if (kind === "file_input") return { files: (uploaded.get(input) ?? []).map((file) => file.id) };
  if (kind?.endsWith("external_select")) {
    const picked = [...input.closest(".lookup").querySelectorAll("[data-drop]")].map((each) => each.dataset.drop);
    return kind === "external_select" ? (picked[0] ?? null) : picked;
  }
  return input.value || null;
}

// `drawn` asks for a lookup's chosen entries as they are drawn, to draw them again.
export function filled(area, drawn = false) {
  const values = new Map();
  for (const input of area.querySelectorAll("input[data-action], select[data-action], textarea[data-action]")) {
    const { block, action } = input.dataset;
    const lookup = drawn && input.closest(".lookup");
    values.set(`${block}/${action}`, [block, action, lookup ? lookup.querySelector(".picked").innerHTML : valueOf(input)]);
  }
  return [...values.values()];
}
