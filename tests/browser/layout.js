// What does not stand where it should: sideways scroll, and words outside the window or outside the block that holds them.
// What scrolls by itself, as a wide table may, is right as long as it stands inside the window.
() => {
  const root = document.documentElement;
  const tolerance = 1; // pixel: boxes end at fractions
  const found = [];

  const name = (element) => {
    const kind = element.getAttribute("class");
    const own = element.tagName.toLowerCase() + (element.id ? `#${element.id}` : "") + (kind ? `.${kind.trim().split(/\s+/).join(".")}` : "");
    const held = element.id ? null : element.parentElement?.closest("[id]");
    return held ? `#${held.id} ${own}` : own;
  };
  const span = (rect) => `from ${rect.left.toFixed(1)} to ${rect.right.toFixed(1)}`;
  const outside = (rect) => rect.left < -tolerance || rect.right > root.clientWidth + tolerance;
  const scroller = (element) => {
    while (element && element !== document.body && !/auto|scroll/.test(getComputedStyle(element).overflowX)) element = element.parentElement;
    return element === document.body ? null : element;
  };
  const block = (element) => {
    while (/^(inline|ruby)/.test(getComputedStyle(element).display) && element.parentElement) element = element.parentElement;
    return element;
  };

  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((element) => outside(element.getBoundingClientRect()) && !element.matches(".skip"));
    const deepest = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other))).slice(0, 4);
    found.push(`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}: ` +
      deepest.map((element) => `${name(element)} ${span(element.getBoundingClientRect())}`).join(", "));
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    if (!text.data.trim() || element.closest("svg, script, style, .skip") || !element.checkVisibility({ visibilityProperty: true })) continue;
    const holder = block(element), box = holder.getBoundingClientRect(), scrolled = scroller(element);
    range.selectNodeContents(text);
    for (const rect of range.getClientRects()) {
      if (!rect.width) continue;
      const words = `${name(element)} "${text.data.trim().slice(0, 40)}" ${span(rect)}`;
      if (outside(scrolled ? scrolled.getBoundingClientRect() : rect)) found.push(`${words} is outside the window of ${root.clientWidth}`);
      else if (rect.left < box.left - tolerance || rect.right > box.right + tolerance) found.push(`${words} is outside ${name(holder)} ${span(box)}`);
      else continue;
      break;
    }
  }
  const most = 4; // a table that is too wide need not name each of its cells
  return found.length > most ? [...found.slice(0, most), `and ${found.length - most} more`] : found;
}
