package e2e

import (
	"encoding/json"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

// recorder is told by the browser of every request that any of its pages,
// workers and service workers makes. Each is stopped at its birth until it is
// being recorded, so that none gets away.
type recorder struct {
	conn     net.Conn
	lock     sync.Mutex
	last     int64
	pending  map[int64]bool    // questions that the browser has yet to answer
	kinds    map[string]string // by session: page, worker, service_worker
	requests []sighting
	stopped  map[string]bool // by request: the page's own policy stopped it before the network
}

// message is what goes both ways over the debugging socket.
type message struct {
	ID      int64           `json:"id,omitempty"`
	Session string          `json:"sessionId,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
}

func startRecorder(t testing.TB, b *chromium) *recorder {
	t.Helper()
	conn, _, _, err := ws.Dial(t.Context(), b.remote)
	if err != nil {
		t.Fatal(err)
	}
	r := &recorder{conn: conn, kinds: map[string]string{}, pending: map[int64]bool{}, stopped: map[string]bool{}}
	b.recorder = r
	go r.listen()
	t.Cleanup(func() { conn.Close() })
	r.attach("")
	return r
}

// attach asks to be attached to everything that a session gives birth to.
func (r *recorder) attach(session string) {
	r.send(session, "Target.setAutoAttach", `{"autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true}`)
}

func (r *recorder) send(session, method, params string) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.last++
	r.pending[r.last] = true
	text, err := json.Marshal(message{r.last, session, method, json.RawMessage(params)})
	if err != nil {
		panic(err) // the parameters are constants above and below
	}
	wsutil.WriteClientText(r.conn, text) // a closed browser records nothing more
}

// ready tells whether all that exists is being recorded. It is asked between
// opening an empty tab and its first navigation.
func (r *recorder) ready(pages int) bool {
	r.lock.Lock()
	defer r.lock.Unlock()
	for _, kind := range r.kinds {
		if kind == "page" {
			pages--
		}
	}
	return pages <= 0 && len(r.pending) == 0
}

func (r *recorder) listen() {
	for {
		text, err := wsutil.ReadServerText(r.conn)
		if err != nil {
			return
		}
		var m message
		if json.Unmarshal(text, &m) == nil {
			r.hear(m)
		}
	}
}

// event holds what the events have that are listened to.
type event struct {
	SessionID     string
	TargetInfo    struct{ Type string }
	URL           string // of a web socket
	RequestID     string
	Request       struct{ Method, URL string }
	BlockedReason string
}

func (r *recorder) hear(m message) {
	r.note(func() { delete(r.pending, m.ID) })
	var e event
	if m.Method == "" || json.Unmarshal(m.Params, &e) != nil {
		return
	}
	switch m.Method {
	case "Target.attachedToTarget":
		r.note(func() { r.kinds[e.SessionID] = e.TargetInfo.Type })
		r.send(e.SessionID, "Network.enable", `{"maxPostDataSize": 65536}`)
		r.attach(e.SessionID)
		r.send(e.SessionID, "Runtime.runIfWaitingForDebugger", `{}`)
	case "Network.requestWillBeSent":
		r.see(m, e.RequestID, e.Request.Method+" "+e.Request.URL)
	case "Network.loadingFailed":
		r.note(func() { r.stopped[m.Session+e.RequestID] = e.BlockedReason == "csp" })
	case "Network.webSocketCreated", "Network.webTransportCreated":
		r.see(m, e.RequestID, "CONNECT "+e.URL)
	}
}

func (r *recorder) see(m message, id, line string) {
	r.note(func() {
		r.requests = append(r.requests, sighting{time.Now(), r.kinds[m.Session], line, string(m.Params), m.Session + id})
	})
}

// sent are the requests so far, but for those that the policy of the page
// stopped before they reached the network.
func (r *recorder) sent() []sighting {
	all := r.seen()
	r.lock.Lock()
	defer r.lock.Unlock()
	return slices.DeleteFunc(all, func(s sighting) bool { return r.stopped[s.id] })
}

func (r *recorder) note(change func()) {
	r.lock.Lock()
	defer r.lock.Unlock()
	change()
}

// seen are the requests so far.
func (r *recorder) seen() []sighting {
	r.lock.Lock()
	defer r.lock.Unlock()
	return slices.Clone(r.requests)
}

// watched are the kinds of things that were recorded.
func (r *recorder) watched() []string {
	r.lock.Lock()
	defer r.lock.Unlock()
	var kinds []string
	for _, kind := range r.kinds {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}
