// Finds badges without an edge and shapes without one, under forced colours.
(() => {
  const found = [];
  for (const badge of document.querySelectorAll(".badge")) {
    if (!badge.checkVisibility()) continue;
    const style = getComputedStyle(badge);
    if (style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1) found.push(`badge “${badge.textContent.trim()}” has no edge`);
    if (style.borderTopColor === style.backgroundColor) found.push(`badge “${badge.textContent.trim()}” has an edge that is not seen`);
    if (!badge.innerText.trim()) found.push("a badge says nothing");
  }
  return [...new Set(found)];
})()
