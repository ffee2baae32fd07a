// What does not stand where it should: sideways scroll, and words outside the window or outside the block that holds them.
() => {
  const root = document.documentElement;
  const found = [];
  const tolerance = 1; // pixel: boxes end at fractions
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);

  const name = (element) => {
    const own = element.tagName.toLowerCase() + (element.id ? `#${element.id}` : "") +
      (element.getAttribute("class") ? "." + element.getAttribute("class").trim().split(/\s+/).join(".") : "");
    const held = element.parentElement && element.parentElement.closest("[id]");
    return held && !element.id ? `#${held.id} ${own}` : own;
  };
  const block = (element) => {
    while (getComputedStyle(element).display.startsWith("inline") && element.parentElement) element = element.parentElement;
    return element;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    if (!text.data.trim() || element.closest("svg, script, style, .skip")) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    range.selectNodeContents(text);
    const holder = block(element), box = holder.getBoundingClientRect();
    for (const rect of range.getClientRects()) {
      const outside = rect.left < -tolerance || rect.right > root.clientWidth + tolerance;
      const spilled = rect.left < box.left - tolerance || rect.right > box.right + tolerance;
      if (!rect.width || !(outside || spilled)) continue;
      found.push(`${name(element)}: "${text.data.trim().slice(0, 40)}" from ${rect.left.toFixed(1)} to ${rect.right.toFixed(1)} ` +
        `${outside ? `outside the window of ${root.clientWidth}` : `outside ${name(holder)} from ${box.left.toFixed(1)} to ${box.right.toFixed(1)}`}`);
      break;
    }
  }
  return found;
}
