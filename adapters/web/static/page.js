// The page's script: sends what people type and press, and draws what changed. The server draws all
// HTML; nothing here builds markup from text.

const AWAY = "Groundwork is not answering. What you sent is kept here, and goes again by itself.";
const QUIET = "Groundwork is not answering. This page looks again every second.";
const SORRY = "Something went wrong here, and nothing was kept. Please try again.";
const you = document.body.dataset.you;
const place = document.body.dataset.place;
const by = (id) => document.getElementById(id);
const [list, scroll, say, composer] = ["messages", "scroll", "say", "composer"].map(by);
const [form, panel, sure] = ["form", "panel", "sure"].map(by);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const newId = () => crypto.randomUUID();

// Telling: one line above the message box, or inside the dialog that is open.

function statusLine() {
  return document.querySelector("dialog[open] [role=status]") ?? by("status");
}
function tell(text, bad = false) {
  const line = statusLine();
  line.classList.toggle("bad", bad);
  if (line.textContent !== text) line.textContent = text;
}
function hush(text) {
  for (const line of document.querySelectorAll(".status"))
    if (!text || line.textContent === text) line.textContent = "";
}

// Sending: while the server is away, the same act with the same id goes again by itself.

async function post(path, body) {
  answering = true;
  for (;;) {
    try {
      const response = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      hush(AWAY);
      const answer = await response.json().catch(() => ({}));
      return response.ok ? answer : { error: answer.error ?? SORRY };
    } catch (reason) {
      if (!(reason instanceof TypeError)) throw reason; // fetch's word for: no connection
      tell(AWAY, true);
      await wait(2000);
    }
  }
}
const act = (more) => ({ id: newId(), person: you, place, ...more });

// Messages

const drawn = new Map(); // what each message was drawn from, to leave alone what did not change
let version = document.body.dataset.version;
for (const item of list.children) drawn.set(item.dataset.key, item.innerHTML);

let looking = null;
function refresh() {
  looking ??= look().finally(() => (looking = null));
  return looking;
}
async function look() {
  const query = new URLSearchParams({ you, place, after: version });
  let response;
  try {
    response = await fetch(`/page/messages?${query}`);
  } catch {
    if (!statusLine().textContent) tell(QUIET, true);
    return undefined;
  }
  hush(QUIET);
  if (!response.ok) return undefined;
  setNow(response.headers.get("X-Page-Now"));
  if (response.status === 204) return undefined;
  merge(new DOMParser().parseFromString(`<ol>${await response.text()}</ol>`, "text/html"));
  version = response.headers.get("X-Page-Version");
  return seen();
}

function merge(fresh) {
  const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 160;
  const known = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const added = [];
  let before = null;
  for (const item of fresh.querySelectorAll("ol:first-of-type > li[data-key]")) {
    const old = known.get(item.dataset.key);
    known.delete(item.dataset.key);
    if (!old) added.push(item);
    const stands = old ? redraw(old, item) : item;
    // What stands in its place is not moved: the list is a log, and would be read out again.
    const next = before ? before.nextElementSibling : list.firstElementChild;
    if (stands !== next) list.insertBefore(stands, next);
    before = stands;
    drawn.set(item.dataset.key, item.innerHTML);
  }
  for (const [key, item] of known) {
    item.remove();
    drawn.delete(key);
  }
  arrive(added.filter((item) => item.dataset.message), atEnd);
  readOut();
}
function redraw(old, item) {
  old.className = item.className;
  if (drawn.get(item.dataset.key) === item.innerHTML) return old;
  const open = [...old.querySelectorAll("details")].map((each) => each.open);
  const pressed = old.contains(document.activeElement) && carriedBy(document.activeElement);
  old.innerHTML = item.innerHTML;
  old.querySelectorAll("details").forEach((each, at) => { each.open = open[at] ?? false; });
  if (pressed) goTo(old, pressed);
  return old;
}

// Where the keyboard goes on: at the same button, else at the message that it stood under.

const carriedBy = (button) => button.dataset.press ?? button.dataset.find ?? "nothing";
let origin = { key: "", press: "" }; // what was pressed last
function goTo(item, press) {
  const same = [...(item?.querySelectorAll("[data-press], [data-find]") ?? [])].find(
    (each) => carriedBy(each) === press && each.checkVisibility(),
  );
  (same ?? item?.querySelector("article") ?? say).focus({ preventScroll: true });
}
function back() {
  goTo([...list.children].find((item) => item.dataset.key === origin.key), origin.press);
}
for (const dialog of [form, panel, sure])
  dialog.addEventListener("close", () => { // what opened it may have been drawn anew meanwhile
    if (dialog.returnValue !== "sent") onward = "";
    dialog.returnValue = "";
    const at = document.activeElement;
    if (!at || at === document.body || !at.checkVisibility()) back();
  });

// In a direct message a press leads to the next question: there the keyboard goes on, and a mouse in
// the message box. Somebody who went elsewhere meanwhile is left alone.
let onward = "";
function goOn(next) {
  if (!next) return;
  const [at, how] = [document.activeElement ?? document.body, onward];
  onward = "";
  if (!how || !(at === document.body || list.contains(at))) return;
  if (how === "keyboard") next.querySelector("article").focus({ preventScroll: true });
  else if (matchMedia("(pointer: fine)").matches) say.focus({ preventScroll: true });
}

// What is new is read out once: the list itself is silent, for its messages are drawn anew.

const heard = new Set([...list.querySelectorAll("[data-message]")].map((each) => each.dataset.message));
function readOut() {
  const fresh = [...list.querySelectorAll("[data-message]")].filter((each) => !heard.has(each.dataset.message));
  for (const each of fresh) heard.add(each.dataset.message);
  const others = fresh.filter((each) => !each.matches(".mine"));
  const lines = others.length > 4 ? [`${others.length} new messages.`] : others.map(aloud);
  for (const line of lines) {
    const said = document.createElement("p");
    said.textContent = line;
    by("heard").append(said);
    setTimeout(() => said.remove(), 20_000); // it stands in the list, where it is to be found later
  }
}
function aloud(item) {
  const box = item.querySelector(":scope > article > .box") ?? item;
  const choices = [...box.querySelectorAll(":scope > .buttons > button")].map((each) => each.textContent.trim());
  const says = box.querySelector(":scope > .says").innerText.trim();
  return [`${item.dataset.by ?? "Groundwork"} says: ${says}`, choices.length ? `Choices: ${choices.join(", ")}.` : ""].join("\n").trim();
}

// Who has just acted wants to see what comes of it, until they scroll away.
let answering = false;
for (const kind of ["wheel", "touchmove"])
  scroll.addEventListener(kind, () => { answering = false; }, { passive: true });

function arrive(added, atEnd) {
  if (!added.length) return;
  const others = added.filter((item) => !item.matches(".mine"));
  for (const item of added) item.classList.add("fresh");
  goOn(others[0]);
  if (atEnd || answering || others.length < added.length) return down(added[0]);
  by("jump").hidden = false;
}
function down(first) {
  // A long answer is read from its beginning, so its first line stays in sight.
  const top = first ? first.offsetTop - list.offsetTop - 16 : Infinity;
  const end = scroll.scrollHeight - scroll.clientHeight;
  scroll.scrollTo({ top: Math.min(top, end), behavior: still.matches ? "auto" : "smooth" });
  by("jump").hidden = true;
}
by("jump").addEventListener("click", () => down());
scroll.addEventListener("scroll", () => {
  if (scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60) by("jump").hidden = true;
});

// Writing

const DRAFT = `draft:${you}:${place}`;
let draft = { text: "", files: [], id: newId(), ...JSON.parse(sessionStorage.getItem(DRAFT) ?? "null") };
say.value = draft.text;
fit();
drawFiles();
function fit() {
  say.style.height = "auto";
  say.style.height = `${Math.min(say.scrollHeight, 192)}px`;
}
function keepDraft(files = draft.files) {
  if (draft.text !== say.value || draft.files !== files) draft = { text: say.value, files, id: newId() };
  try {
    sessionStorage.setItem(DRAFT, JSON.stringify(draft));
  } catch {
    sessionStorage.removeItem(DRAFT); // too long to keep for a reload; it still stands in the box
  }
  fit();
  drawFiles();
}
say.addEventListener("input", () => keepDraft());
say.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});
composer.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (say.readOnly) return;
  if (!say.value.trim() && !draft.files.length) return tell("Type a message first.");
  hush();
  keepDraft();
  say.readOnly = by("leave").disabled = by("left").inert = true;
  const { text, files, id } = draft;
  const answer = await post("/page/say", { ...act({ text, files }), id });
  say.readOnly = by("leave").disabled = by("left").inert = false;
  if (answer.error) return tell(answer.error, true);
  say.value = "";
  keepDraft([]);
  say.focus();
  await after(answer);
});
list.addEventListener("click", (event) => {
  const example = event.target.closest("[data-example]");
  if (!example) return;
  say.value = example.dataset.example;
  keepDraft();
  say.focus();
});

// Files: nothing but their names is read here, so what is in them never leaves the browser.

function leave(files) {
  keepDraft([...draft.files, ...[...files].map((file) => file.name)]);
  say.focus();
}
function drawFiles() {
  by("left").hidden = !draft.files.length;
  by("files").replaceChildren(...draft.files.map((name, at) => {
    const item = by("a-file").content.firstElementChild.cloneNode(true);
    item.querySelector("span").textContent = name;
    item.querySelector("button").ariaLabel = `Remove ${name}`;
    item.querySelector("button").dataset.file = at;
    return item;
  }));
}
by("leave").addEventListener("click", () => by("pick").click());
by("pick").addEventListener("change", () => { leave(by("pick").files); by("pick").value = ""; });
by("files").addEventListener("click", (event) => {
  const at = event.target.closest("[data-file]")?.dataset.file;
  if (at === undefined) return;
  keepDraft(draft.files.filter((_, each) => each !== Number(at)));
  (by("files").querySelector("button") ?? by("leave")).focus();
});
say.addEventListener("paste", (event) => {
  // A copied table is text and a picture of it; then the text is what is meant.
  if (!event.clipboardData.files.length || event.clipboardData.types.includes("text/plain")) return;
  event.preventDefault();
  leave(event.clipboardData.files);
});
for (const kind of ["dragover", "drop"])
  document.addEventListener(kind, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault(); // else the browser would leave the page to show the file
    if (kind === "drop" && !say.readOnly) leave(event.dataTransfer.files);
  });

// Pressing

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-press], [data-find]");
  if (!button || button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  hush();
  const item = button.closest("[data-key]");
  if (item) origin = { key: item.dataset.key, press: carriedBy(button) };
  if (item && place === you) onward = event.detail ? "mouse" : "keyboard";
  const label = button.textContent.trim();
  const { find, press } = button.dataset;
  const answer = find
    ? await post("/page/find", act({ message: Number(find) }))
    : await post("/page/press", act({ value: press, label }));
  button.ariaBusy = null;
  if (answer.error) return tell(answer.error, true);
  await after(answer, { title: label, inPanel: "panel" in button.dataset || panel.contains(button) });
});
async function after(answer, { title = "", inPanel = false } = {}) {
  const says = answer.show ?? answer.quiet;
  if (says) onward = "";
  if (answer.dialog) openForm(answer.dialog);
  else if (says && inPanel) openPanel(says, title);
  else if (says) note(says);
  else panel.close();
  await refresh();
}
function note(html) {
  by("note-body").innerHTML = html;
  by("note").hidden = false;
}
by("dismiss").addEventListener("click", () => { by("note").hidden = true; back(); });

// Dialogs

function openPanel(html, title) {
  by("panel-body").innerHTML = html;
  if (!panel.open) { by("panel-title").textContent = title; panel.showModal(); }
  by("panel-title").focus();
}
function openForm(html) {
  const first = !form.open;
  panel.close();
  form.innerHTML = html;
  form.firstElementChild.dataset.id = newId();
  if (first) form.showModal();
  // A second step begins with something to read, such as what will be sent.
  const field = first && form.querySelector("[data-field] :is(input, textarea, select)");
  (field || by("form-title")).focus();
}
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
  if (event.target === panel) panel.close(); // the backdrop
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const sheet = event.target;
  if (sheet.ariaBusy === "true") return;
  sheet.ariaBusy = "true";
  mend(sheet, {});
  const values = Object.fromEntries(new FormData(sheet));
  const { form: name, request, about, source, id } = sheet.dataset;
  const filled = { form: name, request: Number(request), about, source, values };
  const answer = await post("/page/fill", { ...act(filled), id });
  sheet.ariaBusy = null;
  if (answer.error) return problem(sheet, answer.error);
  if (answer.errors) return mend(sheet, answer.errors);
  if (answer.quiet) { // it cannot be done now; what was typed stays, and may be sent again
    sheet.dataset.id = newId();
    return problem(sheet, new DOMParser().parseFromString(answer.quiet, "text/html").body.textContent.trim());
  }
  if (answer.dialog) return openForm(answer.dialog);
  form.close("sent");
  await after(answer);
});
function mend(sheet, errors) {
  const rest = { ...errors };
  for (const field of sheet.querySelectorAll("[data-field]")) {
    const wrong = errors[field.dataset.field] ?? "";
    delete rest[field.dataset.field];
    const line = field.querySelector(".error");
    line.textContent = wrong;
    line.hidden = !wrong;
    field.classList.toggle("wrong", Boolean(wrong));
    for (const input of field.querySelectorAll("input, textarea, select"))
      input.ariaInvalid = wrong ? "true" : null;
  }
  problem(sheet, Object.values(rest).join(" "));
  sheet.querySelector(".wrong :is(input, textarea, select)")?.focus();
}
function problem(sheet, text) {
  const line = sheet.querySelector("[data-problem]");
  line.textContent = text;
  line.hidden = !text;
}

// The clock, the example month, and starting again

function setNow(words) {
  if (words && by("now").textContent !== words) by("now").textContent = words;
}
const slow = [...document.querySelectorAll("[data-move], #example, #restart, #do-restart")];
async function takesAWhile(path, body, meanwhile, done) {
  for (const button of slow) button.disabled = true;
  const clock = document.querySelector(".clock");
  clock.ariaBusy = "true";
  tell(meanwhile);
  const answer = await post(path, body);
  clock.ariaBusy = null;
  by("progress").hidden = true;
  for (const button of slow) button.disabled = false;
  setNow(answer.now);
  tell(answer.error ?? (done ? `${done} ${answer.now}.` : ""), Boolean(answer.error));
  await refresh();
  return answer;
}
for (const button of document.querySelectorAll("[data-move]"))
  button.addEventListener("click", async () => {
    toggleMoves(false);
    await takesAWhile("/page/clock", { to: button.dataset.move }, "The clock is moving on.", "It is now");
    button.focus();
  });
by("example").addEventListener("click", () => {
  drawer(false);
  return takesAWhile("/page/example", {}, "Filling in a month. This takes a few seconds.", "The month is filled in. It is now");
});
const ask = (dialog) => { dialog.showModal(); dialog.querySelector("[data-close]").focus(); };
by("restart").addEventListener("click", () => { drawer(false); ask(sure); });
by("do-restart").addEventListener("click", async () => {
  sure.close();
  const answer = await takesAWhile("/page/restart", {}, "Starting again.", "");
  if (!answer.error) startedAgain();
});
let leaving = false;
function startedAgain() {
  if (leaving) return; // told by the answer and by the news
  leaving = true;
  for (const key of Object.keys(localStorage)) if (key.startsWith("seen:")) localStorage.removeItem(key);
  location.assign(`/?${new URLSearchParams({ you, place })}`);
}

// On a phone: the drawer and the clock's menu

function toggleMoves(open) {
  by("moves").classList.toggle("open", open);
  by("open-moves").ariaExpanded = String(open);
}
function drawer(open) {
  const was = by("side").classList.contains("open");
  by("side").classList.toggle("open", open);
  by("veil").hidden = !open;
  by("open-side").ariaExpanded = String(open);
  document.querySelector("main").inert = open;
  document.querySelector(".top").inert = open;
  if (open) by("side").querySelector("[aria-current]").focus();
  else if (was) by("open-side").focus();
}
by("open-moves").addEventListener("click", () => {
  const open = !by("moves").classList.contains("open");
  toggleMoves(open);
  if (open) by("moves").querySelector("button").focus();
});
by("open-side").addEventListener("click", () => drawer(true));
by("veil").addEventListener("click", () => drawer(false));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (by("side").classList.contains("open")) drawer(false);
  if (by("moves").classList.contains("open")) { toggleMoves(false); by("open-moves").focus(); }
});
document.addEventListener("click", (event) => {
  if (!event.target.closest(".clock")) toggleMoves(false);
});
matchMedia("(min-width: 48.01rem)").addEventListener("change", () => drawer(false));

// What is new elsewhere: a dot beside the person or place, until it was looked at

const seenKey = (person, where) => `seen:${person}:${where}`;
async function latest() {
  const response = await fetch("/page/latest").catch(() => null);
  return response?.ok ? response.json() : null;
}
async function seen() {
  const at = await latest();
  if (!at) return;
  if (document.visibilityState === "visible") localStorage.setItem(seenKey(you, place), at[place]);
  const unread = (person, where) => at[where] > Number(localStorage.getItem(seenKey(person, where)) ?? 0);
  for (const link of document.querySelectorAll("[data-person]")) {
    const places = link.dataset.places.trim().split(" ");
    const other = link.dataset.person !== you;
    link.querySelector(".new").hidden = !(other && places.some((each) => unread(link.dataset.person, each)));
  }
  for (const link of document.querySelectorAll("[data-goes-to]"))
    link.querySelector(".new").hidden = !unread(you, link.dataset.goesTo);
}

// Looking again: when told to, and once a second besides, for another process may have written.

const events = new EventSource("/page/events");
events.addEventListener("changed", (event) =>
  JSON.parse(event.data).place === place ? refresh() : seen());
events.addEventListener("restarted", startedAgain);
events.addEventListener("clock", (event) => {
  const { now, done, of } = JSON.parse(event.data);
  setNow(now);
  by("progress").hidden = done >= of;
  by("progress").value = Math.round((100 * done) / of);
});
setInterval(() => { if (document.visibilityState === "visible") refresh(); }, 1000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) { refresh(); seen(); } });
addEventListener("pagehide", () => events.close());
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

scroll.scrollTop = scroll.scrollHeight;
if (matchMedia("(pointer: fine)").matches) say.focus();
seen();
