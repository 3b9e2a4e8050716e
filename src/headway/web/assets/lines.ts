/** Lines against time: what draws them is loaded only where there is one to draw. */
async function draw(): Promise<void> {
  const figures = document.querySelectorAll<HTMLElement>("[data-chart]");
  if (figures.length === 0) return;
  const { drawLine } = await import("./chart.ts");
  figures.forEach(drawLine);
}

document.addEventListener("htmx:after:swap", () => void draw());
void draw();
