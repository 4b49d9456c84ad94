// Keys: each belongs to a control that stands on the page and says so (data-key="n", data-key="g t"); this presses it.
// Single keys rest while somebody types. An account may switch the keys off; then this file is not loaded (/me/).
(() => {
  "use strict";
  const WAIT = 1000; // between the keys of a sequence
  const BY_CODE = { Slash: "/", Period: ".", BracketLeft: "[", BracketRight: "]" };
  const BY_CODE_SHIFTED = { Slash: "?" };
  const NO_TEXT = ["checkbox", "radio", "button", "submit", "reset", "file", "range", "color", "image"];
  const dialog = document.getElementById("keys-here");
  const say = (text) => document.dispatchEvent(new CustomEvent("tiaojie:status", { detail: { text, kind: "" } }));

  // --- what was pressed ---------------------------------------------------------------------------------------
  const composes = (event) => event.isComposing || event.keyCode === 229;
  const takesText = (thing) => thing.isContentEditable || /^(TEXTAREA|SELECT)$/.test(thing.tagName) ||
    (thing.tagName === "INPUT" && !NO_TEXT.includes(thing.type));

  // Under a Chinese input method a letter arrives as "Process" and a stop as "。": then the place of the key counts.
  const nameOf = (event) => {
    if (/^[\x21-\x7e]$/.test(event.key)) return (event.shiftKey && /[a-z]/i.test(event.key) ? "Shift+" : "") + event.key.toLowerCase();
    const shift = event.shiftKey ? "Shift+" : "";
    const letter = /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code);
    if (letter) return shift + letter[1].toLowerCase();
    if (event.shiftKey && BY_CODE_SHIFTED[event.code]) return BY_CODE_SHIFTED[event.code];
    return shift + (BY_CODE[event.code] || (event.code === "Space" ? "Space" : event.key));
  };

  // --- controls -----------------------------------------------------------------------------------------------
  // Some engines give what is folded away a place on the page all the same.
  const isFolded = (thing) => {
    const fold = thing && thing.closest("details:not([open])"), head = fold && fold.querySelector("summary");
    return Boolean(fold) && (!(head && head.contains(thing)) || isFolded(fold.parentElement));
  };
  const isShown = (thing) => thing.getClientRects().length > 0 && getComputedStyle(thing).visibility !== "hidden" && !isFolded(thing);
  // What lies in a folded menu is one step away and counts as shown when its heading is.
  const isAtHand = (thing) => {
    const fold = thing.closest("details:not([open])");
    return !thing.disabled && (isShown(thing) || (fold !== null && isShown(fold.querySelector("summary"))));
  };
  // Where two controls have the same key, the page's own wins over the frame's.
  const controls = () => {
    const found = new Map();
    const all = [...document.querySelectorAll("[data-key]")].filter(isAtHand);
    [...all.filter((one) => one.closest("main")), ...all].forEach((one) => {
      if (!found.has(one.dataset.key)) found.set(one.dataset.key, one);
    });
    return found;
  };
  const press = (control) => {
    const fold = control.closest("details:not([open])");
    if (fold && control.tagName !== "SUMMARY" && takesText(control)) fold.open = true;
    if (takesText(control)) {
      control.focus();
      if (control.select) control.select();
    } else {
      if (control.tagName === "SUMMARY") control.focus();
      control.click();
    }
  };

  let waiting = "", timer = 0;
  const forget = () => { clearTimeout(timer); if (waiting) say(""); waiting = ""; };
  const play = (key) => {
    const known = controls(), wanted = waiting ? `${waiting} ${key}` : key, wasWaiting = waiting !== "";
    forget();
    if (known.has(wanted)) { press(known.get(wanted)); return true; }
    if ([...known.keys()].some((one) => one.startsWith(`${wanted} `))) {
      waiting = wanted;
      say(`${wanted} …`);
      timer = setTimeout(forget, WAIT);
      return true;
    }
    return wasWaiting && play(key);
  };

  // --- rows of a list: the focus goes along, on the one link of the row ---------------------------------------
  const rows = () => [...document.querySelectorAll("[data-row]")].filter(isShown);
  const current = () => {
    const row = document.activeElement && document.activeElement.closest("[data-row]");
    return row || document.querySelector("[data-row].is-current");
  };
  const leave = () => document.querySelectorAll("[data-row].is-current").forEach((one) => one.classList.remove("is-current"));
  const linkOf = (row) => row.querySelector("a[href]:not([data-quick]):not([data-do])");
  let last = -1; // where the walk was, should the row have gone
  const walk = (step) => {
    const all = rows();
    if (!all.length) return false;
    const here = all.indexOf(current());
    const next = Math.max(0, Math.min(all.length - 1, here >= 0 ? here + step : last >= 0 ? last : 0));
    leave();
    const row = all[next], link = linkOf(row);
    last = next;
    row.classList.add("is-current");
    if (!link) row.tabIndex = -1;
    row.scrollIntoView({ block: "nearest" });
    (link || row).focus({ preventScroll: true });
    say(`${next + 1} / ${all.length}`);
    return true;
  };
  const inRow = (selector) => {
    const row = current(), found = row && row.querySelector(selector);
    if (!found || found.disabled) return false;
    found.click();
    return true;
  };
  const doNext = () => {
    if (inRow("[data-do]")) return true;
    const deed = [...document.querySelectorAll("main [data-do]")].find((one) => !one.closest("[data-row]") && isShown(one));
    if (deed) deed.click();
    return Boolean(deed);
  };
  const inList = (key, target) => {
    const acts = target.closest("a, button, summary, input, dialog");
    if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1);
    if (key === "x") return inRow("input[type=checkbox]");
    if (key === "Space") return !(acts && acts.tagName !== "A") && inRow("[data-quick]");
    if (key === "Shift+Enter") return !(acts && !acts.closest("[data-row]")) && doNext();
    if (key === "Enter" && !acts && current()) { const link = linkOf(current()); if (link) link.click(); return Boolean(link); }
    return false;
  };

  // --- keys that also work inside of fields -------------------------------------------------------------------
  const send = (field) => {
    const form = field.form || field.closest("form") || document.querySelector("form[data-main]");
    const button = form && (form.querySelector("button.primary:not([type=button])") || form.querySelector("button:not([type=button])"));
    if (button) button.click();
    return Boolean(button);
  };
  const withControl = (event) => {
    if (event.altKey || event.shiftKey) return false;
    if (event.key === "Enter") return send(event.target);
    const letter = event.code.replace("Key", "").toLowerCase();
    const control = letter === "s" ? [...document.querySelectorAll("[data-save]")].find(isAtHand)
      : letter === "k" ? document.getElementById("search") : null;
    if (control) press(control);
    return Boolean(control);
  };
  const escape = (event) => {
    if (document.activeElement !== event.target) return false; // a menu was closed already
    if (takesText(event.target)) { event.target.blur(); return true; }
    forget();
    leave();
    return false;
  };

  // --- the list of keys, made of what the page has ------------------------------------------------------------
  const wordsOf = (control) => {
    if (control.dataset.keyLabel) return control.dataset.keyLabel;
    if (control.labels && control.labels.length) return control.labels[0].textContent.trim();
    const copy = control.cloneNode(true);
    copy.querySelectorAll(".badge, .figure, [aria-hidden=true]").forEach((one) => one.remove());
    return control.getAttribute("aria-label") || copy.textContent.replace(/\s+/g, " ").trim() || control.title;
  };
  const line = (keys, words) => {
    const term = document.createElement("dt"), text = document.createElement("dd");
    keys.split(" ").forEach((one) => {
      const cap = document.createElement("kbd");
      cap.textContent = one;
      term.append(cap, " ");
    });
    text.textContent = words;
    return [term, text];
  };
  const list = () => {
    const lists = { page: dialog.querySelector("[data-keys=page]"), frame: dialog.querySelector("[data-keys=frame]") };
    Object.values(lists).forEach((one) => { one.textContent = ""; });
    controls().forEach((control, keys) => {
      lists[control.closest("main") ? "page" : "frame"].append(...line(keys, wordsOf(control)));
    });
    Object.values(lists).forEach((one) => { one.parentElement.hidden = !one.children.length; });
    dialog.querySelectorAll("[data-when]").forEach((one) => { one.hidden = !document.querySelector(one.dataset.when); });
  };
  let before = null;
  const show = () => {
    before = document.activeElement;
    list();
    dialog.showModal();
  };
  if (dialog && dialog.showModal) {
    dialog.addEventListener("close", () => { if (before && before.isConnected) before.focus(); });
    document.querySelectorAll("[data-keys-open]").forEach((one) => one.addEventListener("click", (event) => {
      event.preventDefault();
      const menu = one.closest("details[open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
      show();
    }));
  }

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.defaultPrevented || event.isComposing || !target.closest) return;
    const typing = takesText(target);
    if (typing && composes(event)) return;
    if (dialog && dialog.open) {
      if (nameOf(event) === "?") { event.preventDefault(); dialog.close(); }
      return;
    }
    let done = false;
    if (event.key === "Escape") done = escape(event);
    else if (event.ctrlKey || event.metaKey) done = withControl(event);
    else if (!event.altKey && !typing) {
      const key = nameOf(event);
      const steps = key === "j" || key === "k";
      if (event.repeat && !steps) return;
      done = (!waiting && inList(key, target)) || play(key);
    }
    if (done) event.preventDefault();
  });
})();
