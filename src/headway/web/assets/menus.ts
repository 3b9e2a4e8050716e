/** As many times a week as days are picked: the number follows the days until it is made less than them. */
const DAYS = "WEEKLY.specificDays";

document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.name !== DAYS || !target.form) return;
  const times = target.form.elements.namedItem("WEEKLY.timesPerWeek");
  if (!(times instanceof HTMLSelectElement)) return;
  const now = target.form.querySelectorAll(`[name="${DAYS}"]:checked`).length;
  const before = now + (target.checked ? -1 : 1);
  const followed = before === 0 || Number(times.value) >= Math.min(before, now);
  if (now > 0 && followed) times.value = String(now);
});
