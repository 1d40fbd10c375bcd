package apache

import (
	"fmt"
	"strconv"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("hsts-weak", hstsWeak) }

// hstsWeak checks that a Strict-Transport-Security header lasts.
func hstsWeak(c *Config, r *audit.Reporter) {
	const halfYear, twoYears = 15768000, "max-age=63072000"
	for _, h := range c.headers() {
		if h.name != "strict-transport-security" || !h.sets() {
			continue
		}
		age, ok := maxAge(h.value)
		switch i := h.valueIndex(); {
		case isOpen(h.value):
			r.Unknown(h.Head(), "the value of Strict-Transport-Security comes from a variable")
		case !ok:
			c.doubt(h.Use, r.Fail(h.Head(), "Strict-Transport-Security has no valid max-age"))
		case age == 0:
			c.doubt(h.Use, r.Fail(h.Head(), "max-age is 0: browsers forget to stay with TLS"))
		case age < halfYear:
			text := `"` + strings.Replace(h.value, "max-age="+strconv.Itoa(age), twoYears, 1) + `"`
			c.doubt(h.Use, r.Fail(h.Head(), fmt.Sprintf("max-age is %d seconds, less than half a year", age), h.setArg(i, text, "Set max-age to two years")))
		default:
			r.Pass(h.Head())
		}
	}
}

// maxAge reads the max-age of a Strict-Transport-Security header.
func maxAge(value string) (seconds int, ok bool) {
	for _, part := range strings.Split(strings.ToLower(value), ";") {
		if age, found := strings.CutPrefix(strings.TrimSpace(part), "max-age="); found {
			n := number(strings.Trim(age, `"`))
			return n, n >= 0
		}
	}
	return 0, false
}
