package app

import "time"

// port is an audit worker as the watchdog sees it.
type port interface {
	start() // a fresh worker, which will report that it is ready
	stop()
	post(message string)
}

// patience is how long an audit may take before its worker is ended.
const patience = 10 * time.Second

// attempts is how often a worker is started without ever getting ready.
const attempts = 3

// watch keeps one audit at a time going through a port, and starts the worker
// anew when it is slow or dead.
type watch struct {
	port  port
	after func(time.Duration, func()) (stop func())

	ready   bool
	starts  int    // since a worker was last ready
	waiting string // the newest message not yet posted
	posted  string // the message under way
	cancel  func()
}

// begin starts the first worker.
func (w *watch) begin() {
	w.starts++
	w.port.start()
	w.arm()
}

func (w *watch) arm() {
	if w.cancel != nil {
		w.cancel()
	}
	w.cancel = w.after(patience, func() { w.fail() })
}

func (w *watch) disarm() {
	if w.cancel != nil {
		w.cancel()
		w.cancel = nil
	}
}

// ask wants an audit; a message not yet posted is replaced.
func (w *watch) ask(message string) {
	w.waiting = message
	w.flush()
}

func (w *watch) flush() {
	if !w.ready || w.posted != "" || w.waiting == "" {
		return
	}
	w.posted, w.waiting = w.waiting, ""
	w.arm()
	w.port.post(w.posted)
}

// isReady takes note that the worker listens.
func (w *watch) isReady() {
	w.ready, w.starts = true, 0
	w.disarm()
	w.flush()
}

// answered takes note that the audit under way is done.
func (w *watch) answered() {
	w.posted = ""
	w.disarm()
	w.flush()
}

// busy reports whether an audit is wanted or under way.
func (w *watch) busy() bool { return w.posted != "" || w.waiting != "" }

// fail gives the worker up and starts another, unless none ever gets ready. The
// message that it died on is not posted again: it would kill the next one too.
func (w *watch) fail() (lost bool) {
	lost = w.posted != ""
	w.port.stop()
	w.disarm()
	w.ready, w.posted = false, ""
	if w.starts < attempts {
		w.begin()
	}
	return lost
}
