package endpoint

import (
	"net/http"
	"strings"
)

// methods are the endpoints of one path by method.
type methods struct{ get, post, del Endpoint }

// byPath are the endpoints by their paths, with :id where an id stands.
var byPath = func() map[string]*methods {
	all := map[string]*methods{}
	for e, p := range patterns {
		if p.path == "" {
			continue
		}
		m := all[p.path]
		if m == nil {
			m = &methods{}
			all[p.path] = m
		}
		*m.of(p.method) = Endpoint(e)
	}
	return all
}()

func (m *methods) of(method string) *Endpoint {
	switch method {
	case http.MethodGet:
		return &m.get
	case http.MethodPost:
		return &m.post
	case http.MethodDelete:
		return &m.del
	}
	return new(Endpoint)
}

// allowed names the methods that a path has.
func (m *methods) allowed() string {
	var names []string
	for _, method := range [...]string{http.MethodGet, http.MethodPost, http.MethodDelete} {
		if *m.of(method) != None {
			names = append(names, method)
		}
	}
	return strings.Join(names, ", ")
}

// Route finds the endpoint for a request, and the id in its path. When only the method is wrong, allow names the right
// ones. Slashes in a row count as one, and one at the end is ignored: clients join a base URL that ends in a slash with
// a path that begins with one.
func Route(method, path string) (e Endpoint, id, allow string) {
	if path == HealthPath {
		return choose(&methods{get: Health}, method, "")
	}
	if path == MetricsPath {
		return choose(&methods{get: Metrics}, method, "")
	}
	rest, ok := strings.CutPrefix(path, Root)
	if !ok || strings.Trim(rest, "/") == "" || rest[0] != '/' {
		return None, "", ""
	}
	rest = strings.TrimSuffix(singleSlashes(rest), "/")
	if m := byPath[rest]; m != nil {
		return choose(m, method, "")
	}
	id = idOf(rest)
	if id == "" {
		return None, "", ""
	}
	if m := withID(rest, id); m != nil {
		return choose(m, method, id)
	}
	return None, "", ""
}

func singleSlashes(path string) string {
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	return path
}

func choose(m *methods, method, id string) (e Endpoint, _, allow string) {
	if e = *m.of(method); e != None {
		return e, id, ""
	}
	return None, id, m.allowed()
}

// idOf is the second word of "/shipments/shp_…/buy".
func idOf(path string) string {
	_, rest, _ := strings.Cut(path[1:], "/")
	id, _, _ := strings.Cut(rest, "/")
	return id
}

// withID finds the methods of a path by its pattern, which has :id where the path has its id.
func withID(path, id string) *methods {
	at := 2 + strings.IndexByte(path[1:], '/')
	var buffer [96]byte
	b := append(append(append(buffer[:0], path[:at]...), idInPath...), path[at+len(id):]...)
	return byPath[string(b)]
}
