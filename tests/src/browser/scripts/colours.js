// Lists text, edges and shapes with their colours and those of what they lie on, nearest first.
(() => {
  const told = [];
  const seen = new Set();
  const backsOf = (element) => {
    const backs = [];
    for (let up = element; up; up = up.parentElement) backs.push(getComputedStyle(up).backgroundColor);
    return backs;
  };
  const tell = (what, fronts, backs, least) => {
    const key = JSON.stringify([what.split(" ")[0], fronts, backs.filter((back) => back !== "rgba(0, 0, 0, 0)"), least]);
    if (seen.has(key)) return;
    seen.add(key);
    told.push({ what, fronts, backs, least });
  };
  const name = (element) => `${element.localName}${typeof element.className === "string" && element.className ? "." + element.className.trim().replace(/\s+/g, ".") : ""} “${element.textContent.trim().slice(0, 24)}”`;
  const large = (style) => { const size = parseFloat(style.fontSize); return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700); };
  // Text.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("svg, script, style, [disabled]")) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const style = getComputedStyle(element);
    tell(`text ${name(element)}`, [style.color], backsOf(element), large(style) ? 3 : 4.5);
    for (const pseudo of ["::before", "::after"]) {
      const made = getComputedStyle(element, pseudo);
      if (!["none", "normal", '""'].includes(made.content)) tell(`text ${pseudo} of ${name(element)}`, [made.color], backsOf(element), 4.5);
    }
  }
  // Edges of badges and controls, against what lies around them; a control may stand out by its own ground instead.
  for (const element of document.querySelectorAll(".badge, button, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, textarea")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const fronts = parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none" ? [style.borderTopColor] : [];
    if (!element.matches(".badge")) fronts.push(style.backgroundColor);
    tell(`edge ${name(element)}`, fronts, backsOf(element.parentElement), 3);
  }
  // Text and shapes of charts. A shape is told from its ground by what fills it or by its edge; a pattern by its edge.
  const solid = (colour) => colour.startsWith("rgb");
  for (const svg of document.querySelectorAll("svg")) {
    if (!svg.checkVisibility() || svg.getAttribute("aria-hidden") === "true" && svg.clientWidth < 24) continue;
    const shapes = [...svg.querySelectorAll("rect, path, circle, ellipse, polygon, line, polyline")]
      .filter((shape) => !shape.closest("defs, clipPath, mask, pattern, marker") && shape.checkVisibility({ visibilityProperty: true }));
    const paint = (shape) => {
      const style = getComputedStyle(shape);
      const colours = [];
      const fade = (colour, opacity) => { const parts = colour.match(/[\d.]+/g); return `rgba(${parts.slice(0, 3).join(", ")}, ${(Number(parts[3] ?? 1) * Number(opacity)).toFixed(3)})`; };
      if (solid(style.fill) && shape.localName !== "line" && shape.localName !== "polyline") colours.push(fade(style.fill, style.fillOpacity * style.opacity));
      if (solid(style.stroke) && parseFloat(style.strokeWidth) > 0) colours.push(fade(style.stroke, style.strokeOpacity * style.opacity));
      return { colours, patterned: style.fill.startsWith("url") };
    };
    const under = backsOf(svg);
    const words = [...svg.querySelectorAll("text")].map((text) => text.getBoundingClientRect());
    // What has no edge and lies around words only is their ground, and shows nothing by itself.
    const isGround = (shape) => {
      const area = shape.getBoundingClientRect();
      return getComputedStyle(shape).stroke === "none" && words.some((word) =>
        Math.abs(word.left + word.right - area.left - area.right) < 8 && Math.abs(word.top + word.bottom - area.top - area.bottom) < 12 &&
        area.width < word.width + 24 && area.height < word.height + 16);
    };
    for (const shape of shapes.filter((shape) => !isGround(shape))) {
      const { colours } = paint(shape);
      if (colours.length || getComputedStyle(shape).fill.startsWith("url")) tell(`shape ${name(shape)}`, colours, under, 3);
    }
    for (const text of svg.querySelectorAll("text")) {
      if (!text.checkVisibility({ visibilityProperty: true })) continue;
      const style = getComputedStyle(text);
      const box = text.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const below = shapes.filter((shape) => {
        if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) return false;
        const area = shape.getBoundingClientRect();
        return shape.localName === "rect" && area.left <= x && x <= area.right && area.top <= y && y <= area.bottom;
      }).reverse();
      const grounds = below.map((shape) => getComputedStyle(shape).fill).filter(solid);
      tell(`text ${name(text)}`, [style.fill], [...grounds, ...under], large(style) ? 3 : 4.5);
    }
  }
  return told;
})()
