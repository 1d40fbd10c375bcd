package app

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// prose shows a Markdown text. Its headings start below Level; raw HTML is
// dropped, and only links to https and to pages of the app are links.
type prose struct {
	app.Compo
	Markdown string
	Level    int  // the level that a first heading gets, such as 2
	Untitled bool // leave the first heading out

	open func(ctx app.Context, examples []example) // nil: examples are only shown
}

// example is a block of code that can be opened as a file.
type example struct {
	name, kind, text string
}

var reader = goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()

func parseMarkdown(source []byte) ast.Node {
	return reader.Parse(text.NewReader(source), parser.WithContext(parser.NewContext()))
}

// Render makes nodes of the text.
func (p *prose) Render() app.UI {
	source := []byte(p.Markdown)
	w := &writer{source: source, level: p.Level, open: p.open}
	document := parseMarkdown(source)
	var blocks []app.UI
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		if heading, ok := n.(*ast.Heading); ok && heading.Level == 1 && p.Untitled {
			continue
		}
		blocks = append(blocks, w.node(n))
	}
	return app.Div().Class("prose").Body(blocks...)
}

// writer turns a tree of Markdown into nodes of the page.
type writer struct {
	source []byte
	level  int
	open   func(app.Context, []example)
}

func (w *writer) children(n ast.Node) []app.UI {
	var nodes []app.UI
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		nodes = append(nodes, w.node(c))
	}
	return nodes
}

// node turns one node. What it does not know is left out.
func (w *writer) node(n ast.Node) app.UI {
	switch n := n.(type) {
	case *ast.Heading:
		return app.Elem(fmt.Sprintf("h%d", min(6, w.level+n.Level-1))).Body(w.children(n)...)
	case *ast.Paragraph:
		return app.P().Body(w.children(n)...)
	case *ast.TextBlock:
		return app.Span().Body(w.children(n)...)
	case *ast.List:
		if n.IsOrdered() {
			return app.Ol().Body(w.children(n)...)
		}
		return app.Ul().Body(w.children(n)...)
	case *ast.ListItem:
		return app.Li().Body(w.children(n)...)
	case *ast.Blockquote:
		return app.Blockquote().Body(w.children(n)...)
	case *ast.ThematicBreak:
		return app.Hr()
	case *ast.FencedCodeBlock:
		info := ""
		if n.Info != nil {
			info = string(n.Info.Segment.Value(w.source))
		}
		return w.code(info, n)
	case *ast.CodeBlock:
		return w.code("", n)
	}
	return w.inline(n)
}

func (w *writer) inline(n ast.Node) app.UI {
	switch n := n.(type) {
	case *ast.Text:
		value := string(n.Segment.Value(w.source))
		if n.SoftLineBreak() || n.HardLineBreak() {
			value += " "
		}
		return app.Text(unescape(value))
	case *ast.String:
		return app.Text(string(n.Value))
	case *ast.CodeSpan:
		return app.Code().Text(plain(n, w.source))
	case *ast.Emphasis:
		if n.Level > 1 {
			return app.Strong().Body(w.children(n)...)
		}
		return app.Em().Body(w.children(n)...)
	case *ast.Link:
		return w.link(string(n.Destination), w.children(n))
	case *ast.AutoLink:
		address := string(n.URL(w.source))
		return w.link(address, []app.UI{app.Text(address)})
	case *ast.Image:
		return app.Text(plain(n, w.source))
	}
	return w.table(n)
}

func (w *writer) table(n ast.Node) app.UI {
	switch n := n.(type) {
	case *tables.Table:
		return app.Div().Class("table").TabIndex(0).Role("group").Aria("label", "Table").Body(
			app.Table().Body(w.children(n)...))
	case *tables.TableHeader:
		return app.THead().Body(app.Tr().Body(w.cells(n, true)...))
	case *tables.TableRow:
		return app.Tr().Body(w.cells(n, false)...)
	}
	return nil
}

func (w *writer) cells(row ast.Node, head bool) []app.UI {
	var cells []app.UI
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		if head {
			cells = append(cells, app.Th().Scope("col").Body(w.children(c)...))
		} else {
			cells = append(cells, app.Td().Body(w.children(c)...))
		}
	}
	return cells
}

// link makes a link of an address that may be one.
func (w *writer) link(address string, body []app.UI) app.UI {
	switch {
	case strings.HasPrefix(address, "https://"):
		return app.A().Href(address).Target("_blank").Rel("noopener noreferrer").Body(body...)
	case strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//"):
		return app.A().Href(link(address)).Body(body...)
	}
	return app.Span().Body(body...)
}

// code shows a block of code. A fence such as "nginx bad line=3" says what the
// block is an example of.
func (w *writer) code(info string, n ast.Node) app.UI {
	text := codeOf(n, w.source)
	f := parseFence(info)
	pre := app.Pre().TabIndex(0).Role("group").Aria("label", f.label()).Body(
		app.Code().Body(f.lines(text)...))
	if f.word == "" {
		return pre
	}
	examples := w.stack(f, n)
	return app.Figure().Class("example", "example-"+f.word).Body(
		app.FigCaption().Body(
			app.Span().Class("example-word").Text(f.label()),
			app.If(w.open != nil && len(examples) > 0, func() app.UI {
				return app.Button().Type("button").Class("quiet").Text(openLabel(len(examples))).
					OnClick(func(ctx app.Context, _ app.Event) { w.open(ctx, examples) }, app.EventScope(info, text))
			}),
		),
		pre,
	)
}

func openLabel(n int) string {
	if n == 1 {
		return "Open as a file"
	}
	return fmt.Sprintf("Open as %d files", n)
}

// stack gives the examples that open together with a block: consecutive blocks
// of the same word with other names form one stack, which the first one opens.
func (w *writer) stack(f fence, n ast.Node) []example {
	if before := w.fenceOf(n.PreviousSibling()); f.follows(before) {
		return nil
	}
	examples := []example{w.exampleOf(f, n)}
	for next := n.NextSibling(); ; next = next.NextSibling() {
		g := w.fenceOf(next)
		if !g.follows(f) {
			return examples
		}
		examples = append(examples, w.exampleOf(g, next))
	}
}

// fenceOf gives what a node's fence says; nothing for another node.
func (w *writer) fenceOf(n ast.Node) fence {
	block, ok := n.(*ast.FencedCodeBlock)
	if !ok || block.Info == nil {
		return fence{}
	}
	return parseFence(string(block.Info.Segment.Value(w.source)))
}

func (w *writer) exampleOf(f fence, n ast.Node) example {
	return example{name: f.file, kind: f.kind, text: codeOf(n, w.source)}
}

// codeOf gives the text of a block of code.
func codeOf(n ast.Node, source []byte) string {
	var text strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		text.Write(line.Value(source))
	}
	return text.String()
}

// plain gives the text below a node.
func plain(n ast.Node, source []byte) string {
	var out strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			out.Write(c.Segment.Value(source))
		case *ast.String:
			out.Write(c.Value)
		default:
			out.WriteString(plain(c, source))
		}
	}
	return out.String()
}

// unescape takes the backslashes away that protect punctuation in Markdown.
func unescape(s string) string {
	if !strings.Contains(s, `\`) && !strings.Contains(s, "&") {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_{}[]()<>#+-.!|\"'~&$%,/:;=?@^", s[i+1]) >= 0 {
			i++
		}
		out.WriteByte(s[i])
	}
	return entities.Replace(out.String())
}

var entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&", "&nbsp;", "\u00a0")
