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

let events = null;
let lost = false;
let over = false;
let busy = false;
let again = false;

async function refresh() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (answer.status === 401 || answer.redirected) {
      over = true;
      hush();
      say("You are signed out: reload to sign in again.");
    } else if (answer.ok) {
      takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
  } catch {
    // The next change, or the next connection, asks again.
  } finally {
    busy = false;
    if (again) { again = false; if (events) refresh(); }
  }
}

// listen hears of changes while somebody can see the page: browsers give all windows of a site a few connections together.
function listen() {
  if (events || over || document.visibilityState !== "visible") return;
  events = new EventSource(address);
  events.addEventListener("changed", refresh);
  events.addEventListener("open", () => { say("Live: the numbers follow the record."); if (lost) refresh(); lost = false; });
  events.addEventListener("error", () => { lost = true; say("Not connected: reload to see what is new."); });
}

// hush lets the connection go; what is missed is fetched by whoever listens next.
function hush() {
  if (!events) return;
  events.close();
  events = null;
  lost = true;
}

// The clock on every page is no reason: a page without numbers, such as the result of an audit, would be made again and again.
if (address && window.EventSource && document.querySelector("main [data-live]")) {
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") listen(); else hush(); });
  window.addEventListener("pagehide", hush);
  window.addEventListener("pageshow", listen);
  listen();
}
