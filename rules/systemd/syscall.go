package systemd

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed syscalls.txt
var syscallTable string

// column is the column of the tables that speaks of a release: 252, 257, 262.
func column(release int) int {
	switch {
	case release == 0 || release >= 257 && release < 262:
		return 1
	case release >= 262:
		return 2
	}
	return 0
}

// syscallGroup is a group with its nested groups flattened.
type syscallGroup struct {
	calls  []string // every call that the kernel library has a number for
	native []string // those of x86-64
}

// syscallGroups are the groups by name, for each column.
var syscallGroups = sync.OnceValue(func() [3]map[string]*syscallGroup {
	var groups [3]map[string]*syscallGroup
	members := map[string][]string{}
	for line := range strings.Lines(syscallTable) {
		if f := strings.Fields(line); f[0] != "#" {
			members[f[0]] = f[1:]
		}
	}
	for c := range groups {
		groups[c] = map[string]*syscallGroup{}
		for name := range members {
			g := &syscallGroup{}
			g.collect(members, name, c)
			if len(g.calls) > 0 {
				groups[c][name] = g
			}
		}
	}
	return groups
})

func (g *syscallGroup) collect(members map[string][]string, name string, column int) {
	for _, m := range members[name] {
		call, codes, coded := strings.Cut(m, ":")
		code := byte('n')
		if coded {
			code = codes[column]
		}
		switch {
		case code == '-' || code == 'u':
		case call[0] == '@':
			g.collect(members, call, column)
		default:
			g.calls = append(g.calls, call)
			if code == 'n' {
				g.native = append(g.native, call)
			}
		}
	}
}

// syscallFilter is SystemCallFilter= as it is in force.
type syscallFilter struct {
	set   bool // a first value has decided the kind
	allow bool // only what is listed may be called
	// denied holds the calls listed: in a list of calls to allow, true where an
	// error number takes the permission back.
	listed map[string]bool
}

// newSyscallFilter applies the assignments in their order.
func newSyscallFilter(values []string, release int) *syscallFilter {
	f := &syscallFilter{listed: map[string]bool{}}
	groups := syscallGroups()[column(release)]
	for _, value := range values {
		if value == "" {
			*f = syscallFilter{listed: map[string]bool{}}
			continue
		}
		value, deny := strings.CutPrefix(value, "~")
		if !f.set {
			f.set, f.allow = true, !deny
			if f.allow {
				f.add(groups, "@default", false, false)
			}
		}
		for _, t := range cut(value, false).words {
			name, number, ok := callAndError(t.text)
			if ok && (deny || number == "") {
				f.add(groups, name, deny, number != "")
			}
		}
	}
	return f
}

// add lists a call or the calls of a group, or takes them off the list.
func (f *syscallFilter) add(groups map[string]*syscallGroup, name string, deny, number bool) {
	calls := []string{name}
	if name[0] == '@' {
		g := groups[name]
		if g == nil {
			return
		}
		calls = g.calls
	}
	for _, call := range calls {
		if deny != f.allow || number {
			f.listed[call] = deny
		} else {
			delete(f.listed, call)
		}
	}
}

// permits reports whether a native call of the group may still be made.
func (f *syscallFilter) permits(group string, release int) bool {
	for _, call := range syscallGroups()[column(release)][group].native {
		denied, listed := f.listed[call]
		if f.allow && listed && !denied || !f.allow && !listed {
			return true
		}
	}
	return false
}

// callAndError cuts "name:error"; ok is false where the error is none.
func callAndError(word string) (name, number string, ok bool) {
	name, number, has := strings.Cut(word, ":")
	if name == "" {
		return "", "", false
	}
	if !has {
		return name, "", true
	}
	n, err := strconv.ParseInt(number, 0, 32)
	valid := number == "kill" || errnoNames[number] || err == nil && n >= 0 && n <= 4095 && !strings.Contains(number, "_")
	return name, number, valid
}

// errnoNames are the names of Linux's errors.
var errnoNames = func() map[string]bool {
	names := map[string]bool{}
	for _, n := range strings.Fields(`
		E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EADV EAFNOSUPPORT EAGAIN EALREADY EBADE EBADF EBADFD EBADMSG EBADR EBADRQC
		EBADSLT EBFONT EBUSY ECANCELED ECHILD ECHRNG ECOMM ECONNABORTED ECONNREFUSED ECONNRESET EDEADLK EDEADLOCK EDESTADDRREQ EDOM EDOTDOT
		EDQUOT EEXIST EFAULT EFBIG EHOSTDOWN EHOSTUNREACH EHWPOISON EIDRM EILSEQ EINPROGRESS EINTR EINVAL EIO EISCONN EISDIR
		EISNAM EKEYEXPIRED EKEYREJECTED EKEYREVOKED EL2HLT EL2NSYNC EL3HLT EL3RST ELIBACC ELIBBAD ELIBEXEC ELIBMAX ELIBSCN
		ELNRNG ELOOP EMEDIUMTYPE EMFILE EMLINK EMSGSIZE EMULTIHOP ENAMETOOLONG ENAVAIL ENETDOWN ENETRESET ENETUNREACH ENFILE
		ENOANO ENOBUFS ENOCSI ENODATA ENODEV ENOENT ENOEXEC ENOKEY ENOLCK ENOLINK ENOMEDIUM ENOMEM ENOMSG ENONET ENOPKG
		ENOPROTOOPT ENOSPC ENOSR ENOSTR ENOSYS ENOTBLK ENOTCONN ENOTDIR ENOTEMPTY ENOTNAM ENOTRECOVERABLE ENOTSOCK ENOTSUP ENOTTY
		ENOTUNIQ ENXIO EOPNOTSUPP EOVERFLOW EOWNERDEAD EPERM EPFNOSUPPORT EPIPE EPROTO EPROTONOSUPPORT EPROTOTYPE ERANGE
		EREMCHG EREMOTE EREMOTEIO ERESTART ERFKILL EROFS ESHUTDOWN ESOCKTNOSUPPORT ESPIPE ESRCH ESRMNT ESTALE ESTRPIPE ETIME
		ETIMEDOUT ETOOMANYREFS ETXTBSY EUCLEAN EUNATCH EUSERS EWOULDBLOCK EXDEV EXFULL`) {
		names[n] = true
	}
	return names
}()

// knownCalls are all the calls that some group holds, for each column.
var knownCalls = sync.OnceValue(func() [3]map[string]bool {
	var known [3]map[string]bool
	for c, groups := range syscallGroups() {
		known[c] = map[string]bool{}
		for _, g := range groups {
			for _, call := range g.calls {
				known[c][call] = true
			}
		}
	}
	return known
})
