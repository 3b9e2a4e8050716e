/** Small kindnesses of fields: a colour that is picked is chosen, what is to be copied is copied by a button, and a form
 * that was sent is as new. */

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || !field.dataset.picks) return;
  const choice = document.getElementById(field.dataset.picks);
  if (!(choice instanceof HTMLInputElement)) return;
  choice.checked = true;
  choice.parentElement?.querySelector(".swatch")?.setAttribute("color", field.value);
});

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button[data-copy]") : null;
  const field = document.getElementById(button?.dataset.copy ?? "");
  if (!button || !(field instanceof HTMLInputElement)) return;
  field.select();
  await navigator.clipboard.writeText(field.value);
  button.textContent = button.dataset.copied ?? button.textContent;
});

document.addEventListener("htmx:before:swap", (event) => {
  const { sourceElement, response } = (event as CustomEvent<{ ctx: { sourceElement: Element; response?: { status: number } } }>).detail.ctx;
  if (sourceElement instanceof HTMLFormElement && response?.status === 200) sourceElement.reset();
});

/** Shows the buttons that copy, where the browser lets pages do that. */
export function offerCopies(): void {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLElement>("button[data-copy]")) button.hidden = false;
}
