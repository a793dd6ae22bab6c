// Says which result was chosen, so that searches without an answer show; the links work as they are without this.
for (const list of document.querySelectorAll("ol[data-clicks]")) {
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-page]");
    if (!link) return;
    const place = [...list.querySelectorAll("a[data-page]")].indexOf(link);
    const said = new URLSearchParams({ q: list.dataset.query, page: link.dataset.page, rank: list.start + place });
    navigator.sendBeacon(list.dataset.clicks, said);
  });
}
