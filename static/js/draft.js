// A draft saved as one types: to this tab at once, to the server 1.5 s after the last key. What the server has leaves
// the tab; what it does not have yet waits in sessionStorage until its author is signed in here again.
(() => {
  "use strict";
  const QUIET = 1500, AGAIN = 5000, MARK = "draft:";
  const say = (text, kind) => document.dispatchEvent(new CustomEvent("tiaojie:status", { detail: { text, kind } }));
  const kept = () => Object.keys(sessionStorage).filter((name) => name.startsWith(MARK));

  // Registered: nothing of it stays here.
  const done = document.querySelector("[data-draft-done]");
  if (done) kept().filter((name) => name.endsWith(done.dataset.draftDone)).forEach((name) => sessionStorage.removeItem(name));

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const words = form.dataset, mine = `${MARK}${words.owner}:`;
  let key = mine + words.draft;
  // Another person sits here now: what the last one typed is not theirs to carry.
  kept().filter((name) => !name.startsWith(mine)).forEach((name) => sessionStorage.removeItem(name));

  const token = () => {
    const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    return cookie ? cookie[1] : form.elements.csrfmiddlewaretoken.value;
  };
  const written = () => {
    const fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => { if (name !== "csrfmiddlewaretoken") fields.append(name, value); });
    return fields.toString();
  };
  // What nobody has just typed is sent in the background: an empty chair keeps no session alive.
  const send = (address, body, more, isTyped) => fetch(address, Object.assign({
    method: "POST", body, credentials: "same-origin", redirect: "manual",
    headers: Object.assign({ "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token() }, isTyped ? {} : { "X-Background": "1" }),
  }, more));

  // Another window wrote to this draft: from now on this one has a draft of its own.
  const adopt = (id) => {
    if (!id || id === words.draft) return;
    const body = sessionStorage.getItem(key);
    words.draftUrl = words.draftUrl.replace(words.draft, id);
    words.pageUrl = words.pageUrl.replace(words.draft, id);
    sessionStorage.removeItem(key);
    words.draft = form.elements.token.value = id;
    key = mine + id;
    if (body !== null) sessionStorage.setItem(key, body);
  };

  let timer = 0, isSending = false, isLeaving = false, isTyped = false, isGone = false;
  const keep = () => sessionStorage.setItem(key, written());
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };

  async function save() {
    const body = sessionStorage.getItem(key);
    if (isSending || isLeaving || body === null) return;
    isSending = true;
    say(words.saving, "saving");
    const typed = isTyped;
    isTyped = false;
    try {
      const answer = await send(words.draftUrl, body, {}, typed);
      if (answer.status === 200) {
        const told = await answer.json();
        // Only what has arrived may go; keys pressed meanwhile wait for their own turn.
        if (sessionStorage.getItem(key) === body) sessionStorage.removeItem(key);
        adopt(told.draft);
        say(`${words.saved}${words.saved.endsWith("：") ? "" : " "}${told.saved}`, "saved");
        if (location.search.indexOf(words.draft) < 0) history.replaceState(null, "", words.pageUrl);
      } else if (answer.status === 409) {
        const told = await answer.json();
        isGone = true;
        sessionStorage.removeItem(key);
        say(told.thrown_away ? words.thrownAway : words.used, "error");
        return;
      } else if (answer.type === "opaqueredirect") {
        say(words.ended, "error");
        later(AGAIN);
      } else if (answer.status >= 400 && answer.status < 500) {
        // The same words would be refused again: the copy stays in this tab, the next key tries anew.
        say(words.refused, "error");
      } else {
        say(words.offline, "offline");
        later(AGAIN);
      }
    } catch (error) {
      say(words.offline, "offline");
      later(AGAIN);
    } finally {
      isSending = false;
    }
    const rest = sessionStorage.getItem(key);
    if (rest !== null && rest !== body) later(QUIET);
  }

  const changed = () => { if (isGone) return; keep(); isTyped = true; later(QUIET); };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  document.body.addEventListener("htmx:afterSwap", (event) => { if (form.contains(event.target) && event.target.id !== "checked") changed(); });
  window.addEventListener("online", () => later(0));
  form.addEventListener("submit", (event) => {
    if (!isGone) keep();
    if (event.defaultPrevented) { later(0); return; }
    form.elements.csrfmiddlewaretoken.value = token();
    clearTimeout(timer);
    isLeaving = true;
  });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  window.addEventListener("pagehide", () => {
    const body = sessionStorage.getItem(key);
    if (body !== null && !isLeaving) send(words.draftUrl, body, { keepalive: body.length < 60000 }, isTyped).catch(() => {});
  });

  // Ctrl+S and the button without leaving the page.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-save]");
    if (!button || !navigator.onLine || isGone) return;
    event.preventDefault();
    keep();
    isTyped = true;
    later(0);
  });

  // What was typed in this tab before the session or the network ended.
  const left = sessionStorage.getItem(key);
  if ("newest" in words) {
    changed();
  } else if (left !== null) {
    send(words.draftUrl, left).then((answer) => {
      if (answer.status !== 200 && answer.status !== 409) return later(AGAIN);
      sessionStorage.removeItem(key);
      return answer.status === 200 && answer.json().then((told) => {
        if (told.is_news) location.replace(words.pageUrl.replace(words.draft, told.draft));
      });
    }).catch(() => later(AGAIN));
  } else {
    const other = kept().find((name) => name.startsWith(mine));
    if (!other) return;
    const swap = (address, id) => address.replace(words.draft, id);
    send(swap(words.draftUrl, other.slice(mine.length)), sessionStorage.getItem(other)).then((answer) => {
      if (answer.status !== 200 && answer.status !== 409 && answer.status !== 404) return;
      sessionStorage.removeItem(other);
      // An empty page gives way to words that nobody had yet; they had been lost with the session or the network.
      return answer.status === 200 && answer.json().then((told) => {
        if (told.is_news && location.search.indexOf("draft=") < 0) location.replace(swap(words.pageUrl, told.draft));
      });
    }).catch(() => {});
  }
})();
