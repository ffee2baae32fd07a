// The links and buttons, of those with the selector, that are lower than the least height, with their height in pixels.
({ selector, least }) => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const found = [];
  for (const element of document.querySelectorAll(selector)) {
    if (!element.checkVisibility()) continue;
    const { height } = element.getBoundingClientRect();
    if (height < least - 0.1) {
      const holder = element.parentElement.closest("[class], [id]");
      const own = element.tagName.toLowerCase() + (element.className ? `.${element.className}` : "");
      found.push(`${holder ? (holder.className ? `.${holder.className}` : `#${holder.id}`) + " " : ""}${own}: "${element.textContent.trim()}" ${height.toFixed(1)}`);
    }
  }
  return found;
}
