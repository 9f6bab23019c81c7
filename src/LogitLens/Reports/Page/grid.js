// Grids of cells: arrow keys move, Enter or a click chooses; one cell alone is a stop of the Tab key.
const makeGrid = (cells, { show, leave = () => {}, choose }) => {
  const first = cells.find(row => row.length)?.[0];
  first?.setAttribute("tabindex", "0");
  let stop = first;
  const land = cell => {
    stop.tabIndex = -1;
    stop = cell;
    stop.tabIndex = 0;
  };
  const visible = row => row && row.length > 0 && !row[0].parentElement.hidden;
  cells.forEach((row, r) => row.forEach((cell, c) => {
    cell.addEventListener("mouseenter", () => show(cell));
    cell.addEventListener("mouseleave", leave);
    cell.addEventListener("focus", () => { land(cell); show(cell); });
    cell.addEventListener("click", () => choose(cell));
    cell.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(cell); }
      const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      if (!step) { return; }
      event.preventDefault();
      let next = r + step[0];
      while (step[0] !== 0 && cells[next] && !visible(cells[next])) { next += step[0]; }
      cells[next]?.[c + step[1]]?.focus();
    });
  }));
  return { stopAt: land };
};

// A reading that follows the pointer, and stays where it is pinned.
const makePinned = write => {
  let pinned = null;
  return {
    show: write,
    leave: () => write(pinned),
    choose: cell => {
      pinned?.classList.remove("pinned");
      pinned = pinned === cell ? null : cell;
      pinned?.classList.add("pinned");
      write(pinned || cell);
    },
    again: () => write(pinned),
  };
};
