package app

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"strings"

	"preflight/rules"
	"preflight/rules/audit"
	"preflight/rules/checklist"
)

// Session is what a person works on: the files, what the last audit said of
// them, what was changed and what was ticked. It knows no browser.
type Session struct {
	Targets audit.Targets             // releases that the person chose
	Marks   map[string]checklist.Mark // by checklist item
	Filter  Filter

	files    []*Document
	current  *Document
	aside    []*Document // own files, while examples are shown in their place
	away     bool        // examples are shown
	selected selection
	undo     []change

	revision int // counts the changes that call for an audit
	sent     int // revision of the audit under way or last made
	asked    []*Document
	asking   []*audit.File

	wanted   string    // form of the report that was asked for, until it is there
	exported *exported // the report in that form, until it is taken

	report  *audit.Report
	scored  string // scores of the report, as they came
	scores  scores // and as they were read, if they were
	known   map[*audit.File]*Document
	tallies map[*Document]tally
	audited int // revision that the report speaks of
}

// Document is a file of the session.
type Document struct {
	ID     int // never used again
	Name   string
	Text   string
	Chosen audit.Kind // empty: as detected
	Kind   audit.Kind // as the last audit took it
}

// NewSession gives an empty session.
func NewSession() *Session {
	return &Session{
		Targets: audit.Targets{}, Marks: map[string]checklist.Mark{}, Filter: newFilter(),
		known: map[*audit.File]*Document{},
	}
}

// Files lists the documents in the order in which they came.
func (s *Session) Files() []*Document { return s.files }

// Empty reports whether no file is there.
func (s *Session) Empty() bool { return len(s.files) == 0 }

// Current is the document shown in the editor, or nil.
func (s *Session) Current() *Document { return s.current }

// Find gives the document with the id, or nil.
func (s *Session) Find(id int) *Document {
	for _, d := range s.files {
		if d.ID == id {
			return d
		}
	}
	return nil
}

// nextID numbers documents across all sessions, so that the editor can keep
// one history for each.
var nextID int

// Add takes a file in. A file of the same name is replaced; its history in the
// editor stays. The first file added becomes the current one.
func (s *Session) Add(name string, content []byte) *Document {
	f := rules.NewFile(name, content, audit.KindUnknown)
	text := strings.ToValidUTF8(f.Text, "\uFFFD")
	d := s.named(f.Name)
	if d == nil {
		nextID++
		d = &Document{ID: nextID, Name: f.Name}
		s.files = append(s.files, d)
	}
	d.Text = text
	s.revision++
	if s.current == nil {
		s.current = d
	}
	return d
}

func (s *Session) named(name string) *Document {
	for _, d := range s.files {
		if d.Name == name {
			return d
		}
	}
	return nil
}

// Paste takes in a text that has no name, under a name that is free, and shows
// it.
func (s *Session) Paste(text string) *Document {
	name := "pasted"
	for n := 2; s.named(name) != nil; n++ {
		name = fmt.Sprintf("pasted-%d", n)
	}
	s.current = s.Add(name, []byte(text))
	return s.current
}

// Show makes a document the current one.
func (s *Session) Show(d *Document) { s.current = d }

// Remove drops a document and shows its neighbour.
func (s *Session) Remove(d *Document) {
	for i, other := range s.files {
		if other != d {
			continue
		}
		s.files = append(s.files[:i:i], s.files[i+1:]...)
		if s.current == d {
			s.current = nil
			if len(s.files) > 0 {
				s.current = s.files[min(i, len(s.files)-1)]
			}
		}
		s.revision++
	}
}

// Clear drops all documents, and with them the report.
func (s *Session) Clear() {
	s.files, s.current, s.report, s.undo = nil, nil, nil, nil
	s.scored, s.scores = "", scores{}
	s.selected, s.tallies = selection{}, nil
	s.known = map[*audit.File]*Document{}
	s.revision++
}

// SetAside puts the person's own files away so that examples can be audited
// alone; the examples shown before are dropped.
func (s *Session) SetAside() {
	if !s.away {
		s.aside, s.away = s.files, true
	}
	s.Clear()
}

// Away reports whether examples are shown in place of the person's own files.
func (s *Session) Away() bool { return s.away }

// Return drops the examples and brings the person's own files back.
func (s *Session) Return() {
	s.Clear()
	s.files, s.aside, s.away = s.aside, nil, false
	if len(s.files) > 0 {
		s.current = s.files[0]
	}
}

// own gives the person's own files, wherever they are.
func (s *Session) own() []*Document {
	if s.away {
		return s.aside
	}
	return s.files
}

// SetText takes over a document's text as edited.
func (s *Session) SetText(d *Document, text string) {
	if d.Text == text {
		return
	}
	d.Text = text
	s.revision++
}

// Rename gives a document another name; one that is empty or taken is refused.
func (s *Session) Rename(d *Document, name string) error {
	name = strings.TrimSpace(strings.ReplaceAll(name, `\`, "/"))
	switch other := s.named(name); {
	case name == "":
		return fmt.Errorf("a file needs a name")
	case other == d:
		return nil
	case other != nil:
		return fmt.Errorf("%s is there already", name)
	}
	d.Name = name
	s.revision++
	return nil
}

// SetKind says what a document is; an empty kind lets the audit detect it.
func (s *Session) SetKind(d *Document, kind audit.Kind) {
	d.Chosen = kind
	s.revision++
}

// SetTarget says which release of a software the audit assumes; an empty
// version leaves it to the files, and where they do not tell, to the default.
func (s *Session) SetTarget(software, version string) error {
	targets := maps.Clone(s.Targets)
	delete(targets, software)
	if version != "" {
		v, err := audit.ParseVersion(version)
		if err != nil {
			return err
		}
		targets[software] = v
	}
	s.Targets = targets
	s.revision++
	return nil
}

// Target is the release of a software that the last audit assumed.
func (s *Session) Target(software string) audit.Version {
	if v, ok := s.Targets[software]; ok {
		return v
	}
	if s.report != nil {
		return s.report.Targets[software]
	}
	return audit.DefaultTargets()[software]
}

// Software tells of which software the release matters here: what the person
// chose it for, what files are there for, and what rules spoke of. In an empty
// session it is what a deployment has most likely.
func (s *Session) Software() map[string]bool {
	spoken := map[string]bool{}
	for name := range s.Targets {
		spoken[name] = true
	}
	if s.report == nil {
		spoken["django"], spoken["nginx"], spoken["systemd"] = true, true, true
		return spoken
	}
	for _, f := range s.report.Files {
		spoken[string(f.Kind)] = true
	}
	for _, v := range s.report.Verdicts {
		format, _, _ := strings.Cut(v.Rule, "/")
		spoken[format] = true
	}
	return spoken
}

// Stale reports whether something changed since the audit that the report
// speaks of.
func (s *Session) Stale() bool { return s.revision != s.audited }

// Wanting reports whether an audit should be asked for: something changed since
// the last one was.
func (s *Session) Wanting() bool { return s.revision != s.sent && !s.Empty() }

// Request writes the message that asks for an audit of the session as it is.
func (s *Session) Request() string {
	s.sent = s.revision
	req := request{ID: s.sent, Targets: written(s.Targets), Export: s.wanted}
	s.asked, s.asking = nil, nil
	var texts []string
	for _, d := range s.files {
		text := strings.ToValidUTF8(d.Text, "\uFFFD") // what is not valid would change its length on the way
		req.Files = append(req.Files, requestFile{Name: d.Name, Kind: d.Chosen, Size: len(text)})
		texts = append(texts, text)
		s.asking = append(s.asking, &audit.File{Name: d.Name, Kind: d.Chosen, Text: d.Text})
		s.asked = append(s.asked, d)
	}
	return encodeRequest(req, texts)
}

// Accept takes the answer of the worker over. An answer to an older request is
// dropped.
func (s *Session) Accept(message string) error {
	var a answer
	line, scored, _ := strings.Cut(message, "\n")
	if err := json.Unmarshal([]byte(line), &a); err != nil {
		return fmt.Errorf("the answer of the audit cannot be read: %w", err)
	}
	if a.Error == "" && a.ID != s.sent || s.Empty() {
		return nil
	}
	report, err := reportOf(a, s.asking)
	if err != nil {
		return err
	}
	s.report, s.audited = report, s.sent
	s.scored, s.scores = scored, scores{}
	if a.Export != nil {
		s.exported, s.wanted = a.Export, ""
	}
	s.known = map[*audit.File]*Document{}
	for i, f := range report.Files {
		s.known[f] = s.asked[i]
		s.asked[i].Kind = f.Kind
	}
	s.tallies = s.tallied()
	s.reselect()
	return nil
}

// Report is the last audit's, or nil.
func (s *Session) Report() *audit.Report { return s.report }

// document gives the document that a span lies in, or nil.
func (s *Session) document(span audit.Span) *Document { return s.known[span.File] }

// fresh reports whether a span still speaks of its document's text.
func (s *Session) fresh(span audit.Span) bool {
	d := s.document(span)
	return d != nil && d.Text == span.File.Text
}

// Wanted reports whether a file found in a folder is worth reading: not one
// that no format could be interested in.
func Wanted(name string, size int) bool {
	if size > rules.MaxFileBytes {
		return false
	}
	base := strings.ToLower(path.Base(name))
	return !unwanted[path.Ext(base)] && !strings.HasSuffix(base, "~") && base != ".ds_store"
}

var unwanted = map[string]bool{}

func init() {
	for _, ext := range strings.Fields(`.7z .a .avi .bin .bmp .bz2 .class .css .db .dll .doc .docx .eot .exe .gif .gz
		.ico .iso .jar .jpeg .jpg .js .lock .map .mo .mov .mp3 .mp4 .o .odt .ogg .otf .pdf .png .po .ppt .pptx .pyc .pyo .rar
		.scss .so .sqlite .sqlite3 .svg .tar .tgz .tif .tiff .ttf .wasm .wav .webm .webp .whl .woff .woff2 .xls .xlsx .xz .zip .zst`) {
		unwanted[ext] = true
	}
}

// exampleNames are the names that examples of a kind get where they have none.
var exampleNames = map[string]string{
	"python": "settings.py", "django": "settings.py", "nginx": "site.conf", "systemd": "app.service", "env": ".env",
	"gunicorn": "gunicorn.conf.py", "apache": "apache.conf", "postgres": "postgresql.conf", "shell": "deploy.sh",
	"crontab": "crontab", "requirements": "requirements.txt", "uwsgi": "uwsgi.ini", "template": "base.html",
	"dockerfile": "Dockerfile", "compose": "compose.yml", "procfile": "Procfile",
}

// addExample takes in the code of a doc, under a name of its own.
func (s *Session) addExample(e example) *Document {
	name := e.name
	if name == "" {
		name = exampleNames[e.kind]
	}
	if name == "" {
		name = "example"
	}
	free := "example/" + name
	for n := 2; s.named(free) != nil; n++ {
		free = fmt.Sprintf("example-%d/%s", n, name)
	}
	return s.Add(free, []byte(e.text))
}
