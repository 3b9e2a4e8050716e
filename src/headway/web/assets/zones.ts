/** Fills in the browser's own time zone where an account is made, unless another was typed there. */
export function guessZone(): void {
  const field = document.querySelector<HTMLInputElement>("input[data-zone]");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!field || field.dataset.zone || field.value !== field.defaultValue) return;
  field.dataset.zone = zone;
  if (zone && field.defaultValue === "UTC") field.value = zone;
}
