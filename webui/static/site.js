// A few comforts; every page works without them.
(() => {
  "use strict";
  const all = (selector) => [...document.querySelectorAll(selector)];

  // A form sends only what was filled in, so that the address stays short enough to send to somebody.
  document.addEventListener("submit", (event) => {
    const plain = { sort: "relevance" };
    for (const field of event.target.elements) {
      if (field.name && (!field.value.trim() || field.value === plain[field.name])) field.disabled = true;
    }
  });
  // Coming back by the back button must find the fields usable again.
  addEventListener("pageshow", () => all("form :disabled").forEach((field) => { field.disabled = false; }));
  all("select[name=sort]").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));

  // Buttons for what only a script can do; the style sheet hides them where there is none.
  const said = document.body.dataset;
  const copied = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");  // addresses without TLS have no clipboard of their own
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };
  const copy = async (button, text) => {
    const before = button.textContent;
    await copied(text);
    button.textContent = said.sayCopied;
    setTimeout(() => { button.textContent = before; }, 2000);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.step) walk(".text mark", Number(button.dataset.step), (mark) => mark);
    if ("print" in button.dataset) print();
    if (button.dataset.copy) copy(button, button.dataset.copy);
    if (button.dataset.copyFrom) copy(button, document.getElementById(button.dataset.copyFrom).textContent);
  });

  // The form that writes a query shows while it is filled in what its button would show.
  all("form[data-live]").forEach((form) => {
    let waiting = 0, asked = null;
    const show = async () => {
      asked?.abort();
      asked = new AbortController();
      const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
      try {
        const page = new DOMParser().parseFromString(await (await fetch(address, { signal: asked.signal })).text(), "text/html");
        document.getElementById(form.dataset.live).replaceChildren(...page.getElementById(form.dataset.live).childNodes);
      } catch { /* the button still works */ }
    };
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 250); });
  });

  // j and k walk through the stories of a list, n and p through the marked places of a story.
  const walk = (selector, step, target) => {
    const places = all(selector);
    if (!places.length) return;
    const at = places.findIndex((place) => place.classList.contains("at"));
    const next = Math.min(Math.max(at + step, 0), places.length - 1);
    places.forEach((place, index) => place.classList.toggle("at", index === next));
    const focused = target(places[next]);
    focused.focus({ preventScroll: true });
    places[next].scrollIntoView({ block: "center" });
  };
  const keys = {
    "/": () => { const box = document.getElementById("q"); if (box) { box.focus(); box.select(); } },
    j: () => walk("main .story", 1, (story) => story.querySelector("a")),
    k: () => walk("main .story", -1, (story) => story.querySelector("a")),
    n: () => walk(".text mark", 1, (mark) => mark),
    p: () => walk(".text mark", -1, (mark) => mark),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape" && typing) typing.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // Dragging over several bars of a timeline asks for everything from the first to the last of them.
  for (const chart of all(".timeline svg")) {
    const bars = [...chart.querySelectorAll("a")];
    const under = (event) => bars.findIndex((bar) => {
      const box = bar.querySelector("rect").getBoundingClientRect();
      return event.clientX >= box.left && event.clientX < box.right;
    });
    let from = -1, to = -1;
    const show = () => bars.forEach((bar, index) =>
      bar.classList.toggle("within", from >= 0 && index >= Math.min(from, to) && index <= Math.max(from, to)));
    chart.addEventListener("dragstart", (event) => event.preventDefault());
    chart.addEventListener("pointerdown", (event) => { if (event.button === 0) from = to = under(event); });
    addEventListener("pointermove", (event) => {
      if (from < 0) return;
      const at = under(event);
      if (at >= 0 && at !== to) { to = at; show(); }
    });
    addEventListener("pointercancel", () => { from = to = -1; show(); });
    addEventListener("pointerup", () => {
      if (from >= 0 && from !== to) {
        const [address, end] = [Math.min(from, to), Math.max(from, to)].map((at) => new URL(bars[at].href.baseVal, location.href));
        address.searchParams.set("before", end.searchParams.get("before"));
        location.assign(address);
      }
      from = to = -1;
      show();
    });
  }
})();
