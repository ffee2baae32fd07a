// Of the letters in that font and language, those that are drawn as a letter without any font is, or not at all.
// Puts each letter into an element of its own, so that the browser can be asked for the font of each.
async ({ family, weight, language, letters }) => {
  const size = 32, side = 2 * size;
  const canvas = new OffscreenCanvas(side * 2, side).getContext("2d", { willReadFrequently: true });
  canvas.font = `${weight} ${size}px ${family}`;
  canvas.lang = language;
  const drawn = (letter) => {
    canvas.clearRect(0, 0, side * 2, side);
    canvas.fillText(letter, size, size * 1.4);
    return canvas.getImageData(0, 0, side * 2, side).data.join();
  };
  const nothing = drawn(" ");
  const missing = new Set(["\u0378", "\uFFFF", "\u{10FFFF}"].map(drawn)); // never assigned: no font has them
  missing.add(nothing);
  const bare = (letter) => [...letter].filter((sign) => !/\p{Default_Ignorable_Code_Point}/u.test(sign));
  const found = letters.filter((letter) => bare(letter).some((sign) => missing.has(drawn(sign))));

  document.querySelector("#letters")?.remove();
  const sheet = document.createElement("div");
  sheet.id = "letters";
  sheet.lang = language;
  sheet.style.cssText = `font-family: ${family}; font-weight: ${weight}`;
  for (const letter of letters) sheet.append(Object.assign(document.createElement("i"), { textContent: letter, style: "display: block; font-style: normal" }));
  document.body.append(sheet);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); // painted: fonts are chosen
  return found;
}
