// Steered texts: one setting's beside those without, those with a word, those that a judge calls another class.
for (const view of document.querySelectorAll(".steered")) {
  const setting = view.querySelector(".setting"), word = view.querySelector(".word"), turned = view.querySelector(".turned");
  const pairs = [...view.querySelectorAll(".pair")], count = view.querySelector(".count");
  const draw = () => {
    let shown = 0;
    for (const pair of pairs) {
      let after = null;
      for (const text of pair.querySelectorAll(".with > div")) {
        text.hidden = text.dataset.setting !== setting.value;
        after = text.hidden ? after : text;
      }
      const read = pair.querySelector(".prompt").textContent + pair.querySelector(".sides > div").textContent + after.textContent;
      pair.hidden = !read.toLowerCase().includes(word.value.toLowerCase()) || (turned.checked && !("turned" in after.dataset));
      shown += pair.hidden ? 0 : 1;
    }
    count.textContent = `${shown} of ${pairs.length} continuations`;
  };
  [setting, turned].forEach(control => control.addEventListener("change", draw));
  word.addEventListener("input", draw);
  draw();
}
