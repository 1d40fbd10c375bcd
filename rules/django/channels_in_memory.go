package django

import "preflight/rules/audit"

func init() { Rules.Add("channels-in-memory", channelsInMemory) }

// channelsInMemory checks that all processes share the channel layer.
func channelsInMemory(s *Settings, r *audit.Reporter) {
	if !s.Has("CHANNEL_LAYERS") {
		return
	}
	backend := entry(entry(s.Get("CHANNEL_LAYERS"), "default"), "BACKEND")
	memory := isText("channels.layers.InMemoryChannelLayer")
	decide(r, s.AskValue("CHANNEL_LAYERS", backend, memory), "the channel layer is in the memory of each process", nil)
}
