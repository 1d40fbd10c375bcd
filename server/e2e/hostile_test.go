package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Hostile text gets a verdict or a problem within two seconds, and the worker
// is there for the next file.
func TestHostileText(t *testing.T) {
	p := startBrowser(t).open("http://" + startServer(t).address).ready()
	for i, c := range []struct{ name, unit string }{
		{"settings.py", "("}, {"site.conf", "{"}, {"web.service", "\\"}, {"other.conf", "location / {\n"},
		{"word.py", "a"}, {"nul.service", "\x00"}, {"broken.conf", "\xff"},
	} {
		path := filepath.Join(t.TempDir(), fmt.Sprintf("%d-%s", i, c.name))
		text := strings.Repeat(c.unit, 1<<20/len(c.unit))
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		p.give(path)
		p.waitFor(fmt.Sprintf(`%s && document.querySelector(".file-main[aria-current=true]")?.title.startsWith("%d-")`, audited, i), 2*time.Second)
		if !p.holds(`document.querySelector(".problems, .finding, .nothing")`) {
			t.Errorf("%s: neither a problem nor a verdict: %.500s", c.name, p.look())
		}
		p.run(closeAll)
	}
	auditStack(p)
	p.silent()
}
