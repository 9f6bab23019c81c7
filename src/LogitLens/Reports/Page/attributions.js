// Attributions: an example on the colours of a method; a token shows what every method says of it.
for (const view of document.querySelectorAll(".attributions")) {
  const example = view.querySelector(".example"), method = view.querySelector(".method"), reading = view.querySelector(".reading");
  const legend = view.querySelector(".legend"), texts = [...view.querySelectorAll(".tokens")];
  const scoresOf = token => token.dataset.scores.split(";");
  const draw = () => {
    const chosen = method.selectedOptions[0], most = +chosen.dataset.most;
    texts.forEach(text => { text.hidden = text.dataset.example !== example.value; });
    for (const token of view.querySelectorAll(".tokens:not([hidden]) .token")) {
      const score = scoresOf(token)[+method.value];
      token.style.setProperty("--share", most > 0 ? Math.min(1, Math.abs(+score) / most).toFixed(3) : "0");
      token.classList.toggle("plus", chosen.dataset.signed === "yes" && +score > 0);
    }
    legend.replaceChildren();
    for (const share of chosen.dataset.signed === "yes" ? [-1, -.5, 0, .5, 1] : [0, .5, 1]) {
      const key = document.createElement("span");
      key.className = chosen.dataset.signed === "yes" && share > 0 ? "token plus" : "token";
      key.style.setProperty("--share", Math.abs(share));
      key.textContent = ` ${share > 0 ? "+" : ""}${(share * most).toPrecision(2)} `;
      legend.append(key);
    }
    reading.textContent = "";
  };
  const show = token => {
    const place = [...token.parentElement.children].indexOf(token), scores = scoresOf(token);
    reading.textContent = `token ${place} "${token.textContent}"\n`
      + [...method.options].map((option, at) => `${(scores[at] === "" ? "-" : (+scores[at]).toFixed(4)).padStart(9)}  ${option.text}`).join("\n");
  };
  view.querySelectorAll(".tokens .token").forEach(token => ["mouseenter", "focus"].forEach(event => token.addEventListener(event, () => show(token))));
  [example, method].forEach(list => list.addEventListener("change", draw));
  draw();
}
