// Tables: a heading sorts, numbers as numbers and what has none last; a word and a choice filter.
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

for (const block of document.querySelectorAll(".table")) {
  const word = block.querySelector("input[type=search]"), choice = block.querySelector("select"), rows = [...block.querySelector("tbody").rows];
  const filter = () => {
    const wanted = word?.value.toLowerCase() ?? "";
    for (const row of rows) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted)
        || (choice?.value && row.cells[+choice.dataset.column].textContent !== choice.value);
    }
    const count = block.querySelector(".count");
    if (count) { count.textContent = wanted || choice?.value ? `${rows.filter(row => !row.hidden).length} of ${rows.length} rows` : ""; }
  };
  word?.addEventListener("input", filter);
  choice?.addEventListener("change", filter);
}
