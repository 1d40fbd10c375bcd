package django

import (
	"strconv"
	"strings"
)

// host is the host of a URL-like text, without user, port and path.
func host(location string) string {
	if _, after, ok := strings.Cut(location, "://"); ok {
		location = after
	}
	location, _, _ = strings.Cut(location, "/")
	if i := strings.LastIndexByte(location, '@'); i >= 0 {
		location = location[i+1:]
	}
	if strings.HasPrefix(location, "[") {
		h, _, _ := strings.Cut(location[1:], "]")
		return h
	}
	h, _, _ := strings.Cut(location, ":")
	return h
}

// quoted writes an address for messages, without the user and password in it.
func quoted(location string) string {
	scheme, rest, found := strings.Cut(location, "://")
	if !found {
		scheme, rest = "", location
	} else {
		scheme += "://"
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	at := strings.LastIndexByte(rest[:end], '@')
	if at < 0 {
		at = strings.LastIndexByte(rest, '@') // a password with a slash in it
	}
	return strconv.Quote(scheme + rest[at+1:])
}

// nearby reports whether a host is this machine, a local socket or a container
// beside it: a name without a dot is not reached over the internet.
func nearby(host string) bool {
	host = strings.ToLower(host)
	return host == "" || host == "localhost" || strings.HasPrefix(host, "127.") || host == "::1" || strings.HasPrefix(host, "/") ||
		!strings.Contains(host, ".")
}
