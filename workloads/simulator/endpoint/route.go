package endpoint

import (
	"net/http"
	"strings"
)

// methods are the endpoints of one path by method.
type methods struct{ get, post, patch, del Endpoint }

// byPath are the endpoints by their paths, with :id where an id stands.
var byPath = func() map[string]*methods {
	all := map[string]*methods{}
	for e, p := range patterns {
		if p.path == "" || Endpoint(e) == ListReports { // it shares its path with GetReport
			continue
		}
		path := strings.Replace(p.path, ":type", idInPath, 1)
		m := all[path]
		if m == nil {
			m = &methods{}
			all[path] = m
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
	case http.MethodPatch, http.MethodPut:
		return &m.patch
	case http.MethodDelete:
		return &m.del
	}
	return new(Endpoint)
}

// allowed names the methods that a path has.
func (m *methods) allowed() string {
	var names []string
	for _, method := range [...]string{http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodPut, http.MethodDelete} {
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
	if name, ok := strings.CutPrefix(path, FilesPath); ok {
		return choose(&methods{get: GetFile}, method, name)
	}
	rest, ok := strings.CutPrefix(path, Root)
	if strings.HasPrefix(path, beta) {
		rest, ok = path, true
	}
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
		e, id, allow = choose(m, method, id)
		switch {
		case e == GetReport && IsReport(id):
			e = ListReports
		case IsAccountData(Root + rest):
			e = None
		}
		return e, id, allow
	}
	return payload(method, rest, id)
}

// beta begins the paths that are outside Root; inside it they are the same.
const beta = "/beta/"

// payload finds the one endpoint whose path has two ids. They are returned with a slash between them.
func payload(method, path, id string) (e Endpoint, ids, allow string) {
	at := strings.LastIndexByte(path, '/')
	if strings.HasPrefix(path, "/events/") && path[:at] == "/events/"+id+"/payloads" && at+1 < len(path) {
		return choose(byPath[patterns[GetPayload].path], method, id+path[at:])
	}
	return None, "", ""
}

// IsReport reports whether a word is a type of report and no report's id.
func IsReport(word string) bool {
	switch word {
	case "shipment", "tracker", "refund", "payment_log", "shipment_invoice":
		return true
	}
	return false
}

// accountData begins the paths of what belongs to an account of the real EasyPost.
var accountData = [...]string{
	"/api_keys", "/bank_accounts", "/billing", "/brand", "/carrier_accounts", "/credit_cards", "/customer_portal", "/embeddables",
	"/fedex_registrations", "/payment_methods", "/referral_customers", "/reports/cash_flow", "/ups_oauth_registrations", "/users",
}

// IsAccountData reports whether a path is one of the real EasyPost that the simulator has no data for.
func IsAccountData(path string) bool {
	rest := singleSlashes(path)
	rest, ok := strings.CutPrefix(rest, Root)
	if !ok && !strings.HasPrefix(rest, beta) {
		return false
	}
	rest = strings.TrimPrefix(rest, strings.TrimSuffix(beta, "/"))
	for _, begin := range accountData {
		if after, found := strings.CutPrefix(rest, begin); found && (after == "" || after[0] == '/') {
			return true
		}
	}
	return false
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
