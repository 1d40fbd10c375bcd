package main

import (
	"net/http"
	"strconv"
	"strings"
)

// ServeHTTP answers GET and HEAD from memory. It reads no body and no query,
// and writes nothing down.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	protect(w.Header())
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Vary", "Accept-Encoding")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		// Closing spares net/http from draining a body that nobody wants.
		w.Header().Set("Connection", "close")
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed)
		return
	}
	s.get(w, r)
}

func (s *site) get(w http.ResponseWriter, r *http.Request) {
	found := s.resources[r.URL.Path]
	switch to, isMoved := s.moved[r.URL.Path]; {
	case found != nil:
		found.serve(w, r, http.StatusOK)
	case isMoved:
		w.Header().Set("Location", to)
		refuse(w, http.StatusPermanentRedirect)
	case s.missing != nil:
		s.missing.serve(w, r, http.StatusNotFound)
	default:
		refuse(w, http.StatusNotFound)
	}
}

func (f *resource) serve(w http.ResponseWriter, r *http.Request, status int) {
	coding := negotiate(r.Header["Accept-Encoding"], f.has)
	if coding == "" {
		refuse(w, http.StatusNotAcceptable)
		return
	}
	chosen := f.encodings[coding]
	if status == http.StatusOK {
		w.Header().Set("ETag", chosen.etag)
		if matches(r.Header["If-None-Match"], chosen.etag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if coding != "identity" {
		w.Header().Set("Content-Encoding", coding)
	}
	send(w, r, status, f.contentType, chosen.body)
}

func (f *resource) has(coding string) bool {
	_, ok := f.encodings[coding]
	return ok
}

func send(w http.ResponseWriter, r *http.Request, status int, contentType string, body []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body) // a client that went away is nobody's error
	}
}

// refuse answers with a status and its name. The ResponseWriter drops the
// text of a HEAD request.
func refuse(w http.ResponseWriter, status int) {
	text := http.StatusText(status) + "\n"
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	w.Write([]byte(text))
}

// matches tells whether an If-None-Match header names the tag, by the weak
// comparison it prescribes (RFC 9110, 13.1.2).
func matches(values []string, etag string) bool {
	for _, value := range values {
		for tag := range strings.SplitSeq(value, ",") {
			tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
			if tag == etag || tag == "*" {
				return true
			}
		}
	}
	return false
}
