/** Fills in the browser's own time zone where an account is made. */
export function guessZone(): void {
  const field = document.querySelector<HTMLInputElement>("input[data-zone]");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (field && zone && field.value === field.defaultValue) field.value = zone;
}
