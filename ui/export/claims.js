"use strict";
// The page is complete without this. It adds buttons that show the claims of one verdict.
const all = [...document.querySelectorAll("[data-verdict]")];
const verdicts = [...new Set(all.map((e) => e.dataset.verdict))];
const group = document.createElement("div");
group.className = "filter";
group.setAttribute("role", "group");
group.setAttribute("aria-label", "Show claims by verdict");
for (const verdict of ["all", ...verdicts]) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = verdict;
  button.setAttribute("aria-pressed", String(verdict === "all"));
  button.addEventListener("click", () => {
    for (const other of group.children) other.setAttribute("aria-pressed", String(other === button));
    for (const e of all) e.hidden = verdict !== "all" && e.dataset.verdict !== verdict;
  });
  group.append(button);
}
if (verdicts.length > 1) document.getElementById("claims").after(group);
