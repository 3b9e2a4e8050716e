/** A form that leads back to the page it stands on leaves no second entry in the browser's history. */
document.addEventListener("htmx:before:history:update", (event) => {
  const { history } = (event as CustomEvent<{ history: { type: string; path: string } }>).detail;
  if (history.path === location.pathname + location.search) history.type = "replace";
});
