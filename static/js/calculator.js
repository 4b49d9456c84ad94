// The calculator: once there is an answer, changing a question brings the new one; the old one stays until it is there.
(() => {
  "use strict";
  const form = document.getElementById("questions");
  let result = document.getElementById("result"), waiting = 0, asked = 0;
  if (!form || !result || !window.fetch) return;
  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-plain]")) event.target.select(); });
  const ask = async () => {
    const mine = ++asked;
    result.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Background": "1" } });
      if (mine !== asked || answer.status !== 200 || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("result");
      if (fresh && fresh.firstElementChild) { result.replaceWith(fresh); result = fresh; }
    } catch { /* offline: the button says so */ } finally {
      if (mine === asked) result.removeAttribute("aria-busy");
    }
  };
  form.addEventListener("change", () => {
    if (!document.getElementById("answer")) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 300);
  });
})();
