/** A tick is shown the moment it is tapped; what the server answers then takes its place. */
document.addEventListener("htmx:before:request", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.tick) return;
  const button = form.querySelector("button");
  if (button?.hasAttribute("aria-pressed")) {
    button.setAttribute("aria-pressed", String(form.dataset.tick === "done"));
  }
});
