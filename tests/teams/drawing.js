// What tests/teams/drawing.py asks of the page: Microsoft's part draws each card.
"use strict";

const HOST = new AdaptiveCards.HostConfig({
  fontFamily: '"Segoe UI", "Open Sans", "Liberation Sans", sans-serif',
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  spacing: { small: 6, default: 10, medium: 16, large: 24, extraLarge: 32, padding: 16 },
  actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left" },
  containerStyles: {
    default: { backgroundColor: "#ffffff", foregroundColors: colours() },
    emphasis: { backgroundColor: "#f0f0f0", foregroundColors: colours() },
    attention: { backgroundColor: "#fdf3f4", borderColor: "#b10e1c", foregroundColors: colours() },
  },
  textBlock: { headingLevel: 2 },
  inputs: { label: { requiredInputs: { weight: "bolder" }, optionalInputs: { weight: "bolder" } } },
});

function colours() {
  return {
    default: { default: "#242424", subtle: "#5c5c5c" },
    accent: { default: "#4f52b2", subtle: "#4f52b2" },
    attention: { default: "#b10e1c", subtle: "#b10e1c" },
  };
}

// A Markdown that can do what Teams' can: emphasis and links.
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = text
    .replace(/\*\*(.+?)\*\*|__(.+?)__/g, "<strong>$1$2</strong>")
    .replace(/\*(.+?)\*|_(.+?)_/g, "<em>$1$2</em>")
    .replace(/\[(.+?)\]\((.+?)\)/g, '<a href="$2">$1</a>');
  result.didProcess = true;
};

function drawn(card, events = []) {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  const made = new AdaptiveCards.AdaptiveCard();
  made.hostConfig = HOST;
  made.parse(card, context);
  const element = made.render();
  for (let n = 0; n < context.eventCount; n++) events.push(context.getEventAt(n).message);
  for (const each of made.validateProperties().validationEvents) events.push(each.message);
  return element;
}

function faults(cards) {
  document.body.replaceChildren();
  return cards.flatMap((card) => {
    const events = [];
    document.body.append(drawn(card, events));
    return events;
  });
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

function chat(title, rows) {
  const main = element("main", "", ...rows.map(line));
  document.body.replaceChildren(element("header", "", element("h1", "", title)), main);
  window.scrollTo(0, document.body.scrollHeight);
}

function line({ by, at, card, text, below }) {
  const said = card ? element("div", "card", drawn(card)) : element("div", "said", text);
  const kind = `line ${card ? "ours" : "own"} ${below ? "below" : ""}`;
  return element("article", kind, element("p", "who", `${by}  ${at}`), said);
}

function dialog({ title, card }) {
  const body = element("div", "", drawn(card.content));
  document.body.replaceChildren(element("main", "window", element("h1", "", title), body));
}
