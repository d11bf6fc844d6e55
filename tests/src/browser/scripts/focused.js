// Tells what has the focus: its number, words, place, outline, what it lies on, and whether something covers it.
(() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused === document.documentElement) return null;
  const style = getComputedStyle(focused);
  const box = focused.getBoundingClientRect();
  const words = (focused.innerText || focused.getAttribute("aria-label") || focused.name || "").trim().slice(0, 40);
  const backs = [];
  for (let up = focused.parentElement; up; up = up.parentElement) backs.push(getComputedStyle(up).backgroundColor);
  let unseen = null;
  const [x, y] = [Math.min(box.left + box.width / 2, innerWidth - 1), box.top + Math.min(box.height, innerHeight) / 2];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
    unseen = `outline ${style.outlineStyle} ${style.outlineWidth}`;
  } else if (box.right <= 0 || box.bottom <= 0 || box.left >= innerWidth || box.top >= innerHeight) {
    unseen = "outside the screen";
  } else {
    // A link over two lines has no middle of its own: any of its boxes will do.
    const boxes = [...focused.getClientRects()].map((part) => [part.left + part.width / 2, part.top + part.height / 2]);
    const shown = [[x, y], ...boxes].some(([px, py]) => {
      const top = document.elementFromPoint(px, py);
      return top && (focused.contains(top) || top.contains(focused) || top.closest("label")?.control === focused);
    });
    if (!shown) unseen = "covered";
  }
  return {
    number: focused.minaoshiNumber ?? null,
    what: `${focused.localName} “${words}”`,
    place: [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY],
    outline: style.outlineColor,
    backs,
    unseen,
  };
})()
