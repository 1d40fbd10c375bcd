package django

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("dotenv-overrides", dotenvOverrides) }

// dotenvOverrides finds files that win over the environment.
func dotenvOverrides(s *Settings, r *audit.Reporter) {
	argument := map[string]string{"load_dotenv": "override", "read_env": "overwrite"}
	for _, call := range s.callsOf("load_dotenv", "read_env") {
		for _, k := range call.Keywords {
			if c, ok := k.Value.(*python.Constant); ok && c.Value == "True" && k.Name == argument[calledName(call.Call)] {
				r.Fail(call.Span(), "a .env file wins over the environment")
			}
		}
	}
}
