// Package endpoint names what can be called. Latencies, faults, limits and counts all go by these names, so that a rule
// in a file, a line of metrics and the router mean the same.
package endpoint

import (
	"net/http"
	"strings"
)

// Endpoint is a method together with a path pattern. Latencies, faults and limits belong to endpoints.
type Endpoint uint8

// The endpoints, and how many there are.
const (
	None Endpoint = iota
	CreateAddress
	CreateAndVerifyAddress
	GetAddress
	VerifyAddress
	ListAddresses
	CreateParcel
	GetParcel
	CreateShipment
	BuyInOneCall // createShipment with a service in its body
	GetShipment
	ListShipments
	BuyShipment
	RerateShipment
	RefundShipment
	InsureShipment
	GetRate
	CreateTracker
	GetTracker
	ListTrackers
	DeleteTracker
	CreateBatch
	GetBatch
	ListBatches
	AddToBatch
	RemoveFromBatch
	BuyBatch
	Health
	Metrics
	Count
)

// pattern is the notation of an endpoint: its method, and its path below /v2 with :id where an id stands.
type pattern struct{ method, path string }

var patterns = [Count]pattern{
	CreateAddress:          {http.MethodPost, "/addresses"},
	CreateAndVerifyAddress: {http.MethodPost, "/addresses/create_and_verify"},
	GetAddress:             {http.MethodGet, "/addresses/:id"},
	VerifyAddress:          {http.MethodGet, "/addresses/:id/verify"},
	ListAddresses:          {http.MethodGet, "/addresses"},
	CreateParcel:           {http.MethodPost, "/parcels"},
	GetParcel:              {http.MethodGet, "/parcels/:id"},
	CreateShipment:         {http.MethodPost, "/shipments"},
	GetShipment:            {http.MethodGet, "/shipments/:id"},
	ListShipments:          {http.MethodGet, "/shipments"},
	BuyShipment:            {http.MethodPost, "/shipments/:id/buy"},
	RerateShipment:         {http.MethodPost, "/shipments/:id/rerate"},
	RefundShipment:         {http.MethodPost, "/shipments/:id/refund"},
	InsureShipment:         {http.MethodPost, "/shipments/:id/insure"},
	GetRate:                {http.MethodGet, "/rates/:id"},
	CreateTracker:          {http.MethodPost, "/trackers"},
	GetTracker:             {http.MethodGet, "/trackers/:id"},
	ListTrackers:           {http.MethodGet, "/trackers"},
	DeleteTracker:          {http.MethodDelete, "/trackers/:id"},
	CreateBatch:            {http.MethodPost, "/batches"},
	GetBatch:               {http.MethodGet, "/batches/:id"},
	ListBatches:            {http.MethodGet, "/batches"},
	AddToBatch:             {http.MethodPost, "/batches/:id/add_shipments"},
	RemoveFromBatch:        {http.MethodPost, "/batches/:id/remove_shipments"},
	BuyBatch:               {http.MethodPost, "/batches/:id/buy"},
}

// String is the endpoint as it is written in reports and files: "POST /shipments/:id/buy".
func (e Endpoint) String() string {
	switch p := patterns[e]; {
	case e == BuyInOneCall:
		return patterns[CreateShipment].method + " " + patterns[CreateShipment].path + " (bought)"
	case e == Health:
		return http.MethodGet + " " + HealthPath
	case e == Metrics:
		return http.MethodGet + " " + MetricsPath
	case p.path == "":
		return "no endpoint"
	default:
		return p.method + " " + p.path
	}
}

// Lists tells whether the endpoint is a list.
func (e Endpoint) Lists() bool {
	return e == ListAddresses || e == ListShipments || e == ListTrackers || e == ListBatches
}

// Internal tells whether the endpoint is about the simulator, and not EasyPost's. An internal endpoint has no latency,
// no faults and no limit, and isn't counted.
func (e Endpoint) Internal() bool { return e == Health || e == Metrics }

// The paths that endpoints begin with or have.
const (
	Root        = "/v2"
	HealthPath  = "/healthz"
	MetricsPath = "/metrics"
	idInPath    = ":id"
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
// ones. One slash at the end is ignored.
func Route(method, path string) (e Endpoint, id, allow string) {
	if path == HealthPath {
		return choose(&methods{get: Health}, method, "")
	}
	if path == MetricsPath {
		return choose(&methods{get: Metrics}, method, "")
	}
	rest, ok := strings.CutPrefix(path, Root)
	if !ok || rest == "" || rest == "/" {
		return None, "", ""
	}
	rest = strings.TrimSuffix(rest, "/")
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
