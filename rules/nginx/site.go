package nginx

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/nginxconf"
)

// Site is all nginx configuration of a stack, as one nginx would read it.
type Site struct {
	Configs []*nginxconf.Config
}

// Of gives the model of the stack's nginx files; it is built once.
func Of(stack *audit.Stack) *Site {
	return audit.Once(stack, "nginx", func() *Site { return build(stack) })
}

func build(stack *audit.Stack) *Site {
	site := &Site{}
	for _, f := range stack.Of(Kind) {
		site.Configs = append(site.Configs, nginxconf.Parse(f, nil))
	}
	return site
}
