package rules

import (
	"preflight/rules/audit"
	"preflight/rules/systemd"
)

// Score scores the services among the files, as a policy weighs them; a nil
// policy is the tool's own. Of the report only scores and crashes are filled in.
// Unlike an audit it takes any number of files.
func Score(files []*audit.File, targets audit.Targets, policy *systemd.Policy) *audit.Report {
	stack := audit.NewStack(files, targets, nil)
	stack.Guard(systemd.Kind, func() {
		for _, s := range systemd.ScoresBy(stack, policy) {
			stack.Score(s)
		}
		for _, u := range systemd.Unscored(stack) {
			stack.LeaveUnscored(u)
		}
	})
	return stack.Report()
}
