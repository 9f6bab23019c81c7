// Heads: a cell of the map opens its head's page, and shows the head's attention on the run's own example; where a run of attention of the same model is
// on this page, the head's pattern there is a button away.
for (const view of document.querySelectorAll(".heads")) {
  const cells = [...view.querySelectorAll("table.map tbody tr")].map(row => [...row.querySelectorAll("td.head")]);
  const pages = new Map([...view.querySelectorAll(".headpage")].map(page => [page.dataset.head, page]));
  const own = view.querySelector(".attention");
  const attention = [...document.querySelectorAll(".attention")].find(other => other.dataset.model && other.dataset.model === view.dataset.model);
  let open = cells.flat().find(cell => !pages.get(cell.dataset.head).hidden);
  open?.classList.add("pinned");
  if (open) { own?.drawHead(open.dataset.head); }
  const choose = cell => {
    if (open) { pages.get(open.dataset.head).hidden = true; open.classList.remove("pinned"); }
    open = open === cell ? null : cell;
    if (open) { pages.get(open.dataset.head).hidden = false; open.classList.add("pinned"); own?.drawHead(open.dataset.head); }
  };
  makeGrid(cells, { show: () => {}, choose });
  for (const page of attention ? pages.values() : []) {
    const button = page.querySelector(".pattern");
    button.hidden = false;
    button.addEventListener("click", () => attention.showHead(page.dataset.head));
  }
}
