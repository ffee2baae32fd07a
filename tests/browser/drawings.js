// What is wrong with the words in the drawings and charts: outside the picture or their box, upon each other, or with a line through them.
// All in units of each drawing's viewBox. A line of words is as wide as it advances and as high as its ink.
() => {
  const slack = 0.5;
  const canvas = document.createElement("canvas").getContext("2d");
  const found = [];

  const words = (text) => {
    const style = getComputedStyle(text);
    canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    canvas.lang = text.closest("[lang]").lang;
    const ink = canvas.measureText(text.textContent);
    let left = Infinity, right = -Infinity;
    for (let place = 0; place < text.getNumberOfChars(); place++) {
      const extent = text.getExtentOfChar(place);
      left = Math.min(left, extent.x);
      right = Math.max(right, extent.x + extent.width);
    }
    const foot = text.getStartPositionOfChar(0).y;
    return { says: text.textContent, left, right, top: foot - ink.actualBoundingBoxAscent, bottom: foot + ink.actualBoundingBoxDescent };
  };
  const inside = (inner, outer) => inner.left >= outer.left - slack && inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;
  const apart = (one, other) => one.right <= other.left + slack || other.right <= one.left + slack ||
    one.bottom <= other.top + slack || other.bottom <= one.top + slack;
  const holds = (outer, point) => point.x > outer.left && point.x < outer.right && point.y > outer.top && point.y < outer.bottom;
  const edges = (element) => {
    const { x, y, width, height } = element.getBBox();
    return { left: x, right: x + width, top: y, bottom: y + height };
  };
  const span = (box) => `${box.left.toFixed(1)}…${box.right.toFixed(1)} × ${box.top.toFixed(1)}…${box.bottom.toFixed(1)}`;

  for (const svg of document.querySelectorAll("svg.draw, svg.trend")) {
    const { x, y, width, height } = svg.viewBox.baseVal;
    const frame = { left: x, right: x + width, top: y, bottom: y + height };
    if (getComputedStyle(svg).overflow === "visible") { // then only the window cuts words off
      const unit = svg.getBoundingClientRect().width / width, window = document.documentElement.clientWidth;
      frame.left -= svg.getBoundingClientRect().left / unit;
      frame.right += (window - svg.getBoundingClientRect().right) / unit;
    }
    const boxes = [...svg.querySelectorAll("rect, circle")].map(edges);
    const texts = [...svg.querySelectorAll("text")]
      .flatMap((text) => (text.querySelector("tspan") ? [...text.querySelectorAll("tspan")] : [text]))
      .filter((text) => text.textContent.trim())
      .map(words);
    const say = (text, wrong) => found.push(`svg.${svg.getAttribute("class")} "${text.says}" at ${span(text)} ${wrong}`);
    for (const text of texts) {
      if (!inside(text, frame)) say(text, `is outside the picture ${span(frame)}`);
      const box = boxes.find((each) => holds(each, { x: (text.left + text.right) / 2, y: (text.top + text.bottom) / 2 }));
      if (box && !inside(text, box)) say(text, `is outside its box ${span(box)}`);
      if (!box) {
        for (const path of svg.querySelectorAll("path:not(.grid, .dots)")) {
          const half = parseFloat(getComputedStyle(path).strokeWidth) / 2;
          const wide = { left: text.left - half, right: text.right + half, top: text.top - half, bottom: text.bottom + half };
          for (let far = 0, length = path.getTotalLength(); far <= length; far += 1) {
            if (holds(wide, path.getPointAtLength(far))) {
              say(text, `has path.${path.getAttribute("class")} through it`);
              break;
            }
          }
        }
      }
    }
    texts.forEach((one, place) => texts.slice(place + 1).forEach((other) => {
      if (!apart(one, other)) say(one, `stands on "${other.says}" at ${span(other)}`);
    }));
  }
  return found;
}
