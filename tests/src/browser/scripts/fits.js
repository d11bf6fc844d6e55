// Finds what makes the page scroll sideways, regions that scroll sideways and that keys cannot reach, and cut text.
(() => {
  const found = [];
  const name = (element) => `${element.localName}${element.className && typeof element.className === "string" ? "." + element.className.trim().replace(/\s+/g, ".") : ""} “${(element.innerText || "").trim().slice(0, 30)}”`;
  const root = document.scrollingElement;
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const inside = (element) => { for (let up = element.parentElement; up && up !== root; up = up.parentElement) { if (getComputedStyle(up).overflowX !== "visible") return true; } return false; };
  if (root.scrollWidth > width + 1) {
    const wide = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.right + scrollX > width + 1 && box.width > 1 && !inside(element);
    });
    const widest = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
    found.push(`the page is ${root.scrollWidth} wide on a screen of ${width}: ${widest.slice(0, 3).map(name).join(", ")}`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility() || element.closest("svg")) continue;
    const style = getComputedStyle(element);
    // What is kept for machines that read aloud only is cut on purpose.
    if (style.clipPath !== "none" || element.closest("thead, .sr, .skip, .visually-hidden")) continue;
    const over = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
    if (over && scrolls(element) && !element.matches("[tabindex='0'], textarea, input, select")) {
      found.push(`keys cannot scroll ${name(element)}`);
    }
    const cut = (over && ["hidden", "clip"].includes(style.overflowX)) ||
      (element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0 && ["hidden", "clip"].includes(style.overflowY));
    if (cut && element.innerText?.trim()) found.push(`text is cut off in ${name(element)}`);
  }
  return found;
})()
