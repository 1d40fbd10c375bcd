package pyconf

import (
	"cmp"
	"strings"

	"preflight/rules/syntax/python"
)

func init() {
	register(map[string]function{
		"importlib.import_module": (*evaluator).importModule,
		"dir":                     (*evaluator).dir,
	})
}

// importModule is import_module(NAME). Where a variable of the environment
// names the module, it is the default if that is among the files.
func (e *evaluator) importModule(c *call) *Value {
	name := moduleArg(first(e, c))
	if name == "" {
		return e.unknown(cmp.Or(first(e, c).Settle(), "which module is imported is not seen"), c.at)
	}
	return e.imported(name, c.at)
}

func moduleArg(v *Value) string {
	if v.Type == Env && v.Default != nil {
		v = v.Default
	}
	if !v.Whole() || strings.HasPrefix(v.Text, ".") {
		return ""
	}
	return v.Text
}

// importedByName is the module that import_module() takes in the body of a try.
func (e *evaluator) importedByName(body []python.Stmt) string {
	name := ""
	for _, s := range body {
		python.Walk(s, func(n python.Node) bool {
			if call, ok := n.(*python.Call); ok && name == "" && len(call.Args) > 0 && strings.HasSuffix(callName(call), "import_module()") {
				name = moduleArg(Restrict(e.eval(call.Args[0]), e.facts))
			}
			return name == ""
		})
	}
	return name
}

// dir is dir(module): its names, where it is among the files.
func (e *evaluator) dir(c *call) *Value {
	of := first(e, c)
	if of.Type != Code || of.Object == nil || of.Object.module == nil || of.Object.module.running {
		return e.unknown(cmp.Or(of.Settle(), "what dir() gives is not seen"), c.at)
	}
	v := &Value{Type: List, Span: c.at, ident: e.nextIdent()}
	for _, name := range of.Object.module.Scope.Order {
		if len(v.Items) < maxItems {
			v.Items = append(v.Items, Item{Value: textValue(name, c.at)})
		}
	}
	return v
}
