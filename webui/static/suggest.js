// Suggestions under a box for queries: an editable combobox with a list, as the ARIA Authoring Practices describe it.
(() => {
  "use strict";
  const PAUSE = 120, SHORTEST = 2;
  const said = document.body.dataset;

  const attach = (box) => {
    const frame = document.createElement("div");
    const list = document.createElement("ul");
    const status = document.createElement("span");
    frame.className = "combo";
    list.className = "options";
    list.id = `${box.id}-options`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.labels[0]?.textContent ?? "");
    status.className = "unseen";
    status.setAttribute("role", "status");
    box.replaceWith(frame);
    frame.append(box, list, status);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    Object.entries(roles).forEach(([name, value]) => box.setAttribute(name, value));

    let at = -1, waiting = 0, asked = null, typed = box.value;
    const options = () => [...list.children];
    const close = () => {
      list.hidden = true;
      at = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };
    const mark = (next) => {
      at = next;
      options().forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
      if (at < 0) box.removeAttribute("aria-activedescendant");
      else box.setAttribute("aria-activedescendant", options()[at].id);
      box.value = at < 0 ? typed : options()[at].dataset.query;
    };
    const choose = (option) => {
      close();
      if (option.dataset.headline) { location.assign(option.dataset.href); return; }
      box.value = option.dataset.query;
      box.form.requestSubmit();
    };
    const show = ([, queries, kinds, addresses, texts]) => {
      list.replaceChildren(...queries.map((query, place) => {
        const option = document.createElement("li"), text = document.createElement("span"), kind = document.createElement("span");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        Object.assign(option.dataset, { query, href: addresses[place] });
        if (new URL(addresses[place]).pathname.includes("/article/")) option.dataset.headline = "1";
        text.textContent = texts[place];
        text.dir = "auto";
        kind.textContent = kinds[place];
        kind.className = "kind";
        option.append(text, kind);
        return option;
      }));
      at = -1;
      list.hidden = !queries.length;
      box.setAttribute("aria-expanded", String(queries.length > 0));
      status.textContent = said.saySuggestions.replace("{number}", queries.length);
    };
    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      typed = box.value;
      if (typed.trim().length < SHORTEST) { close(); return; }
      try {
        const answer = await fetch(`${said.suggest}?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
        if (answer.ok && document.activeElement === box) show(await answer.json());
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    };

    box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, PAUSE); });
    box.addEventListener("blur", () => { clearTimeout(waiting); asked?.abort(); close(); });
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const many = options().length;
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        event.stopPropagation();
        box.value = typed;
        close();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && many) {
        event.preventDefault();
        if (list.hidden) { list.hidden = false; box.setAttribute("aria-expanded", "true"); }
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark(((at + 1 + step + many + 1) % (many + 1)) - 1);
      } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
        event.preventDefault();
        choose(options()[at]);
      }
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => choose(event.target.closest("li")));
  };
  document.querySelectorAll("input#q[type=search]").forEach(attach);
})();
