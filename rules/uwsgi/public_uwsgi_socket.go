package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("public-uwsgi-socket", publicUwsgiSocket) }

// publicUwsgiSocket finds the fault that the uwsgi socket is open to the network.
func publicUwsgiSocket(in *Instance, r *audit.Reporter) {
	in.judgeListeners(r, in.packetSockets(), func(s *Setting, a address) {
		v := in.reached(r.Fail(s.Span, short(s.Key+" listens "+a.where()+"; who reaches it can run code"), in.local(s, a)))
		if !a.everywhere() {
			v.Lower(audit.Medium)
		}
	})
}

// packetSockets gives the sockets whose requests may name what is loaded. Plain
// ones do unless they are told to speak HTTP.
func (in *Instance) packetSockets() []*Setting {
	var found []*Setting
	for _, s := range in.All(packetListeners...) {
		if s.Key != "socket" || !strings.HasPrefix(in.protocol(), "http") {
			found = append(found, s)
		}
	}
	return found
}
