// Probes: the chosen class's probability in each cell; a cell shows all classes.
for (const view of document.querySelectorAll(".probes")) {
  const table = view.querySelector("table"), reading = view.querySelector(".reading"), chosen = view.querySelector(".class");
  const word = view.querySelector(".word"), mistaken = view.querySelector(".mistaken"), classes = table.dataset.classes.split("\n");
  const cells = [...table.tBodies[0].rows].map(row => [...row.querySelectorAll("td.head")]);
  const draw = () => {
    for (const cell of cells.flat()) {
      const own = chosen.value === "right" ? cell.parentElement.dataset.label : chosen.value, probability = cell.dataset.p.split(";")[+own];
      cell.style.setProperty("--share", probability ?? 0);
      cell.textContent = probability === undefined ? "-" : (+probability).toFixed(2);
    }
  };
  const filter = () => {
    for (const row of table.tBodies[0].rows) {
      row.hidden = !row.cells[0].textContent.toLowerCase().includes(word.value.toLowerCase()) || (mistaken.checked && !("mistaken" in row.dataset));
    }
  };
  makeGrid(cells, makePinned(cell => {
    reading.textContent = cell
      ? `${cell.dataset.site}: "${cell.parentElement.cells[0].textContent}"\n`
        + cell.dataset.p.split(";").map((p, at) => `${(100 * p).toFixed(1).padStart(6)}%  ${classes[at]}`).join("\n")
      : "";
  }));
  chosen.addEventListener("change", draw);
  word.addEventListener("input", filter);
  mistaken.addEventListener("change", filter);
  draw();
}
