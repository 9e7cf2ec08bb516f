// Clippings kept in this browser: the buttons beside stories, and the list of what was collected.
(() => {
  "use strict";
  const KEY = "clippings", said = document.body.dataset;
  if ("personal" in said) return;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const read = () => {
    try {
      const held = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(held) ? held.filter((each) => Number.isInteger(each?.id)) : [];
    } catch { return []; }
  };
  const counts = () => all("[data-clippings]").forEach((place) => { place.textContent = read().length || ""; });
  const keep = (held) => {
    try { localStorage.setItem(KEY, JSON.stringify(held)); } catch { return; }
    counts();
  };
  const button = (each) => {
    const held = read().some((clip) => clip.id === Number(each.dataset.clip));
    each.textContent = held ? said.sayUnclip : said.sayClip;
    each.setAttribute("aria-pressed", String(held));
  };
  const story = (each) => {
    const within = each.closest(".story") ?? document.querySelector(".text");
    const date = within.querySelector("time");
    const origin = [date?.textContent, within.querySelector(".source")?.textContent].filter(Boolean).join(" · ");
    return { id: Number(each.dataset.clip), headline: within.querySelector("h1, h2, h3").textContent.trim(), origin, note: "" };
  };
  document.addEventListener("click", (event) => {
    const each = event.target.closest("[data-clip]");
    if (!each) return;
    const held = read(), number = Number(each.dataset.clip);
    keep(held.some((clip) => clip.id === number) ? held.filter((clip) => clip.id !== number) : [...held, story(each)]);
    all("[data-clip]").forEach(button);
  });

  const form = document.querySelector("form[data-kept]");
  const show = () => {
    const held = read(), list = form.querySelector("ol"), pattern = document.querySelector("template[data-clipping]");
    list.replaceChildren(...held.map((clip) => {
      const item = pattern.content.cloneNode(true).querySelector("li"), link = item.querySelector("h2 a");
      item.querySelector("[name=id]").value = clip.id;
      link.href = said.article.replace("0", clip.id);
      link.textContent = clip.headline;
      item.querySelector("[data-origin]").textContent = clip.origin;
      item.querySelector("textarea").value = clip.note ?? "";
      all("bdi", item).forEach((name) => { name.textContent = clip.headline; });
      return item;
    }));
    form.hidden = !held.length;
    document.querySelector("[data-none]").hidden = held.length > 0;
  };
  if (form) {
    show();
    form.addEventListener("input", (event) => {
      const at = all("li", form).indexOf(event.target.closest("li"));
      keep(read().map((clip, place) => (place === at ? { ...clip, note: event.target.value } : clip)));
    });
    form.addEventListener("click", (event) => {
      const what = event.target.closest("[data-do]")?.dataset.do, at = all("li", form).indexOf(event.target.closest("li"));
      if (event.target.closest("[data-clear]")) { keep([]); show(); }
      if (!what) return;
      const held = read(), [clip] = held.splice(at, 1), to = at + { up: -1, down: 1 }[what];
      if (what !== "remove") held.splice(Math.max(to, 0), 0, clip);
      keep(held);
      show();
      all(`[data-do=${what}]`, form)[Math.min(Math.max(what === "remove" ? at : to, 0), held.length - 1)]?.focus();
    });
  }
  all("[data-clip]").forEach(button);
  counts();
})();
