// The code editor: CodeMirror in a shadow root, behind one global with eight
// verbs. Positions are UTF-16 code units; the Go side converts.
import { Compartment, EditorState, StateEffect, StateField, RangeSet } from "@codemirror/state";
import {
  EditorView, Decoration, GutterMarker, gutter, keymap, lineNumbers, hoverTooltip,
  highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, drawSelection, placeholder,
} from "@codemirror/view";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { StreamLanguage, HighlightStyle, syntaxHighlighting, bracketMatching } from "@codemirror/language";
import { search, searchKeymap, openSearchPanel, highlightSelectionMatches } from "@codemirror/search";
import { nginx } from "@codemirror/legacy-modes/mode/nginx";
import { properties } from "@codemirror/legacy-modes/mode/properties";
import { python } from "@codemirror/legacy-modes/mode/python";
import { shell } from "@codemirror/legacy-modes/mode/shell";
import { tags } from "@lezer/highlight";

const languages = { nginx, properties, python, shell };

// Colours come from the page's custom properties, which cross the shadow root.
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword, tags.controlKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.atom, tags.null], color: "var(--code-number)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.heading, tags.definition(tags.variableName)], color: "var(--code-name)" },
  { tag: [tags.variableName, tags.propertyName], color: "var(--code-name)" },
]);

const severities = ["info", "low", "medium", "high", "critical"];
const shapes = { critical: "◆", high: "▲", medium: "●", low: "○", info: "i", unknown: "?" };
const weight = (mark) => severities.indexOf(mark.severity);

class Shape extends GutterMarker {
  constructor(mark, count) {
    super();
    this.mark = mark;
    this.count = count;
  }
  eq(other) { return other.mark.id === this.mark.id && other.count === this.count; }
  toDOM() {
    const dot = document.createElement("span");
    dot.className = "shape shape-" + this.mark.severity;
    dot.textContent = shapes[this.mark.severity];
    dot.title = this.mark.message + (this.count > 1 ? ` (and ${this.count - 1} more)` : "");
    return dot;
  }
}

const setMarks = StateEffect.define();

// marks keeps the findings of the text and moves them along as it changes.
const marks = StateField.define({
  create: () => ({ ranges: Decoration.none, shapes: RangeSet.empty }),
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) return drawn(transaction.state.doc, effect.value);
    }
    if (!transaction.docChanged) return value;
    return { ranges: value.ranges.map(transaction.changes), shapes: value.shapes.map(transaction.changes) };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.ranges),
});

function drawn(doc, findings) {
  const ranges = [];
  const lines = new Map();
  for (const mark of findings) {
    const from = Math.min(mark.from, doc.length);
    const line = doc.lineAt(from);
    const to = Math.min(Math.max(mark.to, from), line.to); // a long span is marked on its first line
    const end = to > from ? to : Math.min(from + 1, line.to);
    if (end > from) {
      ranges.push(Decoration.mark({ class: "found found-" + mark.severity, mark }).range(from, end));
    }
    const known = lines.get(line.from);
    if (!known) lines.set(line.from, { mark, count: 1 });
    else lines.set(line.from, { mark: weight(mark) > weight(known.mark) ? mark : known.mark, count: known.count + 1 });
  }
  const dots = [...lines].map(([from, { mark, count }]) => new Shape(mark, count).range(from));
  return { ranges: Decoration.set(ranges, true), shapes: RangeSet.of(dots, true) };
}

function marksAt(state, from, to) {
  const found = [];
  state.field(marks).ranges.between(from, to, (_from, _to, range) => { found.push(range.spec.mark); });
  return found.sort((a, b) => weight(b) - weight(a));
}

const hover = hoverTooltip((view, position) => {
  const found = marksAt(view.state, position, position);
  if (found.length === 0) return null;
  return {
    pos: position,
    create() {
      const dom = document.createElement("div");
      for (const mark of found.slice(0, 8)) {
        const row = dom.appendChild(document.createElement("div"));
        row.className = "hover-row";
        const shape = row.appendChild(document.createElement("span"));
        shape.className = "shape shape-" + mark.severity;
        shape.textContent = shapes[mark.severity];
        row.append(mark.message);
      }
      return { dom };
    },
  };
});

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "13px" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "20px" },
  ".cm-content": { caretColor: "var(--text)", padding: "4px 0" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--text-dim)", border: "0" },
  ".cm-activeLine": { backgroundColor: "var(--line-now)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--line-now)", color: "var(--text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "var(--selection)" },
  ".cm-selectionMatch": { backgroundColor: "var(--match)" },
  ".cm-searchMatch": { backgroundColor: "var(--match)", outline: "1px solid var(--edge-strong)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--match)", outline: "0" },
  ".cm-placeholder": { color: "var(--text-dim)" },
  ".shapes": { width: "20px" },
  ".shapes .cm-gutterElement": { cursor: "pointer", textAlign: "center" },
  ".shape": { fontFamily: "var(--sans)", fontWeight: "700", fontSize: "12px" },
  ".shape-critical": { color: "var(--critical)" },
  ".shape-high": { color: "var(--high)" },
  ".shape-medium": { color: "var(--medium)" },
  ".shape-low": { color: "var(--low)" },
  ".shape-info, .shape-unknown": { color: "var(--info)" },
  ".found": { textDecoration: "underline wavy 1px", textUnderlineOffset: "3px", textDecorationSkipInk: "none" },
  ".found-critical": { textDecorationColor: "var(--critical)" },
  ".found-high": { textDecorationColor: "var(--high)" },
  ".found-medium": { textDecorationColor: "var(--medium)" },
  ".found-low": { textDecorationColor: "var(--low)", textDecorationStyle: "dotted" },
  ".found-info, .found-unknown": { textDecorationColor: "var(--info)", textDecorationStyle: "dotted" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)", color: "var(--text)", border: "1px solid var(--edge-strong)",
    borderRadius: "4px", padding: "4px 8px", maxWidth: "480px", fontFamily: "var(--sans)",
  },
  ".hover-row": { display: "flex", gap: "8px", padding: "2px 0" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)", borderColor: "var(--edge)" },
  ".cm-textfield": { backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--edge-strong)" },
  ".cm-button": {
    backgroundImage: "none", backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--edge-strong)",
  },
});

// smallest gives the one change that turns a text into another, so that the
// cursor and the undo history survive.
function smallest(before, after) {
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < limit - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { from: start, to: before.length - tail, insert: after.slice(start, after.length - tail) };
}

// mount puts an editor into an element. onChange is told of every change, the
// text itself is asked for with getText; onSelect is given the id of a finding.
function mount(host, { label, hint, onChange, onSelect }) {
  const root = host.shadowRoot || host.attachShadow({ mode: "open" });
  root.replaceChildren();
  const states = new Map(); // a state for each file, so that each keeps its undo
  let file = null;
  let quiet = false;
  let breaks = "\n";

  const select = (view, line) => {
    const found = marksAt(view.state, line.from, line.to);
    if (found.length > 0) onSelect(found[0].id);
    return found.length > 0;
  };
  // Highlighting takes a line at a time and may be slow on a very long one, so
  // a text that has one is not highlighted.
  const tongue = new Compartment();
  const language = (name, wild) => (languages[name] && !wild ? [StreamLanguage.define(languages[name])] : []);
  const long = (lines) => {
    for (const line of lines) if (line.length > 5000) return true;
    return false;
  };
  const calm = EditorState.transactionExtender.of((transaction) => {
    let wild = false;
    transaction.changes.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => { wild ||= long(inserted.iterLines()); });
    return wild ? { effects: tongue.reconfigure([]) } : null;
  });
  const fresh = (text, lang) => EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(), gutter({
        class: "shapes",
        markers: (view) => view.state.field(marks).shapes,
        initialSpacer: () => new Shape({ id: "", severity: "info", message: "" }, 1),
        domEventHandlers: { mousedown: select },
      }),
      marks, hover, history(), drawSelection(), highlightSpecialChars(), highlightActiveLine(),
      highlightActiveLineGutter(), highlightSelectionMatches(), bracketMatching(), search({ top: true }),
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
      syntaxHighlighting(colours), theme, placeholder(hint || ""), EditorState.tabSize.of(4),
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "false", autocapitalize: "off", translate: "no" }),
      EditorView.updateListener.of((update) => { if (update.docChanged && !quiet) onChange(); }),
      tongue.of(language(lang, long(text.split(/\r\n?|\n/)))), calm,
    ],
  });
  const view = new EditorView({ parent: root, root, state: fresh("", "") });

  const plainly = (change) => {
    quiet = true;
    change();
    quiet = false;
  };
  const lineBreak = (text) => /\r\n?|\n/.exec(text)?.[0] ?? "\n";
  const getText = () => view.state.doc.sliceString(0, undefined, breaks);

  return {
    // open shows another file; one shown before comes back with its history.
    open(id, text, lang) {
      if (file !== null) states.set(file, view.state);
      const kept = states.get(id);
      file = id;
      breaks = lineBreak(text);
      plainly(() => view.setState(kept || fresh(text, lang)));
      if (kept) this.setText(text);
    },
    setLang(lang) {
      view.dispatch({ effects: tongue.reconfigure(language(lang, long(view.state.doc.iterLines()))) });
    },
    setText(text) {
      breaks = lineBreak(text);
      const change = smallest(view.state.doc.toString(), text.replace(/\r\n?/g, "\n"));
      if (change.from < change.to || change.insert) plainly(() => view.dispatch({ changes: change }));
    },
    getText,
    setFindings(findings) {
      view.dispatch({ effects: setMarks.of(findings) });
    },
    reveal(from, to, focus) {
      const end = view.state.doc.length;
      const selection = { anchor: Math.min(from, end), head: Math.min(to, end) };
      view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: "center" }) });
      if (focus) view.focus();
    },
    search() {
      openSearchPanel(view);
    },
    forget(id) {
      states.delete(id);
    },
    destroy() {
      view.destroy();
      root.replaceChildren();
    },
  };
}

globalThis.preflightEditor = { mount };
