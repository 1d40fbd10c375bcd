// Package nginx models nginx configurations (contexts, inheritance, includes,
// servers and locations) and holds the rules about them.
package nginx

import "preflight/rules/audit"

// Kind is the kind of an nginx configuration file.
const Kind audit.Kind = "nginx"

// Rules are the rules that speak of one configuration.
var Rules = audit.NewSet[*Site]("nginx")

// Format is what the façade knows of nginx.
var Format = audit.Format{
	Kind:   Kind,
	Title:  "nginx",
	Detect: detect,
	Audit:  auditStack,
	Rules:  Rules.IDs,
}

func auditStack(stack *audit.Stack) {
	site := Of(stack)
	if len(site.Configs) == 0 {
		return
	}
	for _, c := range site.Configs {
		for _, p := range c.Problems {
			stack.Problem(p.Span, p.Message)
		}
		for _, comment := range c.Comments {
			stack.Comment(comment)
		}
	}
	Rules.Run(stack, site, site.Configs[0].File.Span(0, 0))
}
