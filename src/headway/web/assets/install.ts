/** Lets the browser keep the pages, where it can: on HTTPS, and on this machine itself. */
window.addEventListener("load", () => {
  void navigator.serviceWorker?.register("/service-worker.js", { updateViaCache: "none" }).catch(() => undefined);
});
