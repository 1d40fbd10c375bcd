package python

import "testing"

func TestLooksLikePython(t *testing.T) {
	for _, c := range []struct {
		text     string
		from, to int
	}{
		{"", 0, 0},
		{settings(1).Text, 90, 100},
		{settings(50).Text, 90, 100},
		{"import os\nDEBUG = True\nALLOWED_HOSTS = ['*']\n", 100, 100},
		{"DEBUG = True\n", 100, 100},
		{"bind = '0.0.0.0:8000'\nworkers = 2\ndef when_ready(server):\n    pass\n", 100, 100},
		{"if not KEY:\nraise ValueError('x')\nDEBUG = False\nHOSTS = [\n'a',\n]\n", 90, 100},
		{"DEBUG = True\nSECRET_KEY = 'abc\nHOSTS = ['a']\n", 60, 80},
		{"DEBUG=True\nSECRET_KEY=abc\nDATABASE_URL=postgres://u:p@h/d\n", 0, 40},
		{"SECRET_KEY='abc'\nPORT=8000\n", 0, 50},
		{"[Unit]\nDescription=Shop\n[Service]\nExecStart=/usr/bin/x\nPrivateTmp=yes\n", 0, 40},
		{"server {\n  listen 80;\n  server_name example.com;\n}\n", 0, 10},
		{"listen_addresses = '*'\nmax_connections = 100\nssl = on\n", 0, 40},
		{"version: \"3\"\nservices:\n  web:\n    image: x\n", 0, 30},
		{"Deploying Django applications needs care. This list covers it all.\nRead it twice.\n", 0, 0},
		{"# Title\n\nSome text about `settings.py`.\n\n- one\n- two\n", 0, 20},
		{"#!/bin/sh\nset -e\nexec gunicorn app.wsgi\n", 0, 10},
		{"Django==5.2\npsycopg>=3.1\n", 0, 10},
		{"<html>\n<body>\n</body>\n</html>\n", 0, 10},
		{"{\"a\": 1, \"b\": [true]}\n", 0, 40},
	} {
		if got := LooksLikePython(c.text); got < c.from || got > c.to {
			t.Errorf("%.40q… scores %d, want %d to %d", c.text, got, c.from, c.to)
		}
	}
}
