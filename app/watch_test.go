package app

import (
	"strings"
	"testing"
	"time"
)

// stage is a port that writes down what happens to it, and a clock that is wound by
// hand.
type stage struct {
	events []string
	alarm  func()
}

func (p *stage) start()              { p.events = append(p.events, "start") }
func (p *stage) stop()               { p.events = append(p.events, "stop") }
func (p *stage) post(message string) { p.events = append(p.events, message) }

func (p *stage) after(_ time.Duration, f func()) func() {
	p.alarm = f
	return func() { p.alarm = nil }
}

func newStage() (*watch, *stage) {
	p := &stage{}
	w := &watch{port: p, after: p.after}
	w.begin()
	return w, p
}

func (p *stage) expect(t *testing.T, want string) {
	t.Helper()
	if got := strings.Join(p.events, " "); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOneAuditAtATimeAndTheNewestNext(t *testing.T) {
	w, p := newStage()
	w.ask("a")
	p.expect(t, "start")
	w.isReady()
	w.ask("b")
	w.ask("c")
	p.expect(t, "start a")
	w.answered()
	p.expect(t, "start a c")
	if !w.busy() {
		t.Error("c is under way")
	}
	w.answered()
	if w.busy() || p.alarm != nil {
		t.Error("all is done, and nothing waits")
	}
}

func TestASlowWorkerIsReplaced(t *testing.T) {
	w, p := newStage()
	w.isReady()
	w.ask("slow")
	w.ask("newer")
	p.alarm()
	p.expect(t, "start slow stop start")
	w.isReady()
	p.expect(t, "start slow stop start newer")
}

func TestTheMessageThatKilledIsNotSentAgain(t *testing.T) {
	w, p := newStage()
	w.isReady()
	w.ask("deadly")
	if !w.fail() {
		t.Error("an audit was lost")
	}
	w.isReady()
	p.expect(t, "start deadly stop start")
	w.ask("next")
	p.expect(t, "start deadly stop start next")
}

func TestAWorkerThatNeverGetsReadyIsGivenUp(t *testing.T) {
	w, p := newStage()
	w.ask("a")
	for p.alarm != nil {
		p.alarm()
	}
	p.expect(t, "start stop start stop start stop")
}
