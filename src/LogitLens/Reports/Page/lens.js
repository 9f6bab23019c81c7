// The lens: a cell shows what its layer predicts; a click or Enter pins it.
for (const table of document.querySelectorAll("table.lens")) {
  const reading = table.parentElement.nextElementSibling;
  const cells = [...table.tBodies[0].rows].map(row => [...row.querySelectorAll("td")]);
  makeGrid(cells, makePinned(cell => { reading.textContent = cell ? cell.dataset.more + "\n" + cell.dataset.top : ""; }));
}
