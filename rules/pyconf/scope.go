package pyconf

import (
	"slices"
	"strings"

	"preflight/rules/audit"
)

// Binding is what a name holds and every statement that had a part in it.
type Binding struct {
	Value  *Value
	Places []audit.Span
}

// maxPlaces caps the statements kept for one name: the first and the last.
const maxPlaces = 24

func (b *Binding) with(value *Value, place audit.Span) *Binding {
	places := b.Places
	if n := len(places); n > 0 && places[n-1] == place {
		return &Binding{value, places}
	}
	if len(places) >= maxPlaces {
		places = append(places[:maxPlaces/2:maxPlaces/2], places[maxPlaces/2+1:]...)
	}
	return &Binding{value, append(places[:len(places):len(places)], place)}
}

// Scope holds the names of a module, class or function. Each branch whose test
// is not known writes to a layer of its own; its end joins the layer into the
// one below.
type Scope struct {
	layers []map[string]*Binding
	Order  []string // names in the order of their first assignment
	listed map[string]bool
	shared map[int][]string // the names that a list or dict was ever bound to, by its ident
	outer  *Scope           // the module, for a function or class; nil for a module
	Class  *Object          // the class whose body this is

	globals map[string]bool // names that a function declared global
	Missing string          // a name not found may yet exist: what would settle it
	Gap     audit.Span      // where that began
	GapCond *Cond           // the condition of it, where it is optional

	defaults bool // django.conf.global_settings was imported whole
	hidden   []hidden
}

// hidden are names that may exist without being seen: all with one start.
type hidden struct{ start, why string }

// Hidden says what would settle whether a name that is not found exists after
// all; "" where nothing hides it.
func (s *Scope) Hidden(name string) string {
	for _, h := range s.hidden {
		if strings.HasPrefix(name, h.start) {
			return h.why
		}
	}
	return ""
}

func newScope(outer *Scope) *Scope {
	return &Scope{layers: []map[string]*Binding{{}}, listed: map[string]bool{}, shared: map[int][]string{}, outer: outer}
}

// Own finds a name in the scope itself.
func (s *Scope) Own(name string) *Binding {
	for i := len(s.layers) - 1; i >= 0; i-- {
		if b, ok := s.layers[i][name]; ok {
			return b
		}
	}
	return nil
}

// find looks a name up as Python does: function or class, then the module.
func (s *Scope) find(name string) (*Binding, *Scope) {
	for at := s; at != nil; at = at.outer {
		if at != s && at.Class != nil {
			continue
		}
		if b := at.Own(name); b != nil {
			return b, at
		}
	}
	return nil, nil
}

// put binds a name in the layer of the branch that is being read.
func (s *Scope) put(name string, b *Binding) {
	if !s.listed[name] {
		s.listed[name] = true
		s.Order = append(s.Order, name)
	}
	s.layers[len(s.layers)-1][name] = b
	if id := b.Value.ident; id != 0 && !slices.Contains(s.shared[id], name) {
		s.shared[id] = append(s.shared[id], name)
	}
}

// home is the scope that an assignment to the name writes to.
func (s *Scope) home(name string) *Scope {
	if s.globals[name] {
		return s.Module()
	}
	return s
}

// Module is the scope of the module that a function or class stands in.
func (s *Scope) Module() *Scope {
	for s.outer != nil {
		s = s.outer
	}
	return s
}

func (s *Scope) push() { s.layers = append(s.layers, map[string]*Binding{}) }

func (s *Scope) pop() map[string]*Binding {
	top := s.layers[len(s.layers)-1]
	s.layers = s.layers[:len(s.layers)-1]
	return top
}

// merge writes what two branches of one test left behind.
func (s *Scope) merge(c Cond, yes, no map[string]*Binding) {
	top := s.layers[len(s.layers)-1]
	mergeOne := func(name string, a, b *Binding) {
		if before := s.Own(name); before != nil {
			a, b = or(a, before), or(b, before)
		}
		top[name] = joinBindings(c, a, b)
	}
	for name, a := range yes {
		mergeOne(name, a, no[name])
	}
	for name, b := range no {
		if yes[name] == nil {
			mergeOne(name, nil, b)
		}
	}
}

func or(b, before *Binding) *Binding {
	if b == nil {
		return before
	}
	return b
}

func joinBindings(c Cond, a, b *Binding) *Binding {
	if a == nil {
		a = &Binding{Value: NewAbsent()}
	}
	if b == nil {
		b = &Binding{Value: NewAbsent()}
	}
	v := join(c, a.Value, b.Value)
	return &Binding{asDefault(v, v.Span), mergePlaces(a.Places, b.Places)}
}

func mergePlaces(a, b []audit.Span) []audit.Span {
	shared := 0
	for shared < len(a) && shared < len(b) && a[shared] == b[shared] {
		shared++
	}
	out := append(a[:len(a):len(a)], b[shared:]...)
	if len(out) > maxPlaces {
		out = out[:maxPlaces]
	}
	return out
}

// adopt writes the layer of the one branch that runs on.
func (s *Scope) adopt(layer map[string]*Binding) {
	top := s.layers[len(s.layers)-1]
	for name, b := range layer {
		top[name] = b
	}
}
