// Finds what moves or would move.
(() => {
  const found = document.getAnimations().map((animation) => `an animation runs on ${animation.effect?.target?.localName}`);
  for (const element of document.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
    if (lasts(style.transitionDuration)) found.push(`${element.localName} changes slowly`);
    if (style.animationName !== "none" && lasts(style.animationDuration)) found.push(`${element.localName} is animated`);
  }
  if (getComputedStyle(document.documentElement).scrollBehavior === "smooth") found.push("the page scrolls slowly");
  return [...new Set(found)];
})()
