/* The dates appear beside the form while it is filled in, and only the fields of the chosen rhythm are shown. Without this script a button shows the dates. */
(() => {
  "use strict";
  const FIELDS = ["start_date", "start_time", "end_date", "end_time", "all_day", "after_clock_change", "frequency", "interval", "weekdays",
    "month_weekdays", "month_days", "until", "count", "excluded_dates", "added_dates", "skip_holidays", "changed_date", "csrfmiddlewaretoken"];
  const REPEATS = ["DAILY", "WEEKLY", "MONTHLY"];
  const RHYTHM = {
    interval: REPEATS, until: REPEATS, count: REPEATS, skip_holidays: REPEATS, excluded_dates: REPEATS,
    weekdays: ["WEEKLY"], month_weekdays: ["MONTHLY"], month_days: ["MONTHLY"],
  };
  const start = (panel) => {
    const form = panel.closest("form");
    const result = panel.querySelector("[data-dates-preview-result]");
    let timer = 0;
    let asked = 0;
    const show = async () => {
      const all = new FormData(form);
      const data = new FormData();
      FIELDS.forEach((name) => all.getAll(name).forEach((value) => data.append(name, value)));
      const number = (asked += 1);
      try {
        const response = await fetch(panel.dataset.datesPreview, {
          method: "POST", body: data, credentials: "same-origin", headers: { "X-Requested-With": "XMLHttpRequest" },
        });
        if (response.ok && number === asked) {
          result.innerHTML = await response.text();
          result.querySelectorAll("[data-add-date]").forEach((button) => { button.hidden = false; });
        }
      } catch { /* without a connection the last preview stays */ }
    };
    const rhythm = () => {
      const chosen = form.elements.frequency ? form.elements.frequency.value : "";
      Object.entries(RHYTHM).forEach(([name, frequencies]) => {
        const field = form.querySelector(`[data-contentpath="${name}"]`);
        const wrapper = field && field.closest(".w-panel__wrapper");
        if (wrapper) wrapper.hidden = !frequencies.includes(chosen);
      });
    };
    const changed = (event) => {
      if (!FIELDS.includes(event.target.name)) return;
      if (event.target.name === "frequency") rhythm();
      window.clearTimeout(timer);
      timer = window.setTimeout(show, 400);
    };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    result.addEventListener("click", (event) => {
      const button = event.target.closest("[data-add-date]");
      const lines = form.elements.added_dates;
      if (!button || !lines) return;
      lines.value = `${lines.value.trimEnd()}\n${button.dataset.addDate}`.trim();
      lines.dispatchEvent(new Event("input", { bubbles: true }));
    });
    rhythm();
    show();
  };
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-dates-preview]").forEach(start));
})();
