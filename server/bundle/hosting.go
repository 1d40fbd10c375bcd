package main

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// header is one line of server/headers.txt.
type header struct{ name, value string }

// readHeaders reads the file that the server embeds; an indented line
// continues the one above.
func readHeaders(text string) []header {
	var all []header
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, " ") && len(all) > 0 {
			all[len(all)-1].value += " " + strings.TrimSpace(line)
			continue
		}
		if name, value, ok := strings.Cut(line, ":"); ok {
			all = append(all, header{name, strings.TrimSpace(value)})
		}
	}
	return append(all, header{"Cache-Control", "no-cache"})
}

// addHosting adds what a static host needs to serve the bundle as the server
// does: headers for Netlify and Cloudflare Pages, a piece of nginx
// configuration, and the sums to compare two builds by.
func addHosting(bundle files) error {
	text, err := os.ReadFile("server/headers.txt")
	if err != nil {
		return err
	}
	headers := readHeaders(string(text))
	bundle["_headers"] = hostHeaders(headers)
	bundle["nginx.conf"] = nginxSnippet(headers)
	bundle["SHA256SUMS"] = sums(bundle)
	return nil
}

// hostHeaders writes the _headers file of Netlify and Cloudflare Pages.
func hostHeaders(headers []header) []byte {
	var out strings.Builder
	out.WriteString("/*\n")
	for _, h := range headers {
		fmt.Fprintf(&out, "  %s: %s\n", h.name, h.value)
	}
	out.WriteString("/web/app.wasm\n  Content-Type: application/wasm\n")
	out.WriteString("/manifest.webmanifest\n  Content-Type: application/manifest+json\n")
	return []byte(out.String())
}

// nginxSnippet writes the inside of a server block. The types stand in
// locations of their own, for a types block replaces all those above it; a
// location has no add_header, so that it inherits those of the server.
func nginxSnippet(headers []header) []byte {
	var out strings.Builder
	out.WriteString("# Include this in a server block whose root is this folder.\n")
	for _, h := range headers {
		fmt.Fprintf(&out, "add_header %s \"%s\" always;\n", h.name, h.value)
	}
	out.WriteString(`
charset utf-8;
gzip_static on;    # needs --with-http_gzip_static_module
# brotli_static on;    # needs the ngx_brotli module
error_page 404 /404.html;

if ($request_method !~ ^(GET|HEAD)$) { return 405; }

location / {
    try_files $uri $uri.html $uri/index.html =404;
}
location = /web/app.wasm { types {} default_type application/wasm; }
location = /manifest.webmanifest { types {} default_type application/manifest+json; }
location ~ ^/(_headers|nginx\.conf|SHA256SUMS)$ { return 404; }
`)
	return []byte(out.String())
}

// sums is in the format of sha256sum.
func sums(bundle files) []byte {
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(bundle)) {
		fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(bundle[name]), name)
	}
	return []byte(out.String())
}
