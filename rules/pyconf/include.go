package pyconf

import (
	"cmp"
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() {
	register(map[string]function{
		"split_settings.tools.include":  (*evaluator).includeFiles,
		"split_settings.tools.optional": optionalPath,
	})
}

// includeFiles is include() of django-split-settings: the files run in this
// module's scope.
func (e *evaluator) includeFiles(c *call) *Value {
	for _, a := range c.args {
		optional := a.Type == Code && a.Text == "optional"
		if optional {
			a = a.Object.self
		}
		var files []*audit.File
		if a.Type == Text || a.Type == Path {
			files = e.project.glob(strings.TrimPrefix(a.Text, StackRoot+"/"), e.file)
		}
		for _, f := range files {
			e.include(f)
		}
		if len(files) == 0 {
			e.includeMissing(a, optional, c.at)
		}
	}
	return noneValue(c.at)
}

func (e *evaluator) include(f *audit.File) {
	if e.calls >= maxCalls {
		return
	}
	e.project.star(f, e.file)
	saved := e.file
	e.file = f
	e.calls++
	e.block(Tree(e.project.Stack, f).Body)
	e.calls--
	e.file = saved
}

func (e *evaluator) includeMissing(a *Value, optional bool, at audit.Span) {
	why := path.Base(cmp.Or(a.Text, "an included file")) + " is not among the files"
	if !optional {
		e.taint(why, at, nil)
		return
	}
	e.taint(why, at, &Cond{Key: e.fresh(), Want: true, Span: at, Why: why, Optional: true})
}

func optionalPath(e *evaluator, c *call) *Value {
	return &Value{Type: Code, Text: "optional", Span: c.at, Object: &Object{self: first(e, c)}}
}
