package nginx

import "preflight/rules/audit"

func init() { Rules.Add("backup-files-served", backupFilesServed) }

// backupFilesServed checks that a server which runs scripts from its root does
// not give away copies of them that editors and people leave behind.
func backupFilesServed(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		root := v.Effective("root")
		script := v.scripts()
		if root.State != Set || script == nil || !v.servesFiles() {
			continue
		}
		if guard := v.refusesAll("/config.php.bak", "/config.php~", "/dump.sql"); guard != nil {
			r.Pass(guard.Opener.Head())
			continue
		}
		if hole := v.holes([]string{"location"}); len(hole) > 0 {
			r.Unknown(root.Last().Head(), "add the included file "+shorten(hole[0].Arg(0), 40))
			continue
		}
		step := deeper(v.Block)
		fix := insertIn("Refuse copies and dumps", v.Block, `location ~ (?:\.(?:bak|old|orig|save|sql|swp)|~)$ {`, step+"deny all;", "}")
		r.Fail(root.Last().Head(), "copies of scripts, such as index.php~, are sent as text", fix.Careful()).Also(script.Place())
	}
}

// scripts gives a location by whose expression files of the root are run, or
// nil.
func (s *Server) scripts() *Block {
	for _, b := range s.Blocks {
		if b.Context == InLocation && b.Has("fastcgi_pass") && !b.Has("root", "alias") {
			if re := b.regex(); re != nil && re.fits("/config.php") {
				return b
			}
		}
	}
	return nil
}
