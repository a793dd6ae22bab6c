// Offers titles while a reader types a search, as a combobox; without this the form works as it is.
const WAIT_MS = 150;
const LEAST = 2;

for (const field of document.querySelectorAll("input[data-suggestions]")) {
  const list = document.getElementById(field.dataset.suggestionsList);
  const status = field.parentElement.querySelector("[role=status]");
  let timer;
  let asked = "";

  const options = () => [...list.children];
  const active = () => list.querySelector("[aria-selected=true]");

  function choose(option) {
    active()?.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  function open(shown) {
    choose(null);
    list.hidden = !shown;
    field.setAttribute("aria-expanded", String(shown));
    status.textContent = shown ? status.dataset.some : "";
  }

  function offer(titles) {
    list.replaceChildren(
      ...titles.map((title, place) => {
        const option = document.createElement("li");
        option.className = "search-form__suggestion";
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = title;
        return option;
      }),
    );
    open(titles.length > 0);
  }

  async function ask() {
    const text = field.value.trim();
    asked = text;
    if (text.length < LEAST) {
      offer([]);
      return;
    }
    const response = await fetch(`${field.dataset.suggestions}?q=${encodeURIComponent(text)}`);
    if (!response.ok || response.redirected) return;
    const { suggestions } = await response.json();
    if (asked === text && document.activeElement === field) offer(suggestions);
  }

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  field.addEventListener("blur", () => {
    clearTimeout(timer);
    asked = "";
    open(false);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    if (event.key === "Escape" && !list.hidden) {
      open(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
      if (list.hidden) open(true);
      const here = all.indexOf(active());
      const last = all.length - 1;
      const next = event.key === "ArrowDown" ? here + 1 : (here < 0 ? all.length : here) - 1;
      // Beyond either end is the field itself, where nothing is chosen.
      choose(next < 0 || next > last ? null : all[next]);
    } else if (event.key === "Enter" && active()) {
      field.value = active().textContent;
      open(false);
      return; // and the form is sent
    } else {
      return;
    }
    event.preventDefault();
  });
  // The field keeps the focus while an option is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    field.value = option.textContent;
    open(false);
    field.form.requestSubmit();
  });
}
