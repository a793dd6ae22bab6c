// Keys for those who search all day: "/" goes to the search field, arrows from result to result, "c" copies the link of
// the result that has the focus. All of it works by pointer and Tab too, and can be turned off, which this browser remembers.
const STORED = "keyboard-shortcuts";
const COPIED_MS = 3000;
const TYPES = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

const boxes = [...document.querySelectorAll("[data-keys]")];
const results = document.querySelector(".results");
const status = document.querySelector("[data-copied]");
const links = () => [...(results?.querySelectorAll("a[data-page]") ?? [])];

function remembered() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true; // a browser that remembers nothing
  }
}

let on = remembered();

function show() {
  for (const box of boxes) {
    box.hidden = false;
    box.querySelector("[data-keys-on]").hidden = !on;
    box.querySelector("[data-keys-off]").hidden = on;
    const change = box.querySelector("[data-keys-switch]");
    change.textContent = on ? change.dataset.off : change.dataset.on;
  }
}

function turn() {
  on = !on;
  try {
    localStorage.setItem(STORED, on ? "on" : "off");
  } catch {
    // It holds for this page.
  }
  show();
}

function toSearch() {
  const fields = [...document.querySelectorAll("[role=search] input[type=search]")];
  const field = fields.find((each) => each.checkVisibility());
  field?.focus();
  field?.select();
  return Boolean(field);
}

function step(by) {
  const all = links();
  const here = all.findIndex((link) => link.closest(".result").contains(document.activeElement));
  if (here < 0 && by < 0) return false;
  const next = all[here < 0 ? 0 : here + by];
  if (next) {
    next.focus();
    next.closest(".result").scrollIntoView({ block: "nearest" });
  }
  return next ? true : by < 0 && toSearch();
}

async function copy(result) {
  const link = result.querySelector("a[data-page]");
  const text = result.querySelector("[data-copy-text]");
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    status.textContent = `${status.dataset.notCopied} ${link.href}`;
    status.classList.remove("govuk-visually-hidden");
    return;
  }
  // Emptied first, so that the same link copied again is said again.
  status.textContent = "";
  requestAnimationFrame(() => (status.textContent = `${status.dataset.copied} ${link.textContent}`));
  const before = (text.dataset.before ??= text.textContent);
  text.textContent = text.dataset.done;
  setTimeout(() => (text.textContent = before), COPIED_MS);
}

document.addEventListener("keydown", (event) => {
  const busy = event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
  if (!on || busy || event.target.closest?.(TYPES)) return;
  const result = results?.contains(event.target) ? event.target.closest(".result") : null;
  const free = result || event.target === document.body || event.target.id === "main-content";
  let done = false;
  if (event.key === "/") done = toSearch();
  else if (event.shiftKey) return;
  else if (event.key === "ArrowDown" && free) done = step(1);
  else if (event.key === "ArrowUp" && result) done = step(-1);
  else if (event.key === "c" && result && status) {
    copy(result);
    done = true;
  }
  if (done) event.preventDefault();
});

for (const box of boxes) {
  box.querySelector("[data-keys-switch]").addEventListener("click", turn);
}
const made = document.querySelector("template[data-copy]");
for (const link of made ? links() : []) {
  const result = link.closest(".result");
  const button = made.content.cloneNode(true);
  button.querySelector("[data-copy-title]").textContent = `: ${link.textContent}`;
  button.querySelector("button").addEventListener("click", () => copy(result));
  result.querySelector(".result__labels").append(button);
}
show();
