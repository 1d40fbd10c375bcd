package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("websocket-origin-open", websocketOriginOpen) }

// websocketOriginOpen checks that the application behind "websocket" compares
// origins before it trusts the visitor's cookies.
func websocketOriginOpen(s *Settings, r *audit.Reporter) {
	for _, call := range s.callsOf("ProtocolTypeRouter") {
		if len(call.Args) == 0 {
			continue
		}
		if routes, ok := call.Args[0].(*python.Dict); ok {
			websocketRoute(routes, r)
		}
	}
}

func websocketRoute(routes *python.Dict, r *audit.Reporter) {
	for i, k := range routes.Keys {
		key, ok := k.(*python.Str)
		if !ok || key.Value != "websocket" {
			continue
		}
		validated, cookies := false, false
		python.Walk(routes.Values[i], func(n python.Node) bool {
			if call, ok := n.(*python.Call); ok {
				name := calledName(call)
				validated = validated || strings.HasSuffix(name, "OriginValidator")
				cookies = cookies || cookieStacks[name]
			}
			return true
		})
		switch {
		case validated:
			r.Pass(key.Span())
		case cookies:
			r.Fail(key.Span(), "WebSockets take the visitor's cookies from any site")
		default:
			r.Unknown(key.Span(), "whether WebSockets trust cookies or compare origins is not seen")
		}
	}
}

// cookieStacks are the wrappers of Channels that know the visitor by cookies.
var cookieStacks = namesOf("AuthMiddlewareStack", "SessionMiddlewareStack", "AuthMiddleware", "SessionMiddleware", "CookieMiddleware")
