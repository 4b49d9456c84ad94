// The page of intake: another channel may be another rhythm; an employer of the register fills its fields in place.
(() => {
  "use strict";
  const form = document.querySelector("form.intake");
  if (!form) return;
  const rhythm = (channel) => (channel === "phone" || channel === "oral" ? channel : "counter");
  const button = form.querySelector("[data-switch]");
  // Buttons for those who have no script.
  const tidy = () => form.querySelectorAll("[data-without-script]").forEach((one) => { one.hidden = true; });
  tidy();
  form.addEventListener("htmx:afterSwap", tidy);

  form.addEventListener("change", (event) => {
    if (event.target.name === "channel" && rhythm(event.target.value) !== form.dataset.rhythm) form.requestSubmit(button);
  });

  const close = (found) => { found.textContent = ""; };
  form.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-fills]");
    if (!chosen) return;
    event.preventDefault();
    const side = chosen.dataset.side;
    Object.entries(JSON.parse(chosen.dataset.fills)).forEach(([name, value]) => { form.elements[`${side}-${name}`].value = value; });
    const field = form.elements[`${side}-phone`];
    close(chosen.closest(".found"));
    field.focus();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  form.addEventListener("keydown", (event) => {
    const lookup = event.key === "Escape" && event.target.closest(".lookup");
    if (lookup) { close(lookup.querySelector(".found")); lookup.querySelector("input").focus(); }
  });
  // The list goes when the field and the list are left, and does not come when its answer is late.
  form.addEventListener("htmx:afterSwap", (event) => {
    const lookup = event.target.closest(".lookup");
    if (lookup && !lookup.contains(document.activeElement)) close(lookup.querySelector(".found"));
  });
  form.addEventListener("focusin", (event) => {
    form.querySelectorAll(".lookup").forEach((one) => { if (!one.contains(event.target)) close(one.querySelector(".found")); });
  });
})();
