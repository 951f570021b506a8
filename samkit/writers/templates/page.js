// What a page can do beyond being read: sort and filter tables, change its paper, show the current place.
"use strict";

const root = document.documentElement;
const PAPERS = ["automatic", "light", "dark"];

// A page that is opened from a file may have no memory; then it forgets.
const memory = {
  get() { try { return localStorage.getItem("paper"); } catch { return null; } },
  set(paper) { try { localStorage.setItem("paper", paper); } catch { /* nothing is lost but a wish */ } },
};

function usePaper(paper) {
  if (paper === "light" || paper === "dark") root.dataset.theme = paper;
  else delete root.dataset.theme;
}

usePaper(memory.get());

document.addEventListener("DOMContentLoaded", () => {
  const words = JSON.parse(document.body.dataset.words);
  addPapers(words);
  document.querySelectorAll("table").forEach((table) => {
    addSorting(table, words);
    addFilter(table, words);
  });
  document.querySelectorAll(".figure").forEach((figure) => addPictureFiles(figure, words));
  followPlace();
  openNotesInPrint();
  letPicturesBeScrolled();
});

function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, attributes);
  element.append(...children);
  return element;
}

function addPapers(words) {
  const choice = made("select", {}, ...PAPERS.map((paper) => made("option", { value: paper }, words[paper])));
  choice.value = root.dataset.theme ?? "automatic";
  choice.addEventListener("change", () => {
    usePaper(choice.value);
    memory.set(choice.value);
  });
  document.querySelector("header").prepend(made("label", { className: "tools" }, `${words.theme} `, choice));
}

// Each heading sorts up, then down, then gives the rows their own order back. What has no number comes last.
function addSorting(table, words) {
  const body = table.tBodies[0];
  const original = [...body.rows];
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = made("button", { type: "button", title: words.sort_by.replace("{heading}", heading.textContent) });
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const next = { ascending: "descending", descending: "" }[heading.getAttribute("aria-sort")] ?? "ascending";
      headings.forEach((other) => other.removeAttribute("aria-sort"));
      if (next) heading.setAttribute("aria-sort", next);
      body.append(...(next ? sorted(original, column, next === "ascending" ? 1 : -1) : original));
    });
  });
}

function sorted(rows, column, direction) {
  const numeric = rows.some((row) => row.cells[column].dataset.order !== undefined);
  const numbers = (one, other) => direction * (one.cells[column].dataset.order - other.cells[column].dataset.order);
  const texts = (one, other) =>
    direction * one.cells[column].textContent.localeCompare(other.cells[column].textContent, root.lang, { numeric: true });
  if (!numeric) return [...rows].sort(texts);
  const known = rows.filter((row) => row.cells[column].dataset.order !== undefined);
  return [...known.sort(numbers), ...rows.filter((row) => !known.includes(row))];
}

function addFilter(table, words) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 6) return;
  const wanted = made("input", { type: "search" });
  const told = made("output");
  wanted.addEventListener("input", () => {
    const part = wanted.value.trim().toLocaleLowerCase(root.lang);
    rows.forEach((row) => { row.hidden = !row.textContent.toLocaleLowerCase(root.lang).includes(part); });
    const shown = rows.filter((row) => !row.hidden).length;
    told.textContent = part ? words.rows_shown.replace("{shown}", shown).replace("{every}", rows.length) : "";
  });
  table.parentElement.before(made("div", { className: "filter" }, made("label", {}, words.filter_rows, wanted), told));
}

function addPictureFiles(figure, words) {
  const line = [...figure.querySelectorAll(".saved")].at(-1);
  figure.querySelectorAll(".picture svg").forEach((drawing) => {
    const button = made("button", { type: "button" }, `${words.picture} (PNG)`);
    button.addEventListener("click", () => savePicture(figure, drawing));
    line.append(" · ", button);
  });
}

// A picture leaves the page with all the words that stand around it, on light paper. Lengths are points.
async function savePicture(figure, drawing) {
  const margin = 12;
  const { width, height } = drawing.viewBox.baseVal;
  const image = made("img", { src: standalone(drawing, width, height) });
  const canvas = made("canvas");
  const pen = canvas.getContext("2d");
  const set = (selector, size, weight) =>
    [...figure.querySelectorAll(selector)].flatMap(({ textContent }) => broken(pen, textContent, size, weight, width));
  const above = [...set("h2 bdi", 15, 600), ...set(".asked", 10.5, 400)];
  const below = set("figcaption p", 8, 400);
  const room = [...above, ...below].reduce((sum, line) => sum + line.high, height + 2 * margin);
  await image.decode();
  canvas.width = 3 * (width + 2 * margin);
  canvas.height = 3 * room;
  pen.scale(3, 3);
  pen.fillStyle = "white";
  pen.fillRect(0, 0, width + 2 * margin, room);
  const end = written(pen, above, margin, margin);
  pen.drawImage(image, margin, end, width, height);
  written(pen, below, margin, end + height);
  canvas.toBlob((file) => {
    const address = URL.createObjectURL(file);
    made("a", { href: address, download: `${drawing.dataset.name}.png` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  });
}

function standalone(drawing, width, height) {
  const copy = drawing.cloneNode(true);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.prepend(document.querySelector(".letters defs").cloneNode(true));
  const light = new XMLSerializer().serializeToString(copy)
    .replace(/var\(--tone-(\w{6})-\w{6}\)/g, "#$1")
    .replaceAll("var(--on-light)", "inline").replaceAll("var(--on-dark)", "none");
  return `data:image/svg+xml,${encodeURIComponent(light)}`;
}

function broken(pen, text, size, weight, width) {
  const font = `${weight} ${size}px ${getComputedStyle(root).fontFamily}`;
  pen.font = font;
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => ({ line, font, high: 1.4 * size, size }));
}

function written(pen, lines, x, top) {
  pen.fillStyle = "black";
  for (const { line, font, high, size } of lines) {
    pen.font = font;
    pen.fillText(line, x, top + size);
    top += high;
  }
  return top;
}

// The current place is the last section that begins above the middle of the window.
function followPlace() {
  const nav = document.querySelector("nav");
  const wide = matchMedia("(min-width: 75rem)");
  if (!wide.matches) nav.firstElementChild.open = false;
  const links = [...nav.querySelectorAll("a")];
  const places = links.map((link) => document.getElementById(link.hash.slice(1)));
  const follow = () => {
    const passed = places.filter((place) => place.getBoundingClientRect().top < innerHeight / 2).length;
    links.forEach((link) => link.removeAttribute("aria-current"));
    const current = links[Math.max(passed - 1, 0)];
    current.setAttribute("aria-current", "location");
    if (wide.matches) nav.scrollTop = current.offsetTop - nav.clientHeight / 2;
  };
  addEventListener("scroll", follow, { passive: true });
  follow();
}

function openNotesInPrint() {
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.kept:not([open]), nav details:not([open])")];
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));
}

// A drawing that is wider than the screen is reached by the keyboard, too.
function letPicturesBeScrolled() {
  const watch = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }));
  document.querySelectorAll(".picture").forEach((picture) => watch.observe(picture));
}
