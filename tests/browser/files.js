// The elements that make a browser fetch something, or show a picture from elsewhere.
() => {
  const fetching = "img, picture, video, audio, object, embed, iframe, link[rel=stylesheet], link[rel=preload], script[src]";
  const pictured = [...document.querySelectorAll("*")].filter((element) => getComputedStyle(element).backgroundImage.includes("url("));
  return [...document.querySelectorAll(fetching), ...pictured].map((element) => element.cloneNode(false).outerHTML);
}
