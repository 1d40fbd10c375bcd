// Package exact compares what we read with what gunicorn itself reads.
package exact

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"preflight/rules/audit"
	"preflight/rules/gunicorn"
	"preflight/rules/pyconf"
)

// Made by compare.py with a gunicorn from PyPI; make exact-gunicorn makes others.
//
//go:embed results.tsv
var results string

// row is a configuration and what gunicorn makes of it.
type row struct {
	config  *string
	words   []string
	env     map[string]string
	refused bool
	changed map[string]any
}

func rows(t *testing.T) []row {
	text := results
	if path := os.Getenv("GUNICORN_RESULTS"); path != "" {
		made, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text = string(made)
	}
	var all []row
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		parts := strings.Split(lines.Text(), "\t")
		if len(parts) != 4 {
			continue
		}
		var r row
		r.refused = parts[3] == `"refused"`
		for i, into := range []any{&r.config, &r.words, &r.env, &r.changed} {
			if i == 3 && r.refused {
				break
			}
			if err := json.Unmarshal([]byte(parts[i]), into); err != nil {
				t.Fatal(err)
			}
		}
		all = append(all, r)
	}
	return all
}

// server reads a row as the audit does.
func (r row) server() *gunicorn.Server {
	line := &audit.File{Name: "words", Kind: "procfile", Text: strings.Join(append([]string{"gunicorn"}, r.words...), " ")}
	files := []*audit.File{line}
	if r.config != nil {
		files = append(files, &audit.File{Name: "gunicorn.conf.py", Kind: gunicorn.Kind, Text: *r.config})
	}
	stack := audit.NewStack(files, nil, nil)
	at := line.Span(0, len(line.Text))
	c := audit.Command{Name: "web", Span: at, Words: []audit.Word{{Text: "gunicorn", Span: at}}}
	for _, w := range r.words {
		c.Words = append(c.Words, audit.Word{Text: w, Span: at})
	}
	for name, value := range r.env {
		v := audit.Variable{Name: name, Value: value, Span: at}
		c.Env = append(c.Env, v)
		stack.Define(v)
	}
	stack.Run(c)
	return gunicorn.Servers(stack)[0]
}

// TestReplay holds every value that we claim to know against gunicorn's own, and
// that we know nearly all of them.
func TestReplay(t *testing.T) {
	claimed, open, refused := 0, 0, 0
	all := rows(t)
	for n, r := range all {
		s := r.server()
		got := s.Refuses()
		switch {
		case got && r.refused:
			refused++
			continue
		case r.refused && unseen(s):
			open++
			continue
		case got != r.refused:
			t.Errorf("row %d: refused is %v, gunicorn says %v: %q\n%s", n+1, got, r.refused, r.words, text(r.config))
			continue
		}
		for _, name := range gunicorn.Names() {
			want, changed := r.changed[name]
			h := s.Get(name)
			got, known := plain(h.Value)
			switch {
			case !known:
				open++
				t.Logf("row %d: %s is not known: %s", n+1, name, pyconf.Describe(h.Value))
			case !changed && h.Source != gunicorn.Default && fmt.Sprint(got) != fmt.Sprint(initial(s, name)):
				t.Errorf("row %d: %s is %v, gunicorn has its default", n+1, name, got)
			case changed && fmt.Sprint(got) != fmt.Sprint(want):
				t.Errorf("row %d: %s is %v, gunicorn has %v\n%s", n+1, name, got, want, text(r.config))
			}
			if changed && known {
				claimed++
			}
		}
	}
	t.Logf("%d configurations, %d refused; %d changed settings equal, %d left open", len(all), refused, claimed, open)
	if len(all) < 100 || claimed < 100 || open*10 > claimed {
		t.Error("too little is compared")
	}
}

// unseen reports whether a value is not known at which gunicorn may stop.
func unseen(s *gunicorn.Server) bool {
	for _, name := range gunicorn.Names() {
		if _, known := plain(s.Get(name).Value); !known {
			return true
		}
	}
	return false
}

// initial is the default that gunicorn itself would take here.
func initial(s *gunicorn.Server, name string) any {
	v, _ := plain(s.Initial(name).Value)
	return v
}

func text(s *string) string {
	if s == nil {
		return "(no file)"
	}
	return *s
}

// plain turns a known value into what JSON would give. Where only an unset
// variable could change it, its default counts.
func plain(v *pyconf.Value) (value any, known bool) {
	switch v.Type {
	case pyconf.None:
		return nil, true
	case pyconf.Bool:
		return v.Bool, true
	case pyconf.Int:
		return float64(v.Int), true
	case pyconf.Text:
		return v.Text, v.Whole()
	case pyconf.Env:
		if v.Default == nil {
			return nil, false
		}
		return plain(v.Default)
	case pyconf.List:
		list := []any{}
		for _, it := range v.Items {
			item, ok := plain(it.Value)
			if !ok || it.Rest || len(it.When) > 0 {
				return nil, false
			}
			list = append(list, item)
		}
		return list, true
	}
	return nil, false
}
