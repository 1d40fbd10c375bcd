package systemd

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

func init() { Rules.Add("obsolete-key", obsoleteKey) }

// newNames are keys under an old name, each with the new one. Those without
// have no successor of the same meaning.
var newNames = map[string]string{
	"ReadWriteDirectories": "ReadWritePaths", "ReadOnlyDirectories": "ReadOnlyPaths", "InaccessibleDirectories": "InaccessiblePaths",
	"BindTo": "BindsTo", "PropagateReloadTo": "PropagatesReloadTo", "PropagateReloadFrom": "ReloadPropagatedFrom",
	"RequiresOverridable": "Requires", "RequisiteOverridable": "Requisite", "MemoryLimit": "MemoryMax", "StartLimitInterval": "StartLimitIntervalSec",
	"PermissionsStartOnly": "", "OnFailureIsolate": "", "CPUShares": "", "StartupCPUShares": "", "BlockIOWeight": "", "BlockIOAccounting": "IOAccounting",
}

// obsoleteKey finds keys that systemd no longer reads, or reads only for the
// sake of old units.
func obsoleteKey(u *Unit, r *audit.Reporter) {
	u.eachEntry(func(e *unitfile.Entry) {
		d := lookup(e.Key)
		if d == nil || !d.old(e.Section.Name) && d.kind != "removed" {
			return
		}
		gone := !d.in(e.Section.Name, u.Version)
		better, named := newNames[e.Key]
		var fix *audit.Fix
		if better != "" && len(u.AssignedIn(e.Section.Name, better)) == 0 {
			fix = Rename(e, better)
		}
		switch {
		case gone:
			r.Fail(e.Span, short("systemd %s no longer reads %s", u.Version.String(), e.Key), fix)
		case e.Section.Name == "Service" && strings.HasPrefix(e.Key, "StartLimit"):
			r.Fail(e.Span, short("%s is an old form of a key of [Unit]", e.Key), u.moveLimit(e)).Lower(audit.Info)
		case better != "":
			r.Fail(e.Span, short("%s is the old name of %s", e.Key, better), fix).Lower(audit.Low)
		case named:
			r.Fail(e.Span, short("%s is obsolete", e.Key)).Lower(audit.Low)
		case strings.HasPrefix(e.Value, "syslog") && (e.Key == "StandardOutput" || e.Key == "StandardError"):
			better := "journal" + strings.TrimPrefix(e.Value, "syslog")
			fix := &audit.Fix{Title: "Write " + e.Key + "=" + better, Edits: []audit.Edit{{Span: e.ValueSpan(), Text: better}}}
			r.Fail(e.Span, short("%s=%s is obsolete; systemd takes %s", e.Key, e.Value, better), fix).Lower(audit.Info)
		}
	})
}

// moveLimit makes the fix that writes a limit on starts where it belongs today.
func (u *Unit) moveLimit(e *unitfile.Entry) *audit.Fix {
	key := e.Key
	if key == "StartLimitInterval" {
		key = "StartLimitIntervalSec"
	}
	if len(u.AssignedIn("Unit", key)) > 0 || strings.ContainsAny(e.Span.Text(), "\r\n\x00") {
		return nil
	}
	return &audit.Fix{
		Title: "Move " + key + "= to [Unit]",
		Edits: []audit.Edit{{Span: wholeLines(e.Span)}, u.additionNear(e, "Unit", key+"="+e.Value)},
	}
}
