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
      token.style.setProperty("--share", weights[key].toFixed(3));
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
  view.drawHead = name => {
    [layer.value, head.value] = name.split(".");
    draw();
  };
  view.showHead = name => {
    view.drawHead(name);
    view.scrollIntoView({ block: "nearest" });
    layer.focus();
  };
  draw();
}
