package app

import (
	"fmt"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules/audit"
)

// shell is the one component of all addresses. It keeps the session and lays
// out the page; what it shows is drawn by the files beside this one.
type shell struct {
	app.Compo

	page    string // address of the page shown
	session *Session
	prefs   Preferences
	editor  *editor
	worker  *worker
	seal    seal
	ctx     app.Context
	stops   []func()

	pane        string // on a narrow screen: files, text or a tab
	tab         string // one of sideTabs
	announced   string // what a screen reader is told
	failing     bool   // the last audit was lost
	asked       time.Time
	updated     bool // a new version waits for a reload
	installable bool

	shown     []*audit.Verdict // the list as last drawn
	more      bool             // the list is drawn to its end
	ignoring  bool             // a reason for an ignore is being typed
	problem   string           // what went wrong with the last command
	search    string           // in the catalogue
	openAreas map[string]bool
	scoring   scoring

	copying    bool   // the report that was asked for goes to the clipboard
	exportNote string // what became of it
}

func newShell(page string) *shell { return &shell{page: page} }

// OnInit makes the session before the page is first drawn.
func (s *shell) OnInit() {
	if app.IsClient {
		s.page = pageOf(app.Window().URL().Path)
	}
	s.session = NewSession()
	s.pane, s.tab = "text", "findings"
	s.openAreas, s.scoring = map[string]bool{}, newScoring()
	s.editor = &editor{onEdit: s.edited, onSelect: s.pickMark}
}

// The pause after which typing is audited: none as long as an audit is hardly
// longer than a keystroke, for it runs beside the page and takes the newest
// text when it is done with one.
const (
	quickAudit = 150 * time.Millisecond
	longPause  = 150 * time.Millisecond
)

// pauseAfter gives the pause that follows an audit that took so long.
func pauseAfter(took time.Duration) time.Duration {
	if took <= quickAudit {
		return 0
	}
	return min(took/4, longPause)
}

// OnMount brings back what is remembered and starts the seal.
func (s *shell) OnMount(ctx app.Context) {
	s.ctx = ctx
	app.Window().Get("document").Get("documentElement").Get("dataset").Delete("elsewhere")
	s.prefs = loadPreferences(localStorage())
	loadMarks(localStorage(), s.session)
	s.editor.setPlain(s.prefs.Plain)
	if s.prefs.Keep {
		loadFiles(localStorage(), s.session)
	}
	if loadFiles(sessionStorage(), s.session) { // carried over a reload
		sessionStorage().drop(keyPrefix + "files")
	}
	s.listen()
	boot().Call("seal").Then(func(found app.Value) {
		ctx.Dispatch(func(app.Context) { s.sealed(found) })
	})
	ctx.Defer(func(app.Context) { s.refresh() })
}

// OnDismount ends the worker and the listeners.
func (s *shell) OnDismount() {
	for _, stop := range s.stops {
		stop()
	}
	if s.worker != nil {
		s.worker.stop()
	}
}

// OnNav shows the page that the address names.
func (s *shell) OnNav(ctx app.Context) {
	s.page = pageOf(ctx.Page().URL().Path)
	ctx.Page().SetTitle(s.title())
	if app.IsClient && s.page != "/" {
		ctx.Defer(func(app.Context) { byID("reading").Set("scrollTop", 0) })
	}
}

// OnAppUpdate takes note that a new version is there.
func (s *shell) OnAppUpdate(app.Context) { s.updated = boot().Get("returning").Bool() }

// OnAppInstallChange takes note of whether the browser offers to install.
func (s *shell) OnAppInstallChange(ctx app.Context) { s.installable = ctx.IsAppInstallable() }

// sealed goes on once the network is sealed, or could not be.
func (s *shell) sealed(found app.Value) {
	s.seal.read(found)
	s.worker = newWorker(
		func(f func()) { s.ctx.Dispatch(func(app.Context) { f() }) },
		s.answered, s.lost,
	)
	s.worker.begin()
	if !s.seal.Offline {
		boot().Call("stored").Then(func(stored app.Value) {
			yes := stored.Bool()
			s.ctx.Dispatch(func(app.Context) { s.seal.Offline = yes })
		})
	}
	s.refresh()
}

// edited takes over what was typed.
func (s *shell) edited(text string) {
	if d := s.session.Current(); d != nil {
		s.session.SetText(d, text)
		s.refresh()
	}
}

// refresh brings the editor, the worker and the storage up to the session.
func (s *shell) refresh() {
	s.editor.flush()
	s.editor.show(s.session.Current())
	if s.session.Wanting() && s.worker != nil {
		s.asked = time.Now()
		s.worker.ask(s.session.Request())
	}
	if !s.session.Empty() {
		s.proveSeal()
	}
	s.setAuditState()
	if saveFiles(localStorage(), s.session, s.prefs.Keep) != nil {
		s.problem = "The browser has no room to remember these files."
	}
}

// proveSeal has the page try its own seal, once.
func (s *shell) proveSeal() {
	if s.seal.tried || !s.seal.Sealed {
		return
	}
	s.seal.tried = true
	boot().Call("prove").Then(func(refused app.Value) {
		stopped := refused.Bool()
		s.ctx.Dispatch(func(app.Context) { s.seal.Sealed, s.seal.proven = stopped, stopped })
	})
}

func (s *shell) setAuditState() {
	state := "done"
	switch {
	case s.session.Empty() || s.worker == nil:
		state = "waiting"
	case s.session.Stale():
		state = "running"
	}
	app.Window().Get("document").Get("documentElement").Get("dataset").Set("audit", state)
}

// answered takes an answer of the worker over.
func (s *shell) answered(message string) {
	s.editor.pause = pauseAfter(time.Since(s.asked))
	kinds := kindsOf(s.session)
	if err := s.session.Accept(message); err != nil {
		s.problem = err.Error()
		return
	}
	s.failing = false
	s.handOver()
	if d := s.session.Current(); d != nil && kinds[d] != d.Kind {
		s.editor.relanguage(d)
	}
	s.markEditor()
	s.announce()
	s.ctx.Defer(func(app.Context) { s.setAuditState() }) // once the verdicts are drawn
}

func kindsOf(session *Session) map[*Document]audit.Kind {
	kinds := map[*Document]audit.Kind{}
	for _, d := range session.Files() {
		kinds[d] = d.Kind
	}
	return kinds
}

// lost takes note that an audit was given up. The text is still here.
func (s *shell) lost() {
	s.failing = true
	s.session.GiveUpExport()
}

// announce tells screen readers how the audit came out.
func (s *shell) announce() {
	counts := s.session.Counts()
	var parts []string
	for _, c := range Classes() {
		if n := counts[c]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, classWords[c]))
		}
	}
	s.announced = "Audit done: nothing found"
	if len(parts) > 0 {
		s.announced = "Audit done: " + strings.Join(parts, ", ")
	}
}

// classWords name the classes in a count.
var classWords = map[Class]string{
	Critical: "critical", High: "high", Medium: "medium", Low: "low", Info: "info",
	Unknown: "unknown", Ignored: "ignored", Passed: "passed",
}

// markEditor shows the findings of the current file in its text.
func (s *shell) markEditor() {
	d := s.session.Current()
	report := s.session.Report()
	if d == nil || report == nil {
		return
	}
	var marks []*audit.Verdict
	var index []int
	for i, v := range report.Verdicts {
		if c := ClassOf(v); c == Passed || c == Ignored || s.session.document(v.Span) != d || !s.session.fresh(v.Span) {
			continue
		}
		marks = append(marks, v)
		index = append(index, i)
	}
	s.editor.mark(marks, index)
}

// pickMark explains the finding whose mark in the text was chosen.
func (s *shell) pickMark(index int) {
	if report := s.session.Report(); report != nil && index < len(report.Verdicts) {
		s.explain(report.Verdicts[index], false)
	}
}

// explain selects a verdict, shows its place and its explanation.
func (s *shell) explain(v *audit.Verdict, reveal bool) {
	s.editor.flush()
	before := s.session.Current()
	s.session.Select(v)
	s.tab, s.pane = "findings", "findings"
	s.ignoring, s.problem = false, ""
	s.editor.show(s.session.Current())
	if s.session.Current() != before {
		s.markEditor()
	}
	if reveal && s.session.fresh(v.Span) {
		s.editor.reveal(v.Span, false)
	}
	s.ctx.Defer(func(app.Context) { scrollTo(".finding[aria-current=true]") })
}

// scrollTo brings the first element that a selector finds into view.
func scrollTo(selector string) {
	if e := app.Window().Get("document").Call("querySelector", selector); e.Truthy() {
		e.Call("scrollIntoView", map[string]any{"block": "nearest"})
	}
}

// showFile brings a document up.
func (s *shell) showFile(d *Document) {
	s.editor.flush()
	s.session.Show(d)
	s.pane, s.scoring.file = "text", ""
	s.refresh()
	s.markEditor()
}

// do runs a command on the session and says what went wrong, if anything did.
func (s *shell) do(err error) {
	s.problem = ""
	if err != nil {
		s.problem = strings.ToUpper(err.Error()[:1]) + err.Error()[1:] + "."
	}
	s.refresh()
}

// copy puts a text on the clipboard and says so.
func (s *shell) copy(text, name string) {
	copyText(text, func(copied bool) {
		s.ctx.Dispatch(func(app.Context) {
			s.announced = name + " copied"
			if !copied {
				s.announced = "The browser did not let " + name + " be copied"
			}
			s.exportNote = s.announced
		})
	})
}

// seal is what is known of the locks on the network.
type seal struct {
	Sealed  bool
	Offline bool     // the app is stored on this device
	Missing []string // outer locks that the host does not send
	Problem string
	done    bool
	tried   bool // requests were made to prove the seal
	proven  bool // and were refused
}

// read takes over what boot.js found.
func (l *seal) read(found app.Value) {
	l.Sealed, l.Offline = found.Get("sealed").Bool(), found.Get("offline").Bool()
	l.Problem, l.done = found.Get("problem").String(), true
	missing := found.Get("missing")
	for i := range missing.Length() {
		l.Missing = append(l.Missing, missing.Index(i).String())
	}
}
