package systemd_test

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

// TestMisleading holds lines that please the score, or the reader, and do not
// do what they say: each gives a finding or an unknown of the rule.
func TestMisleading(t *testing.T) {
	for lines, want := range map[string]string{
		"CapabilityBoundingSet=KILL":                "unknown-capability: KILL is no capability: systemd drops it in silence",
		"CapabilityBoundingSet=CAP_KILL,CAP_CHOWN":  "unknown-capability: commas do not separate: systemd drops the whole word",
		"CapabilityBoundingSet=CAP_KILL ~CAP_CHOWN": "unknown-capability: ~ takes away only in front of the whole list; this word is dropped",
		"SystemCallFilter=@system-services":         "unknown-syscall: systemd ignores @system-services; it knows @system-service",
		"RestrictAddressFamilies=~AF_INET":          "address-families-open: AF_INET is denied, AF_INET6 and all other socket families are open",
		"RestrictAddressFamilies=~AF_INET6":         "address-families-open: AF_INET6 is denied, AF_INET and all other socket families are open",
		"RestrictAddressFamilies=~AF_CAN":           "address-families-open: a list of what is denied leaves all other socket families open",
		"IPIngressFilterPath=/nonexistent":          "network-unrestricted: what the filter program lets through is not in the unit",
		"ProtectSystem=strict\nReadWritePaths=/":    "strict-undone: / is writable again in spite of ProtectSystem=strict",
		"ExecStartPre=+/bin/b":                      "privileged-command: ExecStartPre= runs past User= and every restriction",
		"User=\nUser=65534":                         "nobody-user: the service shares the user nobody with others",
		"ProtectHome=yes # comment":                 "ignored-value: ProtectHome=yes # comment is ignored",
		"ProtectHome=\"yes\"":                       "ignored-value: ProtectHome=\"yes\" is ignored",
		"ProtectHome=Strict":                        "ignored-value: ProtectHome=Strict is ignored",
		"StandardOutput=syslog":                     "obsolete-key: StandardOutput=syslog is obsolete; systemd takes journal",
		"StartLimitInterval=5":                      "obsolete-key: StartLimitInterval is an old form of a key of [Unit]",
		"ReadWriteDirectories=/srv/x":               "obsolete-key: ReadWriteDirectories is the old name of ReadWritePaths",
		"WorkingDir=/srv":                           "unknown-key: systemd ignores WorkingDir; it knows WorkingDirectory",
		"NoNewPriviledges=yes":                      "unknown-key: systemd ignores NoNewPriviledges; it knows NoNewPrivileges",
		"EnviromentFile=/x":                         "unknown-key: systemd ignores EnviromentFile; it knows EnvironmentFile",
		"RestrictSUIDGID=yes":                       "unknown-key: systemd ignores RestrictSUIDGID; it knows RestrictSUIDSGID",
		"CapabilityBoundSet=":                       "unknown-key: systemd ignores CapabilityBoundSet; it knows CapabilityBoundingSet",
		"ProtectKernelTunable=yes":                  "unknown-key: systemd ignores ProtectKernelTunable; it knows ProtectKernelTunables",
		"LimitNOFILES=1":                            "unknown-key: systemd ignores LimitNOFILES; it knows LimitNOFILE",
		"TimeoutStop=5":                             "unknown-key: systemd ignores TimeoutStop; it knows TimeoutStopSec",
		"StartLimitIntervalSec=5":                   "wrong-section: StartLimitIntervalSec belongs to [Unit], not to [Service]",
		"After=x.service":                           "wrong-section: After belongs to [Unit], not to [Service]",
		"WantedBy=multi-user.target":                "wrong-section: WantedBy belongs to [Install], not to [Service]",
		"Type=notfy":                                "ignored-value: Type=notfy is ignored",
		"RestartSec=5x":                             "ignored-value: RestartSec=5x is ignored: not a span of time",
		"LimitNOFILE=abc":                           "ignored-value: LimitNOFILE=abc is ignored: not a whole number or infinity",
		"UMask=0o22":                                "ignored-value: UMask=0o22 is ignored: not octal",
		"Nice=99":                                   "ignored-value: Nice=99 is ignored: not from -20 to 19",
		"ReadWritePaths=media":                      "ignored-value: ReadWritePaths=media is ignored: not an absolute path",
		"RuntimeDirectory=/run/shop":                "ignored-value: RuntimeDirectory=/run/shop is ignored: an absolute path",
		"Environment=FOO":                           "ignored-value: a word in Environment= assigns nothing and is ignored",
		"StandardError=/var/log/shop.log":           "ignored-value: StandardError=/var/log/shop.log is ignored: a file is written",
		"MemoryMax=1GB":                             "ignored-value: MemoryMax=1GB is ignored: not a size: the letters are K, M, G",
		"CPUQuota=50":                               "ignored-value: CPUQuota=50 is ignored: not a percentage",
		"Capabilities=x":                            "obsolete-key: systemd 257 no longer reads Capabilities",
		"KillMode=none":                             "kill-mode-partial: KillMode=none leaves processes behind",
		"PIDFile=/var/run/x.pid":                    "var-run-path: PIDFile= is below /var/run, which is only a link",
	} {
		found := map[string]bool{}
		for _, v := range report("shop.service", "[Service]\nUser=shop\nExecStart=/srv/shop/bin/a\n"+lines+"\n").Verdicts {
			if v.Outcome == audit.Fail || v.Outcome == audit.Unknown {
				found[strings.TrimPrefix(v.Rule, "systemd/")+": "+v.Message] = true
			}
		}
		ok := false
		for said := range found {
			ok = ok || strings.HasPrefix(said, strings.TrimSuffix(want, "…"))
		}
		if !ok {
			t.Errorf("%q: %v, want %s", lines, found, want)
		}
	}
}
