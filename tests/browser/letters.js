// The letters of the page, as readers count them, by the font and language in which they stand: [{font, family, weight, language, letters}].
() => {
  const groups = new Map();
  const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data, element = walker.currentNode.parentElement;
    if (!text.trim() || element.closest("script, style")) continue;
    const { fontFamily: family, fontWeight: weight } = getComputedStyle(element);
    const language = element.closest("[lang]").lang, key = [language, weight, family].join("|");
    if (!groups.has(key)) groups.set(key, { key, family, weight, language, letters: new Set() });
    const { letters } = groups.get(key);
    for (const { segment } of segmenter.segment(text)) {
      if (!/^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(segment)) letters.add(segment);
    }
  }
  return [...groups.values()].map((group) => ({ ...group, letters: [...group.letters] }));
}
