package systemd_test

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

// hardened is a service that leaves little to say.
const hardened = `[Unit]
Description=Shop
Requires=shop.socket
After=network.target

[Service]
Type=notify
NotifyAccess=main
User=shop
Group=shop
WorkingDirectory=/srv/shop/app
EnvironmentFile=/etc/shop/env
LoadCredential=secret_key:/etc/shop/secret_key
RuntimeDirectory=shop
StateDirectory=shop
ExecStart=/srv/shop/venv/bin/gunicorn --workers 3 shop.wsgi
ExecReload=/bin/kill -s HUP $MAINPID
KillMode=mixed
Restart=on-failure
UMask=0027
MemoryMax=1G
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
PrivateUsers=yes
PrivateMounts=yes
ProtectSystem=strict
ProtectHome=yes
ProtectClock=yes
ProtectHostname=yes
ProtectControlGroups=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProcSubset=pid
RemoveIPC=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictNamespaces=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
CapabilityBoundingSet=
IPAddressDeny=any
IPAddressAllow=localhost

[Install]
WantedBy=multi-user.target
`

// usual is a service as tutorials have it.
const usual = `[Unit]
Description=gunicorn daemon
Requires=shop.socket
After=network.target

[Service]
Type=notify
User=shop
Group=www-data
RuntimeDirectory=shop
WorkingDirectory=/home/shop/app
ExecStart=/home/shop/venv/bin/gunicorn --access-logfile - --workers 3 --bind unix:/run/shop/shop.sock shop.wsgi:application
ExecReload=/bin/kill -s HUP $MAINPID
KillMode=mixed
TimeoutStopSec=5
PrivateTmp=true

[Install]
WantedBy=multi-user.target
`

const socket = `[Unit]
Description=shop socket

[Socket]
ListenStream=/run/shop.sock
SocketUser=www-data
SocketMode=0660

[Install]
WantedBy=sockets.target
`

const timer = `[Unit]
Description=Clear sessions

[Timer]
OnCalendar=daily
Persistent=true

[Install]
WantedBy=timers.target
`

// TestQuiet holds the worst severity that good files get.
func TestQuiet(t *testing.T) {
	for _, c := range []struct {
		name, text string
		worst      audit.Severity
	}{
		{"shop.service", hardened, audit.Info},
		{"shop.service", usual, audit.Low},
		{"shop.socket", socket, 0},
		{"shop.timer", timer, 0},
		{"shop.target", "[Unit]\nDescription=Shop\nWants=a.service\n", 0},
		{"srv.mount", "[Unit]\nDescription=x\n[Mount]\nWhat=/dev/sda1\nWhere=/srv\nType=ext4\n", 0},
	} {
		for _, v := range report(c.name, c.text).Verdicts {
			if !strings.HasPrefix(v.Rule, "systemd/") {
				continue // what the server itself is told is another matter
			}
			if v.Finding() && v.Severity > c.worst {
				t.Errorf("%s:%d: %s: %s [%s]", c.name, v.Span.Line(), v.Severity, v.Message, v.Rule)
			}
			if v.Outcome == audit.Unknown {
				t.Errorf("%s: unknown: %s [%s]", c.name, v.Message, v.Rule)
			}
		}
	}
}

// TestIgnore holds that an ignore comment in a unit is honoured.
func TestIgnore(t *testing.T) {
	r := report("shop.service", "[Service]\nExecStart=/bin/a\nRestart=always\n# preflight: ignore systemd/root-user -- must mount\nUser=root\n")
	for _, v := range r.Verdicts {
		if v.Rule == "systemd/root-user" && (v.Ignore == nil || v.Finding()) {
			t.Errorf("not ignored: %s", v.Message)
		}
	}
}
