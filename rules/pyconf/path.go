package pyconf

import (
	"cmp"
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() {
	register(map[string]function{
		"pathlib.Path":      (*evaluator).pathCall,
		"pathlib.PurePath":  (*evaluator).pathCall,
		"environ.Path":      (*evaluator).pathCall,
		"path.Path":         (*evaluator).pathCall,
		"unipath.Path":      (*evaluator).pathCall,
		"os.fspath":         (*evaluator).pathCall,
		"pathlib.Path.cwd":  workingDir,
		"os.getcwd":         workingDir,
		"pathlib.Path.home": func(e *evaluator, c *call) *Value { return e.unknown("where this path points is not seen", c.at) },
		"open":              openCall,
		"io.open":           openCall,
	})
}

func workingDir(_ *evaluator, c *call) *Value { return pathValue(".", c.at) }

func openCall(e *evaluator, c *call) *Value { return e.readFile(e.toPath(first(e, c), c.at), c.at) }

// Paths are followed as far as they are known: "/srv/shop" is absolute, "@/…"
// is under the directory that the files were given from, and anything else is
// relative to wherever the process runs.
const StackRoot = "@"

func pathValue(text string, at audit.Span) *Value {
	if len(text) > maxText/16 {
		return NewUnknown("the path is too long to be followed", at)
	}
	return &Value{Type: Path, Text: text, Span: at}
}

// filePath is __file__.
func filePath(file *audit.File, at audit.Span) *Value {
	return pathValue(StackRoot+"/"+path.Clean(strings.TrimPrefix(file.Name, "/")), at)
}

// toPath is Path(v) and the functions of os.path that keep where it points.
func (e *evaluator) toPath(v *Value, at audit.Span) *Value {
	switch {
	case v.Type == Path:
		return v
	case v.Whole():
		return pathValue(v.Text, at)
	case v.Type == Env:
		return e.lift(v, "path", Path, at, func(d *Value) *Value { return e.toPath(d, at) })
	case v.Type == Several:
		return v.Each(func(c *Value) *Value { return e.toPath(c, at) })
	case v.Type == Text:
		return &Value{Type: Path, Parts: v.Parts, Span: at}
	}
	return e.unknown(cmp.Or(v.Settle(), "where this path points is not seen"), at)
}

// joinPath is a / b and os.path.join(a, b).
func (e *evaluator) joinPath(a, b *Value, at audit.Span) *Value {
	a, b = e.toPath(a, at), e.toPath(b, at)
	if a.Type == Several || b.Type == Several {
		return e.binary("/", a, b, at)
	}
	if a.Type != Path || b.Type != Path || len(a.Parts) > 0 || len(b.Parts) > 0 {
		return e.pathWithHole(a, b, at)
	}
	if strings.HasPrefix(b.Text, "/") || strings.HasPrefix(b.Text, StackRoot+"/") {
		return b
	}
	return pathValue(JoinText(a.Text, b.Text), at)
}

func (e *evaluator) pathWithHole(a, b *Value, at audit.Span) *Value {
	if a.Type == Env && b.Known() {
		return e.lift(a, "/"+Literal(b), Path, at, func(d *Value) *Value { return e.joinPath(d, b, at) })
	}
	return e.unknown(cmp.Or(a.Settle(), cmp.Or(b.Settle(), "where this path points is not seen")), at)
}

// JoinText joins two paths and resolves ".." as far as it can.
func JoinText(a, b string) string {
	if a == "" {
		return b
	}
	out := strings.TrimRight(a, "/")
	for _, part := range strings.Split(b, "/") {
		switch part {
		case "", ".":
		case "..":
			out = parentText(out)
		default:
			out += "/" + part
		}
	}
	if out == "" {
		return "/"
	}
	return out
}

func parentText(p string) string {
	slash := strings.LastIndexByte(p, '/')
	last := p[slash+1:]
	switch {
	case p == "" || p == "/":
		return "/"
	case p == "." || last == ".." || p == StackRoot:
		return p + "/.."
	case slash < 0:
		return "."
	case slash == 0:
		return "/"
	}
	return p[:slash]
}

// pathPlus is path + "text", which is no join.
func pathPlus(a, b *Value, at audit.Span) *Value {
	if len(a.Parts) == 0 && b.Whole() {
		return pathValue(path.Clean(a.Text+b.Text), at)
	}
	return NewUnknown(cmp.Or(b.Settle(), "where this path points is not seen"), at)
}

// pathAttribute is .parent and its kin.
func (e *evaluator) pathAttribute(v *Value, attr string, at audit.Span) *Value {
	if len(v.Parts) > 0 {
		return e.unknown(cmp.Or(v.Settle(), "where this path points is not seen"), at)
	}
	switch attr {
	case "parent":
		return pathValue(parentText(v.Text), at)
	case "parents":
		return &Value{Type: Code, Text: "parents", Span: at, Object: &Object{self: v}}
	case "name":
		return textValue(v.Text[strings.LastIndexByte(v.Text, '/')+1:], at)
	case "stem", "suffix":
		return e.unknown("this part of a path is not followed", at)
	}
	return &Value{Type: Code, Text: "path." + attr, Span: at, Object: &Object{self: v}}
}

// pathMethod is a call of a method of a path.
func (e *evaluator) pathMethod(self *Value, method string, c *call) *Value {
	switch method {
	case "resolve", "absolute", "expanduser", "as_posix", "__str__", "path", "strip", "rstrip", "lower", "replace":
		if method == "replace" || method == "lower" {
			return e.unknown("where this path points is not seen", c.at)
		}
		return self
	case "joinpath", "__call__":
		for _, a := range c.args {
			self = e.joinPath(self, a, c.at)
		}
		return self
	case "with_name":
		if a := c.arg(0); a != nil && len(self.Parts) == 0 {
			return e.joinPath(pathValue(parentText(self.Text), c.at), a, c.at)
		}
	case "read_text", "read_bytes", "open":
		return e.readFile(self, c.at)
	case "exists", "is_file", "is_dir":
		return e.exists(self, c.at)
	}
	return e.unknown("this use of a path is not followed", c.at)
}

// readAtStart ends the reason why what is read from a file is not known.
const readAtStart = " is read when the site starts"

func (e *evaluator) readFile(file *Value, at audit.Span) *Value {
	v := e.unknown(cut(fileName(file, "a file"))+readAtStart, at)
	if f := e.project.at(file); f != nil {
		v.Object = &Object{file: f}
	}
	return v
}

// fileName is the last part of a path that is known.
func fileName(file *Value, otherwise string) string {
	if file.Type == Path && len(file.Parts) == 0 && path.Base(file.Text) != ".." {
		return path.Base(file.Text)
	}
	return otherwise
}

// exists is a test for a file, which is open. What a site reads from a file
// that may be missing is an addition, as an optional module is.
func (e *evaluator) exists(file *Value, at audit.Span) *Value {
	if e.project.at(file) != nil {
		return boolValue(true, at)
	}
	v := e.unknown("whether "+cut(fileName(file, "the file"))+" exists decides it", at)
	v.Shape, v.addition = Bool, true
	return v
}

// osPath is a call of a function of os.path.
func (e *evaluator) osPath(name string, c *call) *Value {
	first := c.arg(0)
	if first == nil {
		return e.unknown("this use of a path is not followed", c.at)
	}
	switch name {
	case "join":
		v := first
		for _, a := range c.args[1:] {
			v = e.joinPath(v, a, c.at)
		}
		return e.toPath(v, c.at)
	case "dirname":
		v := e.toPath(first, c.at)
		if v.Type != Path {
			return v
		}
		return e.pathAttribute(v, "parent", c.at)
	case "abspath", "realpath", "normpath", "expanduser":
		return e.cleanPath(e.toPath(first, c.at), c.at)
	case "basename":
		v := e.toPath(first, c.at)
		if v.Type != Path {
			return v
		}
		return e.pathAttribute(v, "name", c.at)
	case "exists", "isfile", "isdir":
		return e.exists(e.toPath(first, c.at), c.at)
	}
	return e.unknown("this use of a path is not followed", c.at)
}

// cleanPath resolves the ".." of a path that is known.
func (e *evaluator) cleanPath(v *Value, at audit.Span) *Value {
	if v.Type != Path || len(v.Parts) > 0 {
		return v
	}
	text := v.Text
	if strings.HasPrefix(text, "/") {
		return pathValue(path.Clean(text), at)
	}
	return pathValue(JoinText(StackRoot, strings.TrimPrefix(text, StackRoot)), at)
}

func (e *evaluator) pathCall(c *call) *Value {
	v := pathValue(".", c.at)
	for i, a := range c.args {
		if i == 0 {
			v = e.toPath(a, c.at)
			continue
		}
		v = e.joinPath(v, a, c.at)
	}
	return v
}
