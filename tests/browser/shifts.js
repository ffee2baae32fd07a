// What moved after it was first painted: the value of each layout shift and the elements that moved.
async () => {
  const shifts = [];
  const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await new Promise((done) => setTimeout(done, 50));
  observer.disconnect();
  return shifts.map((shift) => `${shift.value}: ` + shift.sources.map((source) => source.node?.nodeName).join(" "));
}
