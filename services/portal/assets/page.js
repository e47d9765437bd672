// The page works without this. It adds what only a script can do: copying a text, and opening the part that a link
// names. Findings that come as one types are htmx's, by the attributes in the templates.
(() => {
  "use strict";

  // A text that can be copied is an element's value, or what stands in it.
  const textOf = (element) => element.value ?? element.textContent;

  const copy = async (button) => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(textOf(source));
    } catch {
      // Without the right to the clipboard the text is selected, so that the reader can copy it.
      if (source.select) source.select();
      else getSelection().selectAllChildren(source);
      return;
    }
    const label = button.textContent;
    button.textContent = button.dataset.done;
    document.getElementById("spoken").textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = label;
      document.getElementById("spoken").textContent = "";
    }, 2000);
  };

  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target; part; part = part.parentElement?.closest("details")) {
      if (part.matches("details")) part.open = true;
    }
    if (target) target.scrollIntoView();
  };

  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });
  addEventListener("hashchange", open);
  open();
})();
