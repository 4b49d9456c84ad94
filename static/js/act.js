// The page of an act: the button says that it works, and rests; the first thing to correct gets the focus.
(() => {
  "use strict";
  const form = document.querySelector("form[data-busy]");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    const button = event.submitter || form.querySelector("button.primary");
    // After the form was taken: a button that rests is not sent along. Another listener may have held the form back.
    setTimeout(() => {
      if (event.defaultPrevented || !button) return;
      button.style.minWidth = `${button.offsetWidth}px`;
      button.dataset.resting = button.textContent;
      button.textContent = form.dataset.busy;
      button.disabled = true;
    });
  });
  window.addEventListener("pageshow", () => {
    form.querySelectorAll("[data-resting]").forEach((button) => {
      button.textContent = button.dataset.resting;
      delete button.dataset.resting;
      button.disabled = false;
    });
  });
  const wrong = form.querySelector("[aria-invalid=true]");
  const summary = document.getElementById("problems");
  if (summary) summary.focus(); else if (wrong) wrong.focus();
})();
