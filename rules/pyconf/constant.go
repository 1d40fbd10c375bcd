package pyconf

import (
	"strings"

	"preflight/rules/audit"
)

// constant is a name of a library whose value is known.
func (e *evaluator) constant(name string, at audit.Span) *Value {
	if text, ok := constants[name]; ok {
		return textValue(text, at)
	}
	switch name {
	case "typing.TYPE_CHECKING":
		return boolValue(false, at)
	case "django.VERSION":
		return versionTuple(e.version, at)
	case "os.sep":
		return textValue("/", at)
	case "os.path.sep":
		return textValue("/", at)
	}
	if setting, ok := strings.CutPrefix(name, "django.conf.global_settings."); ok {
		if d := e.project.globalSetting(setting); d != nil {
			return stamp(d, at)
		}
	}
	return nil
}

// versionTuple is django.VERSION of the target.
func versionTuple(v audit.Version, at audit.Span) *Value {
	t := &Value{Type: Tuple, Span: at}
	for _, n := range v {
		t.Items = append(t.Items, Item{Value: intValue(int64(n), at)})
	}
	t.Items = append(t.Items, Item{Value: textValue("final", at)}, Item{Value: intValue(0, at)})
	return t
}

// constants are the texts of django.utils.csp.CSP.
var constants = map[string]string{
	"django.utils.csp.CSP.SELF": "'self'", "django.utils.csp.CSP.NONE": "'none'",
	"django.utils.csp.CSP.UNSAFE_INLINE": "'unsafe-inline'", "django.utils.csp.CSP.UNSAFE_EVAL": "'unsafe-eval'",
	"django.utils.csp.CSP.UNSAFE_HASHES": "'unsafe-hashes'", "django.utils.csp.CSP.STRICT_DYNAMIC": "'strict-dynamic'",
	"django.utils.csp.CSP.WASM_UNSAFE_EVAL": "'wasm-unsafe-eval'", "django.utils.csp.CSP.REPORT_SAMPLE": "'report-sample'",
	"django.utils.csp.CSP.NONCE": "<CSP_NONCE_SENTINEL>",
}
