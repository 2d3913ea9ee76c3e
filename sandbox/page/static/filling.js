// What a dialog or message holds: [block, action, value] for each of its inputs.
export function valueOf(input) {
  if (input.type === "checkbox" || input.type === "radio") {
    const alike = [...input.closest(".ticks").querySelectorAll("input")];
    const chosen = alike.filter((each) => each.checked).map((each) => each.value);
    return input.type === "radio" ? (chosen[0] ?? null) : chosen;
  }
  if (input.dataset.kind === "datetimepicker") {
    return input.value ? String(Math.floor(new Date(input.value).getTime() / 1000)) : null;
  }
  return input.value || null;
}

export function filled(area) {
  const values = new Map();
  for (const input of area.querySelectorAll("input[data-action], select[data-action], textarea[data-action]")) {
    const { block, action } = input.dataset;
    values.set(`${block}/${action}`, [block, action, valueOf(input)]);
  }
  return [...values.values()];
}
