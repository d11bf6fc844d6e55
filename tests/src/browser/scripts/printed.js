// Finds folded parts that paper would not show, tables whose header is not repeated, and what is for the screen only.
(() => {
  const found = [];
  for (const folded of document.querySelectorAll("details")) {
    if (!folded.checkVisibility()) continue;
    const parts = [...folded.children].filter((part) => part.localName !== "summary" && part.textContent.trim());
    const lost = parts.find((part) => !part.checkVisibility({ contentVisibilityAuto: true }) || part.getBoundingClientRect().height === 0);
    if (lost) found.push(`paper does not show what is folded under “${folded.querySelector("summary")?.textContent.trim()}”`);
  }
  for (const table of document.querySelectorAll("table")) {
    if (!table.checkVisibility()) continue;
    const head = table.querySelector("thead");
    if (getComputedStyle(table).display !== "table") found.push("a table is not printed as a table");
    if (!head || getComputedStyle(head).display !== "table-header-group") found.push("a table's header is not repeated");
  }
  if (document.querySelector(".skip")?.checkVisibility()) found.push("paper shows the link to the content");
  if ([...document.forms].some((form) => form.checkVisibility())) found.push("paper shows a form");
  return found;
})()
