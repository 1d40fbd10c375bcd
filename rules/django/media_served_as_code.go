package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("media-served-as-code", mediaServedAsCode) }

// mediaServedAsCode checks that uploads have a place and an address of their
// own.
func mediaServedAsCode(s *Settings, r *audit.Reporter) {
	media, known := pathText(s.Get("MEDIA_ROOT"))
	if s.Has("MEDIA_ROOT") && known && media != "" {
		switch static, ok := pathText(s.Get("STATIC_ROOT")); {
		case cleaned(media) == pyconf.StackRoot || cleaned(media) == "/":
			r.Fail(s.Place("MEDIA_ROOT"), "MEDIA_ROOT is the project directory: its code is served")
		case ok && static != "" && inside(cleaned(static), cleaned(media)):
			r.Fail(s.Place("MEDIA_ROOT"), "uploads share a directory with static files").Also(s.Place("STATIC_ROOT"))
		default:
			r.Pass(s.Place("MEDIA_ROOT"))
		}
	}
	address, static := s.Get("MEDIA_URL"), s.Get("STATIC_URL")
	if s.Has("MEDIA_URL") && address.Whole() && address.Text != "" && (address.Text == "/" || static.Whole() && address.Text == static.Text) {
		r.Fail(s.Place("MEDIA_URL"), "uploads share their address with other pages")
	}
}
