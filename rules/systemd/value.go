package systemd

import (
	"path"
	"strconv"
	"strings"

	"preflight/rules/audit"
)

// readers say why systemd does not understand a value, or nothing, by the name
// of the setting.
var readers = map[string]func(value string) string{
	"Nice": within(-20, 19), "OOMScoreAdjust": within(-1000, 1000), "StartLimitBurst": within(0, 1<<32-1), "IOWeight": within(1, 10000),
	"CPUQuota": percentage, "CPUWeight": orWord("idle", within(1, 10000)), "TasksMax": orShare(within(0, 1<<53)),
	"MemoryMin": orShare(size), "MemoryLow": orShare(size), "MemoryHigh": orShare(someMemory), "MemoryMax": orShare(someMemory), "MemorySwapMax": orShare(size),
	"RuntimeDirectory": ownedDirectory, "StateDirectory": ownedDirectory, "CacheDirectory": ownedDirectory, "LogsDirectory": ownedDirectory,
	"ConfigurationDirectory": ownedDirectory,
	"ReadWritePaths":         paths, "ReadOnlyPaths": paths, "InaccessiblePaths": paths, "ExecPaths": paths, "NoExecPaths": paths,
	"RequiresMountsFor": paths, "EnvironmentFile": optionalPath, "ConditionPathExists": conditionPath, "AssertPathExists": conditionPath,
	"StandardOutput": outlet, "StandardError": outlet, "Slice": sliceName, "Documentation": pages,
	"KillSignal": signal, "RestartKillSignal": signal, "FinalKillSignal": signal, "WatchdogSignal": signal, "ReloadSignal": signal,
	"LimitCPU": limit(span), "LimitRTTIME": limit(span), "LimitNICE": nil,
	"LimitNOFILE": limit(count), "LimitNPROC": limit(count), "LimitLOCKS": limit(count), "LimitSIGPENDING": limit(count), "LimitRTPRIO": limit(count),
	"LimitFSIZE": limit(size), "LimitDATA": limit(size), "LimitSTACK": limit(size), "LimitCORE": limit(size), "LimitRSS": limit(size),
	"LimitAS": limit(size), "LimitMEMLOCK": limit(size), "LimitMSGQUEUE": limit(size),
}

// unreadable says why systemd does not understand the value of a key.
func (u *Unit) unreadable(key, value string) string {
	read := readers[key]
	if read == nil && strings.HasSuffix(key, "Sec") {
		read = span
	}
	if value, ok := u.expand(value); ok && read != nil {
		return read(value)
	}
	return ""
}

// within takes whole numbers from low to high.
func within(low, high int64) func(string) string {
	return func(value string) string {
		n, err := strconv.ParseInt(strings.TrimPrefix(value, "+"), 0, 64)
		switch {
		case err != nil:
			return "not a whole number"
		case n < low || n > high:
			return "not from " + strconv.FormatInt(low, 10) + " to " + strconv.FormatInt(high, 10)
		}
		return ""
	}
}

func orWord(word string, read func(string) string) func(string) string {
	return func(value string) string {
		if value == word {
			return ""
		}
		return read(value)
	}
}

// orShare takes a percentage and "infinity" too.
func orShare(read func(string) string) func(string) string {
	return func(value string) string {
		if value == "infinity" || percentage(value) == "" {
			return ""
		}
		return read(value)
	}
}

func percentage(value string) string {
	number, ok := strings.CutSuffix(value, "%")
	if _, err := strconv.ParseFloat(number, 64); !ok || err != nil {
		return "not a percentage"
	}
	return ""
}

func count(value string) string {
	if _, err := strconv.ParseUint(value, 10, 64); err != nil {
		return "not a whole number"
	}
	return ""
}

// size takes bytes, with the letters K to E, each at most once.
func size(value string) string {
	rest := strings.TrimSpace(value)
	for rest != "" {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789."))
		if digits == 0 {
			return "not a size: the letters are K, M, G and T"
		}
		rest = strings.TrimLeft(rest[digits:], " ")
		if rest != "" && strings.IndexByte("BKMGTPE", rest[0]) >= 0 {
			rest = strings.TrimLeft(rest[1:], " ")
		} else if rest != "" {
			return "not a size: the letters are K, M, G and T"
		}
	}
	return ""
}

// someMemory is a size above 0.
func someMemory(value string) string {
	if strings.Trim(value, "0") == "" {
		return "no memory at all"
	}
	return size(value)
}

// spans are the units of systemd.time(7).
var spans = func() map[string]bool {
	known := map[string]bool{"": true}
	for _, unit := range strings.Fields("usec us µs μs msec ms seconds second sec s minutes minute min m months month M hours hour hr h days day d weeks week w years year y nsec ns") {
		known[unit] = true
	}
	return known
}()

// span takes a span of time: numbers, each with a unit or without.
func span(value string) string {
	rest := strings.TrimSpace(value)
	if rest == "infinity" {
		return ""
	}
	for first := true; first || rest != ""; first = false {
		rest = strings.TrimPrefix(rest, "+")
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		whole := rest[:digits]
		rest = rest[digits:]
		if fraction, ok := strings.CutPrefix(rest, "."); ok {
			digits = len(fraction) - len(strings.TrimLeft(fraction, "0123456789"))
			whole, rest = whole+fraction[:digits], fraction[digits:]
			if digits == 0 {
				return "not a span of time"
			}
		}
		rest = strings.TrimLeft(rest, " \t")
		end := strings.IndexAny(rest, " \t0123456789.+-")
		if end < 0 {
			end = len(rest)
		}
		if whole == "" || !spans[rest[:end]] {
			return "not a span of time"
		}
		rest = strings.TrimLeft(rest[end:], " \t")
	}
	return ""
}

// limit takes one value, or a soft and a hard one.
func limit(read func(string) string) func(string) string {
	return func(value string) string {
		soft, hard, both := strings.Cut(value, ":")
		for _, v := range []string{soft, hard} {
			if v == "infinity" || v == hard && !both {
				continue
			}
			if why := read(v); why != "" || v == "" {
				return strings.TrimPrefix(why+" or infinity", " or ")
			}
		}
		low, err1 := strconv.ParseUint(soft, 10, 64)
		high, err2 := strconv.ParseUint(hard, 10, 64)
		if err2 == nil && (soft == "infinity" || err1 == nil && low > high) {
			return "the soft limit is above the hard one"
		}
		return ""
	}
}

// ownedDirectory takes names below the directory that the setting stands for.
func ownedDirectory(value string) string {
	for _, t := range cut(value, true).words {
		for dir := range strings.SplitSeq(t.text, ":") {
			switch {
			case strings.HasPrefix(dir, "/"):
				return "an absolute path"
			case climbs("/"+dir) || dir == "private" || dir == ".":
				return "not a name that it takes"
			}
		}
	}
	return ""
}

// paths takes absolute paths, each with - or + before it.
func paths(value string) string {
	for _, t := range cut(value, true).words {
		dir := strings.TrimPrefix(strings.TrimPrefix(t.text, "-"), "+")
		switch {
		case !strings.HasPrefix(dir, "/"):
			return "not an absolute path"
		case climbs(dir):
			return "a path goes up with .."
		}
	}
	return ""
}

func optionalPath(value string) string {
	if !strings.HasPrefix(strings.TrimPrefix(value, "-"), "/") {
		return "not an absolute path"
	}
	return ""
}

func conditionPath(value string) string {
	value = strings.TrimLeft(strings.TrimPrefix(value, "|"), " ")
	return optionalPath(strings.TrimLeft(strings.TrimPrefix(value, "!"), " "))
}

// outlets are the words of StandardOutput=, the obsolete ones among them.
var outlets = map[string]bool{
	"inherit": true, "null": true, "tty": true, "journal": true, "kmsg": true, "journal+console": true, "kmsg+console": true, "socket": true, "fd": true,
	"syslog": true, "syslog+console": true,
}

func outlet(value string) string {
	kind, rest, named := strings.Cut(value, ":")
	switch {
	case outlets[value], named && kind == "fd":
		return ""
	case named && (kind == "file" || kind == "append" || kind == "truncate"):
		if path.IsAbs(rest) {
			return ""
		}
		return "not an absolute path"
	case path.IsAbs(value):
		return "a file is written as append:" + audit.Clip(value, 20)
	}
	return "no such output"
}

func sliceName(value string) string {
	if !strings.HasSuffix(value, ".slice") {
		return "no name of a slice"
	}
	return ""
}

func pages(value string) string {
	for _, t := range cut(value, true).words {
		known := false
		for _, scheme := range []string{"http://", "https://", "file:/", "info:", "man:"} {
			known = known || strings.HasPrefix(t.text, scheme) && len(t.text) > len(scheme)
		}
		if !known {
			return "not an address of a page"
		}
	}
	return ""
}

var signals = func() map[string]bool {
	known := map[string]bool{}
	for _, name := range strings.Fields(`HUP INT QUIT ILL TRAP ABRT IOT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN
		TTOU URG XCPU XFSZ VTALRM PROF WINCH IO POLL PWR SYS`) {
		known[name] = true
	}
	return known
}()

func signal(value string) string {
	name := strings.TrimPrefix(value, "SIG")
	number, err := strconv.Atoi(value)
	if signals[name] || strings.HasPrefix(name, "RT") || err == nil && number > 0 && number <= 64 {
		return ""
	}
	return "no such signal"
}
