package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("channels-in-memory", channelsInMemory) }

// channelsInMemory checks that all processes share the channel layer.
func channelsInMemory(s *Settings, r *audit.Reporter) {
	if !s.Has("CHANNEL_LAYERS") {
		return
	}
	backend := pyconf.Entry(pyconf.Entry(s.Get("CHANNEL_LAYERS"), "default"), "BACKEND")
	memory := pyconf.IsText("channels.layers.InMemoryChannelLayer")
	pyconf.Decide(r, s.AskValue("CHANNEL_LAYERS", backend, memory), "the channel layer is in the memory of each process", nil)
}
