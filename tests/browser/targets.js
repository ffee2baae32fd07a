// The links and buttons, of those with the selector, that are lower than the least height, with their height in pixels.
({ selector, least }) => {
  const closed = [...document.querySelectorAll("details:not([open])")];
  closed.forEach((details) => (details.open = true));
  const found = [];
  for (const element of document.querySelectorAll(selector)) {
    if (!element.checkVisibility()) continue;
    const { height } = element.getBoundingClientRect();
    if (height < least - 0.1) {
      const held = element.parentElement.closest("[id], nav, header, footer");
      found.push(`${held ? held.cloneNode(false).outerHTML : ""} ${element.cloneNode(false).outerHTML} "${element.textContent.trim()}" ${height.toFixed(1)}`);
    }
  }
  closed.forEach((details) => (details.open = false));
  return found;
}
