// What moved after it was first painted: the value of each layout shift and the elements that moved.
async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  await new Promise((done) => setTimeout(done));
  return observer.takeRecords().map((shift) => `${shift.value}: ` + shift.sources.map((source) => source.node && source.node.nodeName).join(" "));
}
