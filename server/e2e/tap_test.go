package e2e

import (
	"io"
	stdlog "log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// tap stands between the browser and the server and keeps every request.
type tap struct {
	*httptest.Server
	lock     sync.Mutex
	requests []sighting
	rewrite  func(*http.Response) error // changes what the server answers; may be nil
}

// sighting is a request that one of the recorders saw.
type sighting struct {
	at   time.Time
	by   string // who made it, as far as the recorder can tell
	line string // method and address
	text string // everything that was sent: line, headers, body
	id   string // the browser's name for it; may be empty
}

// startTap makes a tap; its address stays the same when the server behind it
// is killed or replaced.
func startTap(t testing.TB, behind *server) *tap {
	t.Helper()
	target := &url.URL{Scheme: "http", Host: behind.address}
	tap := &tap{}
	proxy := &httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(target); tap.simplify(r.Out) },
		ModifyResponse: func(r *http.Response) error { return tap.change(r) },
	}
	proxy.ErrorLog = stdlog.New(io.Discard, "", 0) // a killed server is part of a test
	tap.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tap.note(r)
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(tap.Close)
	return tap
}

func (p *tap) note(r *http.Request) {
	text, _ := httputil.DumpRequest(r, true) // what cannot be read was not sent
	p.lock.Lock()
	defer p.lock.Unlock()
	p.requests = append(p.requests, sighting{time.Now(), "tap", r.Method + " " + r.URL.String(), string(text), ""})
}

// simplify asks for whole, plain answers where they are to be changed.
func (p *tap) simplify(r *http.Request) {
	if p.rewriter() != nil {
		r.Header.Del("Accept-Encoding")
		r.Header.Del("If-None-Match")
	}
}

func (p *tap) change(r *http.Response) error {
	if rewrite := p.rewriter(); rewrite != nil {
		return rewrite(r)
	}
	return nil
}

func (p *tap) rewriter() func(*http.Response) error {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.rewrite
}

// rewriteWith lets a function change every answer from now on.
func (p *tap) rewriteWith(rewrite func(*http.Response) error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.rewrite = rewrite
}

// seen are the requests so far.
func (p *tap) seen() []sighting {
	p.lock.Lock()
	defer p.lock.Unlock()
	return slices.Clone(p.requests)
}

// after picks the sightings later than a moment.
func after(all []sighting, moment time.Time) []sighting {
	return slices.DeleteFunc(slices.Clone(all), func(s sighting) bool { return !s.at.After(moment) })
}

// holding picks the sightings that contain a text.
func holding(all []sighting, text string) []sighting {
	return slices.DeleteFunc(slices.Clone(all), func(s sighting) bool { return !strings.Contains(s.text, text) })
}
