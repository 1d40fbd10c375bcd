package django

import (
	"path"

	"preflight/rules/audit"
)

func init() { Rules.Add("development-module-deployed", developmentModuleDeployed) }

// developmentModuleDeployed checks which settings module the site runs with, as
// far as the files say so, once for all modules.
func developmentModuleDeployed(s *Settings, r *audit.Reporter) {
	all := Models(s.stack)
	if s != all[0] {
		return
	}
	d := deployed(s.stack)
	switch {
	case d.name == "" || d.weak:
		if other := rival(all); other != nil {
			r.Unknown(s.Home, settingsVariable+" says whether "+path.Base(s.File.Name)+" or "+path.Base(other.File.Name)+" runs").Also(other.Home)
		}
	case !d.rival.IsZero():
		r.Unknown(d.place, "two places name different settings modules").Also(d.rival)
	case d.empty:
	case d.file == nil:
		r.Unknown(d.place, path.Base(d.by())+" names "+d.name+", which is not among the files")
	case d.module(s.stack) == nil:
		r.Fail(d.place, d.by()+" runs "+path.Base(d.file.Name)+", a development module").Doubt(audit.Likely)
	default:
		r.Pass(d.place)
	}
}

// rival is a second module that may be the deployed one just as well.
func rival(all []*Settings) *Settings {
	for _, s := range all[1:] {
		if servesAlone(all[0]) && servesAlone(s) && s.File != all[0].File {
			return s
		}
	}
	return nil
}
