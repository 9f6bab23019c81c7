"use strict";

// Light or dark, over what the system asks for.
document.getElementById("theme").addEventListener("click", () => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
});

// Tables: a heading sorts, numbers as numbers and what has none last; a word filters.
const numberOf = text => {
  const match = /^[<+]?-?[\d.]+(e[+-]?\d+)?/i.exec(text.trim());
  return match ? parseFloat(match[0].replace(/^[<+]/, "")) : NaN;
};

for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => heading.querySelector("button").addEventListener("click", () => {
    const down = heading.getAttribute("aria-sort") === "ascending";
    headings.forEach(other => other.setAttribute("aria-sort", "none"));
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows].map(row => ({ row, text: row.cells[column].textContent, value: numberOf(row.cells[column].textContent) }));
    const numeric = rows.every(({ text, value }) => text.trim() === "" || text.trim() === "-" || !Number.isNaN(value));
    rows.sort((a, b) => {
      if (!numeric) { return a.text.localeCompare(b.text) * (down ? -1 : 1); }
      if (Number.isNaN(a.value) || Number.isNaN(b.value)) { return Number.isNaN(a.value) - Number.isNaN(b.value); }
      return (a.value - b.value) * (down ? -1 : 1);
    });
    table.tBodies[0].append(...rows.map(({ row }) => row));
  }));
}

for (const filter of document.querySelectorAll(".filter input")) {
  const table = filter.parentElement.nextElementSibling.querySelector("table");
  filter.addEventListener("input", () => {
    const wanted = filter.value.toLowerCase();
    for (const row of table.tBodies[0].rows) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
    }
  });
}

// The lens: a cell shows what its layer predicts; a click or Enter pins it.
for (const table of document.querySelectorAll("table.lens")) {
  const reading = table.parentElement.nextElementSibling;
  const cells = [...table.tBodies[0].rows].map(row => [...row.querySelectorAll("td")]);
  let pinned = null;
  const show = cell => { reading.textContent = cell ? cell.dataset.more + "\n" + cell.dataset.top : ""; };
  const pin = cell => {
    pinned?.classList.remove("pinned");
    pinned = pinned === cell ? null : cell;
    pinned?.classList.add("pinned");
    show(pinned || cell);
  };
  cells[0]?.[0]?.setAttribute("tabindex", "0");
  cells.forEach((row, r) => row.forEach((cell, c) => {
    cell.addEventListener("mouseenter", () => show(cell));
    cell.addEventListener("mouseleave", () => show(pinned));
    cell.addEventListener("focus", () => show(cell));
    cell.addEventListener("click", () => pin(cell));
    cell.addEventListener("keydown", event => {
      const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pin(cell); }
      const next = step && cells[r + step[0]]?.[c + step[1]];
      if (next) { event.preventDefault(); cell.tabIndex = -1; next.tabIndex = 0; next.focus(); }
    });
  }));
}

// Attention: a byte for each key that a query sees, layer by layer, head by head, query by query.
for (const view of document.querySelectorAll(".attention")) {
  const packed = Uint8Array.from(atob(view.dataset.patterns), letter => letter.charCodeAt(0));
  const layers = +view.dataset.layers, heads = +view.dataset.heads;
  const tokens = [...view.querySelectorAll(".token")], length = tokens.length, perHead = length * (length + 1) / 2;
  const layer = view.querySelector(".layer"), head = view.querySelector(".head"), reading = view.querySelector(".reading");
  for (let i = 0; i < layers; i++) { layer.add(new Option(i, i)); }
  for (let i = 0; i < heads; i++) { head.add(new Option(i, i)); }
  let query = length - 1;
  const draw = () => {
    const start = (+layer.value * heads + +head.value) * perHead + query * (query + 1) / 2;
    const weights = tokens.map((_, key) => key <= query ? packed[start + key] / 255 : 0);
    tokens.forEach((token, key) => {
      token.style.background = `rgba(var(--mark), ${weights[key] * .85})`;
      token.classList.toggle("query", key === query);
    });
    const most = weights.map((weight, key) => [weight, key]).sort((a, b) => b[0] - a[0]).slice(0, 4).filter(([weight]) => weight > 0);
    reading.textContent = `head ${layer.value}.${head.value}: position ${query} "${tokens[query].textContent}" attends to\n`
      + most.map(([weight, key]) => `${(100 * weight).toFixed(0).padStart(3)}%  ${key} "${tokens[key].textContent}"`).join("\n");
  };
  const step = by => {
    const next = (+layer.value * heads + +head.value + by + layers * heads) % (layers * heads);
    layer.value = Math.floor(next / heads);
    head.value = next % heads;
    draw();
  };
  tokens.forEach((token, at) => ["mouseenter", "focus"].forEach(event => token.addEventListener(event, () => { query = at; draw(); })));
  [layer, head].forEach(list => list.addEventListener("change", draw));
  view.querySelector(".previous").addEventListener("click", () => step(-1));
  view.querySelector(".next").addEventListener("click", () => step(1));
  draw();
}
