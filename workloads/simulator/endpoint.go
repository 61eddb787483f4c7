package simulator

import "net/http"

// endpoint is a method together with a path pattern: what a latency belongs to.
type endpoint uint8

const (
	noEndpoint endpoint = iota
	createAddress
	getAddress
	listAddresses
	createParcel
	getParcel
	createShipment
	getShipment
	listShipments
	getRate
	createTracker
	getTracker
	listTrackers
	health
	endpoints
)

// resource is what can be done with one word of the path.
type resource struct {
	path              string
	create, get, list endpoint
}

var resources = [...]resource{
	{path: "shipments", create: createShipment, get: getShipment, list: listShipments},
	{path: "trackers", create: createTracker, get: getTracker, list: listTrackers},
	{path: "addresses", create: createAddress, get: getAddress, list: listAddresses},
	{path: "parcels", create: createParcel, get: getParcel},
	{path: "rates", get: getRate},
}

const (
	apiRoot    = "/v2/"
	healthPath = "/healthz"
)

// route finds the endpoint for a request, and the id in its path. When only the method is wrong, allow names the right ones.
func route(method, path string) (e endpoint, id, allow string) {
	if path == healthPath {
		return choose(method, health, noEndpoint, "")
	}
	if len(path) <= len(apiRoot) || path[:len(apiRoot)] != apiRoot {
		return noEndpoint, "", ""
	}
	word, id := cutPath(path[len(apiRoot):])
	for i := range resources {
		r := &resources[i]
		switch {
		case r.path != word:
		case id == "":
			return choose(method, r.list, r.create, "")
		default:
			return choose(method, r.get, noEndpoint, id)
		}
	}
	return noEndpoint, "", ""
}

// choose picks between what GET and what POST stand for on one path.
func choose(method string, get, post endpoint, id string) (e endpoint, _, allow string) {
	switch {
	case method == http.MethodGet && get != noEndpoint:
		return get, id, ""
	case method == http.MethodPost && post != noEndpoint:
		return post, id, ""
	case get != noEndpoint && post != noEndpoint:
		return noEndpoint, id, "GET, POST"
	case get != noEndpoint:
		return noEndpoint, id, "GET"
	case post != noEndpoint:
		return noEndpoint, id, "POST"
	}
	return noEndpoint, id, ""
}

// cutPath parts "shipments/shp_…" at its first slash; one slash at the end is ignored.
func cutPath(path string) (word, id string) {
	if path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	for i := range len(path) {
		if path[i] == '/' {
			return path[:i], path[i+1:]
		}
	}
	return path, ""
}
