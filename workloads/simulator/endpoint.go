package simulator

import (
	"net/http"
	"strings"
)

// endpoint is a method together with a path pattern. Latencies, faults and limits belong to endpoints.
type endpoint uint8

const (
	noEndpoint endpoint = iota
	createAddress
	createAndVerifyAddress
	getAddress
	verifyAddress
	listAddresses
	createParcel
	getParcel
	createShipment
	buyInOneCall // createShipment with a service in its body
	getShipment
	listShipments
	buyShipment
	rerateShipment
	refundShipment
	insureShipment
	getRate
	createTracker
	getTracker
	listTrackers
	deleteTracker
	createBatch
	getBatch
	listBatches
	addToBatch
	removeFromBatch
	buyBatch
	health
	metrics
	endpoints
)

// pattern is the notation of an endpoint: its method, and its path below /v2 with :id where an id stands.
type pattern struct{ method, path string }

var patterns = [endpoints]pattern{
	createAddress:          {http.MethodPost, "/addresses"},
	createAndVerifyAddress: {http.MethodPost, "/addresses/create_and_verify"},
	getAddress:             {http.MethodGet, "/addresses/:id"},
	verifyAddress:          {http.MethodGet, "/addresses/:id/verify"},
	listAddresses:          {http.MethodGet, "/addresses"},
	createParcel:           {http.MethodPost, "/parcels"},
	getParcel:              {http.MethodGet, "/parcels/:id"},
	createShipment:         {http.MethodPost, "/shipments"},
	getShipment:            {http.MethodGet, "/shipments/:id"},
	listShipments:          {http.MethodGet, "/shipments"},
	buyShipment:            {http.MethodPost, "/shipments/:id/buy"},
	rerateShipment:         {http.MethodPost, "/shipments/:id/rerate"},
	refundShipment:         {http.MethodPost, "/shipments/:id/refund"},
	insureShipment:         {http.MethodPost, "/shipments/:id/insure"},
	getRate:                {http.MethodGet, "/rates/:id"},
	createTracker:          {http.MethodPost, "/trackers"},
	getTracker:             {http.MethodGet, "/trackers/:id"},
	listTrackers:           {http.MethodGet, "/trackers"},
	deleteTracker:          {http.MethodDelete, "/trackers/:id"},
	createBatch:            {http.MethodPost, "/batches"},
	getBatch:               {http.MethodGet, "/batches/:id"},
	listBatches:            {http.MethodGet, "/batches"},
	addToBatch:             {http.MethodPost, "/batches/:id/add_shipments"},
	removeFromBatch:        {http.MethodPost, "/batches/:id/remove_shipments"},
	buyBatch:               {http.MethodPost, "/batches/:id/buy"},
}

// String is the endpoint as it is written in reports and files: "POST /shipments/:id/buy".
func (e endpoint) String() string {
	switch p := patterns[e]; {
	case e == buyInOneCall:
		return patterns[createShipment].method + " " + patterns[createShipment].path + " (bought)"
	case e == health:
		return http.MethodGet + " " + healthPath
	case e == metrics:
		return http.MethodGet + " " + metricsPath
	case p.path == "":
		return "no endpoint"
	default:
		return p.method + " " + p.path
	}
}

// lists tells whether the endpoint is a list.
func (e endpoint) lists() bool {
	return e == listAddresses || e == listShipments || e == listTrackers || e == listBatches
}

// internal tells whether the endpoint is about the simulator, and not EasyPost's. An internal endpoint has no latency,
// no faults and no limit, and isn't counted.
func (e endpoint) internal() bool { return e == health || e == metrics }

const (
	apiRoot     = "/v2"
	healthPath  = "/healthz"
	metricsPath = "/metrics"
	idInPath    = ":id"
)

// methods are the endpoints of one path by method.
type methods struct{ get, post, del endpoint }

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
		*m.of(p.method) = endpoint(e)
	}
	return all
}()

func (m *methods) of(method string) *endpoint {
	switch method {
	case http.MethodGet:
		return &m.get
	case http.MethodPost:
		return &m.post
	case http.MethodDelete:
		return &m.del
	}
	return new(endpoint)
}

// allowed names the methods that a path has.
func (m *methods) allowed() string {
	var names []string
	for _, method := range [...]string{http.MethodGet, http.MethodPost, http.MethodDelete} {
		if *m.of(method) != noEndpoint {
			names = append(names, method)
		}
	}
	return strings.Join(names, ", ")
}

// route finds the endpoint for a request, and the id in its path. When only the method is wrong, allow names the right
// ones. One slash at the end is ignored.
func route(method, path string) (e endpoint, id, allow string) {
	if path == healthPath {
		return choose(&methods{get: health}, method, "")
	}
	if path == metricsPath {
		return choose(&methods{get: metrics}, method, "")
	}
	rest, ok := strings.CutPrefix(path, apiRoot)
	if !ok || rest == "" || rest == "/" {
		return noEndpoint, "", ""
	}
	rest = strings.TrimSuffix(rest, "/")
	if m := byPath[rest]; m != nil {
		return choose(m, method, "")
	}
	id = idOf(rest)
	if id == "" {
		return noEndpoint, "", ""
	}
	if m := withID(rest, id); m != nil {
		return choose(m, method, id)
	}
	return noEndpoint, "", ""
}

func choose(m *methods, method, id string) (e endpoint, _, allow string) {
	if e = *m.of(method); e != noEndpoint {
		return e, id, ""
	}
	return noEndpoint, id, m.allowed()
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
