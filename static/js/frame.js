// The frame: words of the status line, fresh fragments when a page is looked at again, menus that close, forms sent once.
(() => {
  "use strict";
  const status = document.getElementById("status");
  const say = (text, kind) => { if (status) { status.textContent = text; status.dataset.kind = kind || ""; } };
  document.addEventListener("tiaojie:status", (event) => say(event.detail.text, event.detail.kind));

  window.addEventListener("offline", () => say(status.dataset.offline, "offline"));
  window.addEventListener("online", () => say(status.dataset.online, "online"));
  // Nothing is sent into the void: the page with what was typed stays.
  document.addEventListener("submit", (event) => {
    if (navigator.onLine === false) { event.preventDefault(); say(status.dataset.offline, "offline"); }
  }, true);

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) document.body.dispatchEvent(new CustomEvent("tiaojie:seen"));
  });

  const open = () => [...document.querySelectorAll("details.menu[open]")];
  document.addEventListener("click", (event) => {
    open().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });

  // A number for the clipboard; pressed again within a second, its whole title. Stations without https have no other way.
  let lastCopy = { at: 0, from: null };
  const copy = (text) => {
    const box = document.createElement("textarea"), before = document.activeElement;
    box.className = "visually-hidden";
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    if (before) before.focus({ preventScroll: true });
    say(`${status.dataset.copied} ${text}`, "saved");
  };
  document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const isAgain = lastCopy.from === button && event.timeStamp - lastCopy.at < 1000;
    lastCopy = { at: event.timeStamp, from: button };
    copy(isAgain ? button.dataset.copyTitle || button.dataset.copy : button.dataset.copy);
  });

  // Language and menu load the page anew: what was typed into a form that keeps no draft is asked about first.
  let isDirty = false;
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.matches("form[data-main]:not([data-draft])")) isDirty = true;
  });
  document.addEventListener("submit", (event) => {
    const words = event.target.dataset.leaves;
    if (words && isDirty && !window.confirm(words)) event.preventDefault();
  }, true);

  // A choice that speaks for itself is sent without its button; the button stays for those who have no script.
  document.querySelectorAll("select[data-submits]").forEach((select) => {
    const button = select.form.querySelector("button");
    if (button) button.hidden = true;
    select.addEventListener("change", () => select.form.submit());
  });

  // Sent once: the button rests until the answer is there (the way back wakes it).
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || "download" in form.dataset) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; form.removeAttribute("aria-busy"); });
  });
})();
