package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("hard-dependency", hardDependency) }

// stores are services that are restarted on their own and to which applications
// connect again.
var stores = []string{"postgresql", "mysql", "mariadb", "redis", "memcached", "rabbitmq", "elasticsearch", "mongod"}

// hardDependency finds applications that stop whenever their database does.
func hardDependency(u *Unit, r *audit.Reporter) {
	if !u.IsService() {
		return
	}
	for _, key := range []string{"Requires", "BindsTo"} {
		for _, w := range u.Words("Unit", key) {
			for _, store := range stores {
				if strings.HasPrefix(w.Text, store) && strings.HasSuffix(w.Text, ".service") {
					r.Fail(w.Span, short("a restart of %s stops this service too", w.Text))
					break
				}
			}
		}
	}
}
