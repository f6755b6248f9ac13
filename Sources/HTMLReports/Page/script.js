"use strict";
(() => {
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));

  // What is searched is what a scenario's line says, put together once.
  const scenarios = all("li.scenario").map((item) => ({
    item,
    details: one("details", item),
    status: item.dataset.status,
    tags: new Set(all("summary .tag", item).map((tag) => tag.textContent)),
    text: one("summary", item).textContent.toLowerCase().replace(/\s+/g, " "),
  }));
  const search = one("#search");
  const tag = one("#tag");
  const statuses = all("input[name=status]");

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    const wanted = new Set(statuses.filter((box) => box.checked).map((box) => box.value));
    const chosen = tag ? tag.value : "";
    let count = 0;
    for (const scenario of scenarios) {
      const fits = wanted.has(scenario.status)
        && (chosen === "" || scenario.tags.has(chosen))
        && words.every((word) => scenario.text.includes(word));
      scenario.item.hidden = !fits;
      if (fits) count += 1;
    }
    one("#shown").textContent = count + " of " + scenarios.length + " shown";
  }

  function showAll() {
    search.value = "";
    if (tag) tag.value = "";
    for (const box of statuses) box.checked = true;
    filter();
  }

  function openTarget() {
    const target = document.getElementById(location.hash.slice(1));
    if (!(target instanceof HTMLDetailsElement)) return;
    const item = target.closest("li.scenario");
    if (item && item.hidden) showAll();
    target.open = true;
    // What was never drawn has a guessed height: as it is drawn on the way, the place moves.
    let steps = 40;
    let last = NaN;
    const step = () => {
      target.scrollIntoView({ behavior: "instant" });
      const top = target.getBoundingClientRect().top;
      steps = top === last ? Math.min(steps, 3) - 1 : steps - 1;
      last = top;
      if (steps > 0) requestAnimationFrame(step);
    };
    step();
  }

  // Squarified: rows are filled along the shorter side as long as that makes their parts squarer.
  function layout(nodes, x, y, width, height) {
    const places = [];
    let rest = nodes.filter((node) => node.bytes > 0).sort((a, b) => b.bytes - a.bytes);
    let sum = rest.reduce((total, node) => total + node.bytes, 0);
    while (rest.length > 0 && width > 1 && height > 1) {
      const side = Math.min(width, height);
      const scale = (width * height) / sum;
      let row = 0;
      let taken = 0;
      let worst = Infinity;
      while (row < rest.length) {
        const area = (taken + rest[row].bytes) * scale;
        const thick = area / side;
        const least = (rest[row].bytes * scale) / thick;
        const most = (rest[0].bytes * scale) / thick;
        const ratio = Math.max(most / thick, thick / least);
        if (ratio > worst) break;
        worst = ratio;
        taken += rest[row].bytes;
        row += 1;
      }
      const thick = (taken * scale) / side;
      let along = 0;
      for (const node of rest.slice(0, row)) {
        const length = (node.bytes * scale) / thick;
        places.push(width >= height
          ? { node, x, y: y + along, width: thick, height: length }
          : { node, x: x + along, y, width: length, height: thick });
        along += length;
      }
      if (width >= height) { x += thick; width -= thick; } else { y += thick; height -= thick; }
      sum -= taken;
      rest = rest.slice(row);
    }
    return places;
  }

  function element(name, attributes, parent) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
    parent.append(made);
    return made;
  }

  // A directory that holds nothing but a directory is one box with both names.
  function joined(node) {
    const [child] = node.children;
    if (node.children.length !== 1 || child.kind !== "directory") return node;
    return joined({ ...child, name: node.name + child.name });
  }

  function draw(svg, nodes, x, y, width, height) {
    for (const place of layout(nodes.map(joined), x, y, width, height)) {
      const group = element("g", {}, svg);
      const isOpen = place.node.children.length > 0 && place.width > 24 && place.height > 36;
      element("rect", { class: isOpen ? "directory" : place.node.kind === "other" ? "other" : "", x: place.x, y: place.y, width: place.width, height: place.height }, group);
      element("title", {}, group).textContent = place.node.path + ": " + place.node.size;
      const letters = Math.floor((place.width - 8) / 6.8);
      if (place.height > 18 && letters > 3) {
        const name = place.node.name;
        element("text", { x: place.x + 4, y: place.y + 14 }, group).textContent =
          name.length > letters ? name.slice(0, letters - 1) + "…" : name;
      }
      if (isOpen) {
        draw(svg, place.node.children, place.x + 3, place.y + 19, place.width - 6, place.height - 22);
      }
    }
  }

  function drawMap(details) {
    const place = one(".map", details);
    if (!place || place.firstChild) return;
    const open = [{ children: [] }];
    for (const row of all(".contents tbody tr", details)) {
      const path = row.cells[0].textContent;
      const depth = Number(row.dataset.depth);
      const node = {
        path, name: path.replace(/^.*\/(?=.)/, ""), kind: row.className, bytes: Number(row.dataset.bytes),
        size: row.cells[1].textContent, children: [],
      };
      open.length = depth + 1;
      open[depth].children.push(node);
      open.push(node);
    }
    // Of one or two boxes nothing is to be seen.
    if (all("tbody tr:not(.directory)", one(".contents", details)).length < 3) return;
    const width = Math.max(280, Math.round(place.clientWidth));
    const height = Math.round(Math.min(320, Math.max(160, width / 3)));
    const svg = element("svg", { viewBox: "0 0 " + width + " " + height, role: "img" }, place);
    svg.setAttribute("aria-label", "What is in the context, by size; the table below has the same");
    draw(svg, open[0].children, 0, 0, width, height);
  }

  document.documentElement.classList.add("scripted");
  one("#filter").hidden = false;
  one("#filter").addEventListener("input", filter);
  one("#filter").addEventListener("submit", (event) => event.preventDefault());
  one("#open").addEventListener("click", () => {
    for (const { item, details } of scenarios) if (!item.hidden) details.open = true;
  });
  one("#close").addEventListener("click", () => { for (const { details } of scenarios) details.open = false; });
  for (const button of all("button.find")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      showAll();
      search.value = button.dataset.find;
      filter();
      one("#scenarios").scrollIntoView();
      search.focus({ preventScroll: true });
    });
  }
  for (const { details } of scenarios) {
    if (details.open) drawMap(details);
    details.addEventListener("toggle", () => { if (details.open) drawMap(details); });
  }
  // What is cut short on the screen is whole under the pointer.
  document.addEventListener("pointerover", (event) => {
    if (event.target.matches(".digest")) event.target.title = event.target.textContent;
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches("input[type=search], select");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && event.target === search) {
      showAll();
    }
  });
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("beforeprint", () => {
    // On paper what went well is a line, unless somebody opened it.
    for (const { item, details } of scenarios) {
      if (item.hidden) continue;
      if (!details.open) {
        if (!one("summary :is(.status.bad, .name + .status.warn)", details)) continue;
        details.dataset.closed = "";
        details.open = true;
      }
      drawMap(details);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const details of all("details[data-closed]")) { details.open = false; delete details.dataset.closed; }
  });
  filter();
  openTarget();
})();
