// Makes the forms of genres and bands quicker to fill in. Without it they work all the same.
"use strict";

// As dev.musicgraph.catalogue.Alphabet: Ö is found as o.
const PLAIN = { "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "’": "'" };

function fold(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mn}+/gu, "")
    .replace(/[øłđðıßæœþ’]/g, (letter) => PLAIN[letter]);
}

// As dev.musicgraph.catalogue.Slug.
function slugOf(name) {
  return fold(name)
    .replace(/&/g, " and ")
    .replace(/'/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50)
    .replace(/-+$/, "");
}

// The id follows the name until somebody writes one of their own.
function followName(id) {
  const name = document.getElementById(id.dataset.slugOf);
  let untouched = id.value === "" || id.value === slugOf(name.value);
  name.addEventListener("input", () => {
    if (untouched) {
      id.value = slugOf(name.value);
    }
  });
  id.addEventListener("input", () => {
    untouched = id.value === "";
  });
}

function plural(number, word) {
  return number + " " + word;
}

// A filter, the number of what is chosen, and what is chosen as buttons that take it away.
function enrich(picker) {
  const tools = picker.querySelector(".tools");
  const filter = picker.querySelector("input[type=search]");
  const chips = picker.querySelector(".chips");
  const count = picker.querySelector(".count");
  const boxes = [...picker.querySelectorAll("input[type=checkbox]")];
  const labels = new Map(boxes.map((box) => [box, box.parentElement.textContent.trim()]));
  const keys = new Map(boxes.map((box) => [box, fold(labels.get(box))]));
  const primary = document.querySelector("select[data-primary-of='" + picker.id + "']");
  const shown = () => boxes.filter((box) => !box.parentElement.hidden);

  // One box at a time can be reached by Tab, or the button to save would lie hundreds of them away.
  function rove(to) {
    boxes.forEach((box) => {
      box.tabIndex = box === to ? 0 : -1;
    });
  }

  function tell() {
    const chosen = boxes.filter((box) => box.checked).length;
    count.textContent =
      plural(chosen, "chosen") + (filter.value ? ", " + plural(shown().length, "match") : "") + ", " + plural(boxes.length, "in all");
  }

  function chip(box) {
    const button = document.createElement("button");
    button.type = "button";
    const main = primary && primary.value === box.value;
    button.textContent = labels.get(box) + (main ? " (primary)" : "");
    button.setAttribute("aria-label", "Take away " + labels.get(box));
    button.addEventListener("click", () => {
      const place = [...chips.children].indexOf(button.parentElement);
      choose(box, false);
      const next = chips.children[Math.min(place, chips.children.length - 1)];
      (next ? next.firstElementChild : filter).focus();
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  function show() {
    chips.replaceChildren(...boxes.filter((box) => box.checked).map(chip));
    tell();
  }

  function choose(box, checked) {
    box.checked = checked;
    if (!checked && primary && primary.value === box.value) {
      primary.value = "";
    }
    show();
  }

  function narrow() {
    const wanted = fold(filter.value.trim());
    boxes.forEach((box) => {
      box.parentElement.hidden = !(keys.get(box).includes(wanted) || box.value.includes(wanted));
    });
    rove(shown()[0]);
    tell();
  }

  filter.addEventListener("input", narrow);
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      // It must not send the form. One match left: that is the one that was meant.
      event.preventDefault();
      const matches = shown();
      if (filter.value.trim() && matches.length === 1) {
        choose(matches[0], !matches[0].checked);
        filter.value = "";
        narrow();
      }
    } else if (event.key === "ArrowDown" && shown().length > 0) {
      event.preventDefault();
      shown()[0].focus();
    } else if (event.key === "Escape" && filter.value) {
      event.preventDefault();
      filter.value = "";
      narrow();
    }
  });
  picker.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = shown().indexOf(event.target);
    if (step && at >= 0) {
      event.preventDefault();
      (shown()[at + step] || (step < 0 ? filter : event.target)).focus();
    }
  });
  picker.addEventListener("focusin", (event) => {
    if (keys.has(event.target)) {
      rove(event.target);
    }
  });
  picker.addEventListener("change", (event) => {
    if (keys.has(event.target)) {
      choose(event.target, event.target.checked);
    }
  });
  if (primary) {
    primary.addEventListener("change", () => {
      const box = boxes.find((candidate) => candidate.value === primary.value);
      if (box) {
        box.checked = true;
      }
      show();
    });
  }
  tools.hidden = false;
  rove(boxes[0]);
  show();
}

document.querySelectorAll("[data-slug-of]").forEach(followName);
document.querySelectorAll(".picker").forEach(enrich);

// A second click while the first is under way sends nothing twice.
document.querySelectorAll("form.edit").forEach((form) => {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
    }
    sent = true;
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });
});

// Browsers leave the focus at the top when a page answers a form; what is wrong comes first.
document.querySelector(".problem[autofocus]")?.focus();
