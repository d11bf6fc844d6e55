// Finds targets of less than 24 by 24 pixels, unless they stand in a sentence or far enough from the next one.
(() => {
  const least = 24;
  const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((target) => target.checkVisibility({ visibilityProperty: true }) && !target.matches(".skip"));
  // A control may also be hit at its label.
  const boxes = targets.map((target) => {
    const own = target.getBoundingClientRect();
    const label = target.labels?.[0]?.contains(target) ? target.labels[0].getBoundingClientRect() : own;
    return label.width * label.height > own.width * own.height ? label : own;
  });
  const inSentence = (target) => {
    if (getComputedStyle(target).display !== "inline") return false;
    const block = target.parentElement.closest("p, li, dd, dt, td, th, figcaption, caption, div, summary") ?? target.parentElement;
    return block.innerText.trim().length > target.innerText.trim().length + 1;
  };
  const centre = (box) => [box.left + box.width / 2, box.top + box.height / 2];
  const near = (box, other, otherIsSmall) => {
    const [x, y] = centre(box);
    if (otherIsSmall) { const [ox, oy] = centre(other); return Math.hypot(x - ox, y - oy) < least; }
    const dx = Math.max(other.left - x, 0, x - other.right);
    const dy = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(dx, dy) < least / 2;
  };
  const small = boxes.map((box) => box.width < least - 0.01 || box.height < least - 0.01);
  return targets.flatMap((target, index) => {
    if (!small[index] || inSentence(target)) return [];
    const close = targets.find((other, number) => number !== index && !other.contains(target) && !target.contains(other) &&
      near(boxes[index], boxes[number], small[number]));
    const size = `${boxes[index].width.toFixed(0)} by ${boxes[index].height.toFixed(0)}`;
    return close ? [`${target.localName} “${(target.innerText || target.name).trim().slice(0, 30)}” is ${size}, beside “${(close.innerText || close.name).trim().slice(0, 30)}”`] : [];
  });
})()
