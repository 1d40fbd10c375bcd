package requirements

import (
	"net/url"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/reqfile"
)

func init() { Rules.Add("untrusted-source", untrustedSource) }

// untrustedSource checks the places that packages come from.
func untrustedSource(q *Requirements, r *audit.Reporter) {
	for _, o := range q.Options {
		switch fault := optionFault(o); {
		case fault != "":
			r.Fail(o.Span, fault)
		case o.Name == "--index-url":
			r.Pass(o.Span)
		}
	}
	for _, p := range q.Requirements {
		if fault := sourceFault(p.URL); fault != "" {
			r.Fail(p.Span, fault)
		}
	}
}

func optionFault(o reqfile.Option) string {
	switch o.Name {
	case "--extra-index-url":
		return "--extra-index-url lets either index supply a package"
	case "--trusted-host":
		return "--trusted-host turns certificate checks off"
	case "--index-url", "--find-links":
		if clearText(o.Value) {
			return o.Name + " fetches packages over plain HTTP"
		}
	}
	return ""
}

func sourceFault(source string) string {
	switch {
	case source == "":
	case clearText(source):
		return "the package is fetched without encryption"
	case strings.HasPrefix(source, "git+") && !pinnedCommit(source):
		return "the repository is not pinned to a commit"
	}
	return ""
}

func clearText(source string) bool {
	_, rest, found := strings.Cut(source, "+")
	if !found {
		rest = source
	}
	u, err := url.Parse(rest)
	return err == nil && (u.Scheme == "http" || u.Scheme == "git") && u.Hostname() != "localhost" && u.Hostname() != "127.0.0.1"
}

// pinnedCommit reports whether the URL names a whole commit hash after "@".
func pinnedCommit(source string) bool {
	source, _, _ = strings.Cut(source, "#")
	at := strings.LastIndexByte(source, '@')
	if at < 0 {
		return false
	}
	ref := source[at+1:]
	return (len(ref) == 40 || len(ref) == 64) && strings.Trim(ref, "0123456789abcdef") == ""
}
