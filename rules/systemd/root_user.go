package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("root-user", rootUser) }

// rootUser checks that the service does not run as root.
func rootUser(u *Unit, r *audit.Reporter) {
	if !u.confinable() || u.switchesUser() {
		return
	}
	user, s := u.Text("User"), u.confinement()
	switch {
	case s.dynamicUser && !user.Set:
		r.Pass(u.placeOf("DynamicUser"))
	case !s.privileged():
		r.Pass(user.Span)
	case !user.Known: // of a lone drop-in only what it sets is judged
	case u.leavesRoot(user.Span, r):
	case user.Set:
		u.rank(r.Fail(user.Span, "the service runs as root"))
	case u.ofUser() == audit.Maybe:
		r.Unknown(user.Span, "only default.target wants it: a unit in /etc/systemd/system would run as root")
	default:
		u.rank(r.Fail(user.Span, "no User= is set: the service runs as root"))
	}
}

// rank lowers the finding for a service that is no application, since some
// daemons do need root, and for one that runs for a moment only.
func (u *Unit) rank(v *audit.Verdict) {
	switch {
	case u.serviceType() == "oneshot" || u.ofTheSystem():
		v.Lower(audit.Low).Doubt(audit.Likely)
	case !u.isApplication():
		v.Lower(audit.Medium).Doubt(audit.Likely)
	}
}

// applicationServers are programs that run an application and never need root.
var applicationServers = map[string]bool{
	"gunicorn": true, "gunicorn3": true, "uvicorn": true, "daphne": true, "hypercorn": true, "granian": true, "waitress-serve": true,
	"uwsgi": true, "celery": true, "django-admin": true, "manage.py": true, "node": true, "npm": true, "ruby": true, "puma": true, "java": true,
	"php": true, "flask": true, "rq": true, "dramatiq": true, "huey_consumer": true, "poetry": true, "uv": true, "pipenv": true,
}

// applicationDirs are where people put their own programs.
var applicationDirs = []string{"/home", "/srv", "/opt", "/var/www", "/app", "/root", "/usr/local"}

// isApplication reports whether the service starts somebody's own program
// rather than a daemon of the system.
func (u *Unit) isApplication() bool {
	if u.application == audit.Maybe {
		u.application = audit.TruthOf(u.startsApplication())
	}
	return u.application == audit.Yes
}

func (u *Unit) startsApplication() bool {
	for _, c := range u.CommandsOf("ExecStart") {
		program := c.Program()
		if anyBelow(c.inner().Word.Text, applicationDirs) || applicationServers[program] || strings.HasSuffix(program, ".py") || strings.HasPrefix(program, "python") ||
			anyBelow(c.Path, applicationDirs) || strings.Contains(c.Path, "/venv/") {
			return true
		}
	}
	_, ok := u.usesPath("/home", "/srv", "/opt", "/var/www", "/app")
	return ok
}

// ofTheSystem reports whether the service is a daemon that the distribution
// brings and not somebody's application.
func (u *Unit) ofTheSystem() bool {
	starts := u.CommandsOf("ExecStart")
	for _, c := range starts {
		if !anyBelow(c.Path, []string{"/usr/sbin", "/sbin", "/usr/lib", "/lib", "/usr/libexec", "/usr/bin", "/bin"}) {
			return false
		}
	}
	return len(starts) > 0 && !u.isApplication()
}

// daemons are programs that start as root to give it up themselves, or whose
// work is root's.
var daemons = func() map[string]bool {
	known := map[string]bool{}
	for _, name := range strings.Fields(`
		nginx apache2 apachectl httpd sshd cron crond atd dbus-daemon dockerd containerd podman postgres pg_ctlcluster mariadbd mysqld
		haproxy postfix master dovecot exim4 named unbound dnsmasq rsyslogd chronyd ntpd agetty login systemctl shutdown
		udevadm mount umount modprobe sysctl iptables ip6tables iptables-restore nft fail2ban-server supervisord uwsgi-emperor
		smbd nmbd winbindd cupsd rsync squid lighttpd php-fpm NetworkManager wpa_supplicant bluetoothd snapd lvm dmeventd`) {
		known[name] = true
	}
	return known
}()

// switchesUser reports whether every program of the service is known to need
// root, or to leave it by itself.
func (u *Unit) switchesUser() bool {
	starts := u.CommandsOf("ExecStart")
	for _, c := range starts {
		name := c.Program()
		if !daemons[name] && !strings.HasPrefix(name, "systemd-") && !strings.HasPrefix(name, "php-fpm") {
			return false
		}
	}
	return len(starts) > 0
}
