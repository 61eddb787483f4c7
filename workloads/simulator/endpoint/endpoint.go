// Package endpoint names what can be called. Latencies, faults, limits and counts all go by these names, so that a rule
// in a file, a line of metrics and the router mean the same.
package endpoint

import "net/http"

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
	BuyInOneCall // CreateShipment with a service in its body
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
