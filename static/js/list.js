// The list: results that change in place, ticks and their bar, the quick view. Everything works without it.
(() => {
  "use strict";
  const results = () => document.getElementById("results");
  const drawer = () => document.getElementById("drawer");
  let opener = null;

  const boxes = () => [...document.querySelectorAll("input[name=case][form=bulk]")];
  const showTicks = () => {
    const bulk = document.getElementById("bulk");
    if (!bulk) return;
    const ticked = boxes().filter((box) => box.checked);
    boxes().forEach((box) => box.closest("tr").classList.toggle("is-ticked", box.checked));
    const all = bulk.querySelector("input[name=all]");
    bulk.hidden = !ticked.length && !(all && all.checked);
    const words = bulk.querySelector("[data-ticked]");
    const label = words.dataset.words || (words.dataset.words = words.textContent);
    words.textContent = `${label}${label.endsWith("：") ? "" : " "}${ticked.length}`;
    const head = document.querySelector("[data-tick-all]");
    if (head) {
      head.checked = ticked.length > 0 && ticked.length === boxes().length;
      head.indeterminate = ticked.length > 0 && !head.checked;
    }
  };
  const prepare = () => {
    const cell = document.querySelector("thead th.tick");
    if (cell && !cell.querySelector("input")) {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.dataset.tickAll = "";
      box.setAttribute("aria-label", cell.textContent.trim());
      cell.append(box);
    }
    showTicks();
  };

  let last = null;
  document.addEventListener("click", (event) => {
    const box = event.target.closest("input[name=case][form=bulk]");
    if (box) {
      // With the shift key: all from the last one to this one.
      const all = boxes();
      if (event.shiftKey && last && all.includes(last)) {
        const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
        all.slice(from, to + 1).forEach((one) => { one.checked = box.checked; });
      }
      last = box;
      return;
    }
    const edit = event.target.closest("[data-edit]");
    const facet = edit && document.getElementById(`filter-${edit.dataset.edit}`);
    if (facet) {
      event.preventDefault();
      document.getElementById("filters").open = true;
      facet.open = true;
      facet.querySelector("input:not([type=hidden]), select:not(.is)").focus();
      return;
    }
    if (event.target.closest("[data-shut]")) { event.preventDefault(); shut(); return; }
    if (event.target.closest("a, button, input, label, summary, select")) return;
    // A press anywhere on a row opens it, unless somebody is marking text.
    const row = event.target.closest(".list [data-row]");
    if (row && !String(window.getSelection())) row.querySelector("th a").click();
  });
  document.addEventListener("change", (event) => {
    if ("tickAll" in event.target.dataset) boxes().forEach((box) => { box.checked = event.target.checked; });
    if (event.target.matches("input[name=case], input[name=all], [data-tick-all]")) showTicks();
  });

  const shut = () => {
    drawer().hidden = true;
    drawer().textContent = "";
    if (opener && document.contains(opener)) opener.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer() && !drawer().hidden) shut();
  });

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target === results()) results().setAttribute("aria-busy", "true");
    if (event.detail.target === drawer()) opener = event.detail.elt;
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.target && event.detail.target.id === "results") results().removeAttribute("aria-busy");
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === drawer()) {
      drawer().hidden = false;
      drawer().focus();
    }
    if (event.detail.target !== results()) return;
    prepare();
    const head = document.getElementById("results-head");
    document.dispatchEvent(new CustomEvent("tiaojie:status", { detail: { text: head.dataset.told, kind: "" } }));
    // What had the focus was swapped away: the list itself takes it.
    if (document.activeElement === document.body) head.focus({ preventScroll: true });
  });
  prepare();
  // On the way back the browser restores the ticks after this script has run.
  window.addEventListener("pageshow", () => { setTimeout(showTicks, 0); });
})();
