package stack_test

import (
	"strings"
	"testing"
)

func TestMisspeltVariables(t *testing.T) {
	for _, row := range []struct{ reads, env, want string }{
		{`os.environ["DB_PASSWORD"]`, "DB_PASSWORD=x", ""},
		{`os.environ["DB_PASSWORD"]`, "DB_PASSWROD=x", ".env:1 medium"},
		{`os.environ["DB_PASSWORD"]`, "A=1\nDB_PASSWORDS=x", ".env:2 medium"},
		{`os.environ["DEBUG"]`, "debug=1", ".env:1 medium"},
		{`os.environ["DB_PASSWORD"]`, "DB_PASSWORD=x\nDB_PASSWORDS=y", ""},
		{`os.environ["DB2_HOST"]`, "DB1_HOST=x", ""},
		{`os.environ["EMAIL_PORT"]`, "EMAIL_HOST=x", ""},
		{`os.environ["POSTGRES_USER"], "POSTGRES_USERS"`, "POSTGRES_USERS=x", ""},
	} {
		module := strings.Replace(settings, "DEBUG = False", "DEBUG = False\nOTHER = "+row.reads, 1)
		if got := said("stack/variable-misspelt", "settings.py", module, ".env", "SECRET_KEY=abc\n"+row.env+"\n"); shift(got) != row.want {
			t.Errorf("%s and %q: %q, want %q", row.reads, row.env, got, row.want)
		}
	}
}

// shift counts the lines from the one after SECRET_KEY.
func shift(said string) string {
	return strings.NewReplacer(".env:2", ".env:1", ".env:3", ".env:2").Replace(said)
}
