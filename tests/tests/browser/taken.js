// Finds what a payload has done, and what of it has become part of the page: elements, attributes and addresses that no
// page of ours has.
(() => {
  const found = [];
  if (typeof top.ran !== "undefined") found.push("a payload has run");
  const foreign = "script, iframe, object, embed, base, marquee, math, video, audio, animate, meta[http-equiv], style";
  for (const element of document.querySelectorAll("*")) {
    if (element.matches(foreign)) found.push(`an element ${element.localName}`);
    for (const { name, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$|^formaction$/.test(name)) found.push(`an attribute ${name}`);
      if (!/^(href|src|action|data|xlink:href)$/.test(name)) continue;
      const url = URL.parse(value, document.baseURI);
      if (value.startsWith("//")) found.push(`an address ${value}`);
      if (url && (!/^https?:$/.test(url.protocol) || url.origin !== location.origin)) found.push(`an address ${value}`);
    }
  }
  return found;
})()
