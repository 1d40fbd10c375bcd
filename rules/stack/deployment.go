package stack

import (
	"strings"

	"preflight/rules/apache"
	"preflight/rules/audit"
	"preflight/rules/django"
	"preflight/rules/gunicorn"
	"preflight/rules/nginx"
	"preflight/rules/pyconf"
	"preflight/rules/systemd"
)

// Deployment is what the files of a stack describe together.
type Deployment struct {
	Settings *django.Settings // of the one module that is deployed; nil where that is not clear
	Fronts   []*Front         // the servers and virtual hosts
	Ways     []*Way           // how requests come from them to the application
	Whole    bool             // no server is out of sight
	Single   bool             // sites were given without the file that includes them: there may be more
	App      *gunicorn.Server // the only one that is started, or nil
	Handed   bool             // systemd listens and hands the socket over

	defined []audit.Variable // what the files set in the environment
	files   []*audit.File

	// Shared is set where ways lead to several applications, so that it is not
	// sure which of them is the one of the settings.
	Shared bool
}

// Front is a server block or virtual host.
type Front struct {
	Place     audit.Span
	Names     []Name
	TLS       audit.Truth
	Plain     bool // other machines reach it by http
	Redirects bool // every request is sent elsewhere or refused
	Local     bool // only this machine reaches it
}

// Name is a host name that a front answers to, as the file writes it.
type Name struct {
	Text  string
	Place audit.Span
}

// Way is a place that hands requests on to the application.
type Way struct {
	Place audit.Span
	Front *Front // nil where the server around it is not in the stack
	// Targets are the addresses of the application; none where they are not
	// read.
	Targets Names
	Lines   lines
}

// Names are several names or addresses.
type Names []Name

// String joins them, to tell one application from another.
func (ns Names) String() string {
	var all []string
	for _, n := range ns {
		all = append(all, n.Text)
	}
	return strings.Join(all, " ")
}

// lines are the directives of a web server at a way.
type lines interface {
	// request tells what the application gets as a header of the request.
	request(name string) Field
	// beside tells what is sent beside the application's own header of the name.
	beside(name string) Field
	// patience is how many seconds the web server waits for an answer, or what
	// would make that known.
	patience() (seconds int, settle string)
	// set makes a fix that sets a header of the request, or nil.
	set(name, value string) *audit.Fix
	// weigh lowers the confidence where the way may not be in force.
	weigh(*audit.Verdict) *audit.Verdict
}

// Field is what is known of a header.
type Field struct {
	Set    audit.Truth // whether the web server sets it
	Value  string
	Place  audit.Span
	Settle string // for Maybe
}

// Of gives the deployment of a stack; it is put together once.
func Of(s *audit.Stack) *Deployment {
	return audit.Once(s, "stack", func() *Deployment {
		d := &Deployment{Settings: deployed(s), Whole: true, defined: s.Defined(), files: s.Files}
		if len(s.Of(nginx.Kind)) > 0 {
			d.addNginx(nginx.Of(s))
		}
		for _, c := range apache.Configs(s) {
			d.addApache(c)
		}
		d.keepOwn()
		d.App = onlyServer(s)
		for _, u := range systemd.Units(s) {
			d.Handed = d.Handed || u.Type == "socket"
		}
		return d
	})
}

// deployed gives the settings of the only module that is for production.
func deployed(s *audit.Stack) *django.Settings {
	var only *django.Settings
	for _, m := range django.Models(s) {
		if m.Development != "" {
			continue
		}
		if only != nil {
			return nil
		}
		only = m
	}
	return only
}

// onlyServer gives the gunicorn of the stack, where there is one that is not for
// development.
func onlyServer(s *audit.Stack) *gunicorn.Server {
	var only *gunicorn.Server
	for _, g := range gunicorn.Servers(s) {
		if g.Development() {
			continue
		}
		if only != nil {
			return nil
		}
		only = g
	}
	return only
}

// keepOwn drops the ways whose server answers to names of other sites only,
// where the settings tell which names are theirs.
func (d *Deployment) keepOwn() {
	allowed, whole := d.allowed()
	if !whole || len(allowed) == 0 {
		return
	}
	var own []*Way
	for _, w := range d.Ways {
		if w.Front == nil || ours(w.Front, allowed) {
			own = append(own, w)
		}
	}
	if len(own) > 0 {
		d.Ways = own
	}
}

func ours(f *Front, allowed []Name) bool {
	named := false
	for _, n := range f.Names {
		if !plainName(n.Text) {
			continue
		}
		named = true
		for _, a := range allowed {
			if matches(a.Text, n.Text) {
				return true
			}
		}
	}
	return !named
}

// allowed gives the entries of ALLOWED_HOSTS; whole is false where some of them
// are not known.
func (d *Deployment) allowed() (names []Name, whole bool) {
	if d.Settings == nil {
		return nil, false
	}
	v := d.Settings.Get("ALLOWED_HOSTS")
	if !v.Sequence() {
		return nil, false
	}
	whole = true
	for _, it := range v.Items {
		if !it.Value.Whole() || it.Rest || len(it.When) > 0 {
			whole = false
			continue
		}
		place := it.Value.Span
		if place.File == nil {
			place = d.Settings.Place("ALLOWED_HOSTS")
		}
		names = append(names, Name{strings.ToLower(it.Value.Text), place})
	}
	return names, whole
}

// plainName reports whether a name of a front is one that visitors can use: no
// pattern, no placeholder.
func plainName(name string) bool {
	return name != "" && name != "_" && strings.Contains(name, ".") && !strings.ContainsAny(name, "~$*^\\{}<>") && !strings.HasPrefix(name, ".")
}

// matches reports whether an entry of ALLOWED_HOSTS lets a host name pass, as
// Django decides it.
func matches(entry, host string) bool {
	host = strings.ToLower(host)
	if entry == "*" {
		return true
	}
	return entry == host || strings.HasPrefix(entry, ".") && (strings.HasSuffix(host, entry) || host == entry[1:])
}

// weigh lowers the confidence of what is said of a way.
func (d *Deployment) weigh(w *Way, v *audit.Verdict) *audit.Verdict {
	if d.Shared {
		v.Doubt(audit.Likely)
	}
	return w.Lines.weigh(v)
}

// mentions reports whether a file of another kind than those that set variables
// names one: it may be read there.
func (d *Deployment) mentions(variable string) bool {
	for _, f := range d.files {
		if f.Kind != "env" && f.Kind != "systemd" && strings.Contains(f.Text, variable) {
			return true
		}
	}
	return false
}

// on reports whether a setting is surely true.
func (d *Deployment) on(name string) bool { return d.Settings.Bool(name).Yes() }

// inForce reports whether a middleware is surely there.
func (d *Deployment) inForce(class string) bool {
	return d.Settings.Contains("MIDDLEWARE", class).Yes()
}

// proxyHeader gives the header that SECURE_PROXY_SSL_HEADER trusts, as a web
// server names it, and the value that stands for TLS, "" where that is not known;
// ok is false where there is no header or it is not known.
func (d *Deployment) proxyHeader() (name, secure string, ok bool) {
	v := d.Settings.Get("SECURE_PROXY_SSL_HEADER")
	if v.Type != pyconf.Tuple && v.Type != pyconf.List || len(v.Items) != 2 || !v.Items[0].Value.Whole() {
		return "", "", false
	}
	if v.Items[1].Value.Whole() {
		secure = v.Items[1].Value.Text
	}
	name, ok = strings.CutPrefix(v.Items[0].Value.Text, "HTTP_")
	return headerName(name), secure, ok
}

// headerName writes X_FORWARDED_PROTO as X-Forwarded-Proto.
func headerName(key string) string {
	words := strings.Split(strings.ToLower(key), "_")
	for i, w := range words {
		if w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, "-")
}
