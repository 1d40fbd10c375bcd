package stack

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/gunicorn"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("address-mismatch", addressMismatch) }

// addressMismatch finds web servers that hand requests on to an address where
// gunicorn does not listen.
func addressMismatch(d *Deployment, r *audit.Reporter) {
	if d.App == nil || d.App.Contained() || d.Handed {
		return
	}
	binds, known := listens(d.App)
	var wrong *Name
	for _, w := range d.Ways {
		for i, t := range w.Targets {
			switch {
			case !known:
				r.Unknown(t.Place, "where gunicorn listens is not seen")
				return
			case reaches(binds, t.Text):
				r.Pass(t.Place)
				return
			case wrong == nil && local(t.Text):
				wrong = &w.Targets[i]
			}
		}
	}
	if wrong != nil && len(binds) > 0 {
		r.Fail(wrong.Place, "gunicorn listens on "+clip(binds[0])+", not here").Also(d.App.Get("bind").Place)
	}
}

// listens gives the addresses of bind; known is false where one is not.
func listens(s *gunicorn.Server) (addresses []string, known bool) {
	v := s.Get("bind").Value
	if !v.Sequence() {
		return nil, false
	}
	for _, it := range v.Items {
		if !it.Value.Whole() || it.Rest || len(it.When) > 0 || strings.HasPrefix(it.Value.Text, "fd://") {
			return nil, false
		}
		addresses = append(addresses, it.Value.Text)
	}
	return addresses, len(addresses) > 0
}

// local reports whether a target is on this machine for sure, not a name that may
// be any machine, or a variable.
func local(target string) bool {
	host, _, _ := strings.Cut(target, ":")
	return host == "unix" || host == "localhost" || strings.HasPrefix(host, "127.") || target == "[::1]"
}

// reaches reports whether a target of the web server is one of the addresses
// that the application server listens on. Hosts are not compared: a name, a
// container and a loopback address may all be the same machine.
func reaches(binds []string, target string) bool {
	for _, b := range binds {
		if place, unix := socketPath(target); unix {
			if own, ok := socketPath(b); ok && own == place {
				return true
			}
			continue
		}
		if _, unix := socketPath(b); !unix && port(b) == port(target) {
			return true
		}
	}
	return false
}

// socketPath gives the path of a Unix socket, which is written unix:/run/x by
// gunicorn and unix:/run/x:/uri by nginx.
func socketPath(address string) (path string, unix bool) {
	path, unix = strings.CutPrefix(address, "unix:")
	path = strings.TrimPrefix(path, "//")
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	path, _, _ = strings.Cut(path, ":")
	if rest, ok := strings.CutPrefix(path, "/var/run/"); ok {
		path = "/run/" + rest
	}
	return path, unix
}

// port gives the port of an address; gunicorn's own default is 8000.
func port(address string) string {
	if i := strings.LastIndexByte(address, ':'); i >= 0 && !strings.HasSuffix(address, "]") {
		return address[i+1:]
	}
	return "80"
}

// held is a number that gunicorn surely has for a setting.
func held(s *gunicorn.Server, name string) (n int64, known bool) {
	v := s.Get(name).Value
	return v.Int, v.Type == pyconf.Int
}
