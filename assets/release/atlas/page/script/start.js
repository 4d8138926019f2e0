// Starts the page. This one stands in the page by itself; it finds the others by the page's import map.
// A browser without import maps or without DecompressionStream ends in `catch`: both came by 2023.
import("#atlas/page.js")
  .then((page) => page.start())
  .catch((error) => {
    const said = document.createElement("p");
    said.setAttribute("role", "alert");
    said.textContent =
      "이 브라우저에서는 지도를 열 수 없습니다. This browser cannot open the atlas: it needs one of 2023 or later.";
    document.querySelector("#main")?.append(said);
    throw error;
  });
