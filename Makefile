# Preflight. "make run" builds and serves it; "make test" checks everything.
# Needs Go, make and git; node and a Chromium for some of the tests.

SHELL := /bin/sh
ADDR ?= 127.0.0.1:8000
FUZZTIME ?= 20s
NODE := $(shell command -v node 2>/dev/null)
NPM := $(shell command -v npm 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run build test vet unit wasm-test e2e bench size fuzz dist check-dist editor check-editor rule fmt exact-nginx exact-systemd exact-django exact-apache exact-ciphers exact-uwsgi exact-gunicorn

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | expand -t 16

run: build ## build and serve at http://127.0.0.1:8000 (ADDR=host:port for another)
	@exec build/preflight-server -addr $(ADDR)

build: ## build the bundle and the server that embeds it (build/preflight-server)
	go run ./server/bundle
	go build -trimpath -o build/preflight-server ./server

test: vet unit wasm-test e2e ## all the tests: format, vet, Go, Go as wasm, browser

vet: ## check format and vet, natively and for the browser
	@found=$$(gofmt -s -l $$(go list -f '{{.Dir}}' ./...)); [ -z "$$found" ] || { echo "gofmt -s these (make fmt):"; echo "$$found"; exit 1; }
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./app/... ./wasm/...

unit: ## the Go tests
	go test ./...

wasm-test: ## the rules' tests as wasm under node
ifdef NODE
	GOOS=js GOARCH=wasm go test -exec="$$(go env GOROOT)/lib/wasm/go_js_wasm_exec" $$(go list ./rules/... | grep -v -e /cmd/ -e /exact)
else
	@echo "wasm tests skipped: no node on PATH"
	@[ "$$CI" != true ]
endif

e2e: build server/e2e/node_modules ## the browser tests (CHROME_PATH chooses the browser)
	@browser=$$(server/e2e/find-browser) || exit 1; \
	CHROME_PATH="$$browser" PREFLIGHT_SERVER="$$PWD/build/preflight-server" go test -count=1 -timeout 20m -v ./server/e2e

server/e2e/node_modules: server/e2e/package-lock.json
ifdef NPM
	npm ci --prefix server/e2e --ignore-scripts --no-audit --no-fund
	@touch $@
else
	@echo "accessibility tests skipped: no npm on PATH"
	@[ "$$CI" != true ]
endif

bench: build ## sizes and times: first load, start, keystroke to verdict, native audit
	@browser=$$(server/e2e/find-browser) || exit 1; \
	echo "machine: $$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), $$(getconf _NPROCESSORS_ONLN) cores, $$(uname -sm), $$(go env GOVERSION), $$($$browser --version 2>/dev/null)"; \
	go run ./server/bundle -sizes && \
	CHROME_PATH="$$browser" PREFLIGHT_SERVER="$$PWD/build/preflight-server" go test -run '^$$' -bench . -benchtime 5x -timeout 20m ./server/e2e && \
	go test -run '^$$' -bench 1000 -benchtime 3x ./rules/systemd

size: build ## the sizes of the program and of the whole first load
	@go run ./server/bundle -sizes

fuzz: ## every fuzz target for FUZZTIME (20s) each
	@for package in $$(go list ./rules/...); do \
		for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target"; go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
		done; \
	done

dist: ## the bundle as a folder for any static host, with headers and sums (dist/)
	go run ./server/bundle -static -out dist

check-dist: ## build dist twice, in two folders and with two caches, and compare
	@server/bundle/check-dist

editor: ## bundle the code editor again from its locked packages (needs node, npm)
	sh web/editor/build.sh

check-editor: ## check that the committed editor is what its sources give
	sh web/editor/build.sh
	git diff --exit-code -- web/editor/editor.min.js web/editor/LICENSES.txt

rule: ## write the two files of a new rule: make rule ID=nginx/autoindex
	@go run ./rules/cmd/newrule $(ID)

fmt: ## format the Go sources
	@gofmt -s -w $$(go list -f '{{.Dir}}' ./...)

exact-nginx: ## compare with nginx itself
exact-systemd: ## compare with systemd-analyze security
exact-django: ## compare with the checks of Django
exact-apache: ## compare with httpd itself
exact-ciphers: ## compare with openssl ciphers
exact-gunicorn: ## compare with gunicorn itself
exact-uwsgi: ## compare with uWSGI itself (UWSGI=/path/to/uwsgi)
exact-nginx:
	go test -count=1 -v ./rules/nginx -run TestExact -args -nginx=$$(command -v nginx)
exact-systemd:
	EXACT=1 go test -count=1 -timeout 60m -v ./rules/systemd/exact
exact-django:
	sh rules/django/exact/run.sh
exact-apache:
	go test -count=1 -v ./rules/apache/exact/...
exact-ciphers:
	go test -count=1 -v ./rules/cipher/exact
exact-uwsgi:
	UWSGI=$${UWSGI:-uwsgi} go test -count=1 -v ./rules/uwsgi/exact
exact-gunicorn:
	sh rules/gunicorn/exact/run.sh
