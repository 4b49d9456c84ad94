// The calculator: once there is an answer, changing a question brings the new one; the old one stays until it is there.
// The answer can be printed from its page.
(() => {
  "use strict";
  const mayPrint = () => document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
  mayPrint();
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-plain]")) event.target.select(); });
  const form = document.getElementById("questions"), result = document.getElementById("result");
  if (!form || !result || !window.fetch || !document.getElementById("answer")) return;
  let waiting = 0, asked = 0;
  const ask = async () => {
    const mine = ++asked;
    result.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
      if (mine !== asked || answer.redirected || ![200, 422].includes(answer.status)) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // An answer that no longer fits gives way to what is to be corrected.
      const parts = page.getElementById("result").children.length ? page.getElementById("result").children : [page.getElementById("problems")];
      document.querySelectorAll("#problems").forEach((old) => old.remove());
      result.replaceChildren(...parts);
      mayPrint();
    } catch { /* no connection: the button tells */ } finally {
      if (mine === asked) result.removeAttribute("aria-busy");
    }
  };
  form.addEventListener("change", () => { clearTimeout(waiting); waiting = setTimeout(ask, 300); });
})();
