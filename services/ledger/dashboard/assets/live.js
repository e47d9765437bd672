// Keeps the numbers of a page fresh: when the server says that something has changed, the page is fetched again and
// what is marked data-live is taken over from it. Scroll, focus and what is typed or unfolded stay. Without this
// script everything works by reloading.
"use strict";

const address = document.body.dataset.events;
const pulse = document.getElementById("pulse");

function say(words) {
  if (pulse.textContent !== words) pulse.textContent = words;
}

// keep notes what a part's unfolded and focused elements are, to find them in its successor.
function keep(part) {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const mark = focused && (focused.id ? "#" + CSS.escape(focused.id) : focused.getAttribute("href") && `[href="${CSS.escape(focused.getAttribute("href"))}"]`);
  const open = [...part.querySelectorAll("details[id][open]")].map((d) => d.id);
  return () => {
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (mark) part.querySelector(mark)?.focus({ preventScroll: true });
  };
}

function takeOver(fresh) {
  for (const part of document.querySelectorAll("[data-live][id]")) {
    const next = fresh.getElementById(part.id);
    if (!next || next.innerHTML === part.innerHTML) continue;
    if (part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea, iframe")) continue;
    const restore = keep(part);
    part.replaceChildren(...next.childNodes);
    for (const { name, value } of next.attributes) part.setAttribute(name, value);
    restore();
  }
}

let busy = false;
let again = false;

async function refresh() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (answer.ok && !answer.redirected) takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The next change, or the next connection, asks again.
  } finally {
    busy = false;
    if (again) { again = false; refresh(); }
  }
}

if (address && window.EventSource && document.querySelector("[data-live]")) {
  const events = new EventSource(address);
  let lost = false;
  events.addEventListener("changed", () => { if (document.visibilityState === "visible") refresh(); else again = true; });
  events.addEventListener("open", () => { say("Live: the numbers follow the record."); if (lost) refresh(); lost = false; });
  events.addEventListener("error", () => { lost = true; say("Not connected: reload to see what is new."); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible" && again && !busy) { again = false; refresh(); } });
  window.addEventListener("pagehide", () => events.close());
}
