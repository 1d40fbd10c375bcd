// Package requirements reads pip's requirements files and judges what they
// install.
package requirements

import (
	"path"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/reqfile"
)

// Rules are the rules of requirements files.
var Rules = audit.NewSet[*Requirements]("requirements")

// Format is the kind "requirements".
var Format = audit.Format{
	Kind: "requirements", Title: "Python requirements",
	Detect: detect, Publish: publish, Audit: run, Rules: Rules.IDs,
}

// Requirements is one requirements file.
type Requirements struct {
	*reqfile.File
	Source      *audit.File
	Development bool // for developers and tests, by its name
}

// Find gives the requirements for a package, by its normalised name.
func (q *Requirements) Find(name string) []reqfile.Requirement {
	var found []reqfile.Requirement
	for _, r := range q.Requirements {
		if r.Name == name {
			found = append(found, r)
		}
	}
	return found
}

func load(s *audit.Stack) []*Requirements {
	return audit.Once(s, "requirements", func() []*Requirements {
		var all []*Requirements
		for _, f := range s.Of("requirements") {
			parsed := reqfile.Parse(f)
			for _, p := range parsed.Problems {
				s.Problem(p.Span, p.Message)
			}
			for _, c := range parsed.Comments {
				s.Comment(c)
			}
			all = append(all, &Requirements{parsed, f, development(f.Name)})
		}
		return all
	})
}

// publish names the packages, and makes a pinned Django, gunicorn or django-csp the
// release that the audit speaks of; a production file outweighs one for developers.
func publish(s *audit.Stack) {
	for _, q := range load(s) {
		for _, r := range q.Requirements {
			s.Depends(r.Name, r.NameSpan)
		}
	}
	for _, wantDevelopment := range []bool{true, false} {
		for _, q := range load(s) {
			if q.Development != wantDevelopment {
				continue
			}
			for _, software := range []string{"django", "gunicorn", "django-csp"} {
				for _, r := range q.Find(software) {
					if v, ok := pinned(r); ok {
						s.Installs(software, v)
					}
				}
			}
		}
	}
}

func run(s *audit.Stack) {
	for _, q := range load(s) {
		Rules.Run(s, q, q.Source.Span(0, 0))
	}
}

// pinned gives the release of a requirement that allows exactly one and is no
// pre-release.
func pinned(r reqfile.Requirement) (audit.Version, bool) {
	text, ok := r.Pin()
	if !ok {
		return audit.Version{}, false
	}
	v, err := audit.ParseVersion(text)
	return v, err == nil
}

func development(name string) bool {
	for _, part := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r < 'a' || r > 'z' }) {
		switch part {
		case "dev", "develop", "development", "test", "tests", "testing", "lint", "docs", "ci", "local":
			return true
		}
	}
	return false
}

// detect goes by the name, and for other text files by lines that are nearly
// all pinned requirements, as pip freeze writes them.
func detect(name, text string) int {
	name = strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
	base, ext := path.Base(name), path.Ext(name)
	if ext == ".txt" || ext == ".in" || ext == ".pip" {
		if strings.Contains(base, "requirements") || strings.Contains(path.Base(path.Dir(name)), "requirements") || base == "constraints.txt" {
			return 95
		}
	}
	if base == "requirements" {
		return 95
	}
	pins, others := 0, 0
	for n, line := range strings.Split(text, "\n") {
		if n == 200 {
			break
		}
		switch line = strings.TrimSpace(line); {
		case line == "" || line[0] == '#':
		case isPin(line):
			pins++
		default:
			others++
		}
	}
	if pins >= 2 && others*10 <= pins {
		return 50
	}
	return 0
}

// isPin reports whether the line is name==release and nothing more.
func isPin(line string) bool {
	name, version, ok := strings.Cut(line, "==")
	return ok && name != "" && !strings.ContainsAny(strings.TrimRight(name, " "), " ='\"(.") &&
		version != "" && !strings.ContainsAny(strings.TrimLeft(version, " "), " :")
}
