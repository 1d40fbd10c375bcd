package django

// silencedRule says which of Django's checks the rule repeats, if all of those
// that hold are in SILENCED_SYSTEM_CHECKS.
func (s *Settings) silencedRule(name string) string { return "" }
