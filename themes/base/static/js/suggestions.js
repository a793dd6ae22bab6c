// Offers titles while a reader types a search; without this the form works as it is.
const WAIT_MS = 150;

for (const field of document.querySelectorAll("input[data-suggestions]")) {
  const list = document.getElementById(field.getAttribute("list"));
  let timer;
  let asked = "";
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const text = field.value.trim();
      asked = text;
      if (text.length < 2) {
        list.replaceChildren();
        return;
      }
      const response = await fetch(`${field.dataset.suggestions}?q=${encodeURIComponent(text)}`);
      if (!response.ok || response.redirected || asked !== text) return;
      const { suggestions } = await response.json();
      list.replaceChildren(
        ...suggestions.map((title) => Object.assign(document.createElement("option"), { value: title })),
      );
    }, WAIT_MS);
  });
}
