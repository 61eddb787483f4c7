package api

import (
	"net/url"
	"slices"
	"strings"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/ring"
	"ep-benchmark/workloads/simulator/wire"
)

func (c *Call) listAddresses(query url.Values) *wire.Error {
	p, problem := ring.ParsePage(query)
	if problem != nil {
		return problem
	}
	found, more, problem := ring.Select(c.Store.Addresses, &p, func(a *objects.Address) bool { return p.Holds(a.Created) })
	if problem != nil {
		return problem
	}
	writeList(c, "addresses", found, more, func(b []byte, a *objects.Address) []byte {
		return a.Append(b, c.Store.IDs)
	})
	return nil
}

// listShipments lists what is bought, as recorded. With purchased=false it lists all shipments, as documented.
func (c *Call) listShipments(query url.Values) *wire.Error {
	p, problem := ring.ParsePage(query, "purchased", "include_children")
	if problem != nil {
		return problem
	}
	bought := true
	if problem := choice(query, "purchased", &bought); problem != nil {
		return problem
	}
	children := false // the simulator has no child shipments, so both values ask for the same
	if problem := choice(query, "include_children", &children); problem != nil {
		return problem
	}
	found, more, problem := ring.Select(c.Store.Shipments, &p, func(s *objects.Shipment) bool {
		return (s.IsBought() || !bought) && p.Holds(s.Created)
	})
	if problem != nil {
		return problem
	}
	writeList(c, "shipments", found, more, func(b []byte, s *objects.Shipment) []byte { return s.Append(b, c.Store.IDs) })
	return nil
}

// choice reads a filter that is true or false, where it was sent.
func choice(query url.Values, name string, into *bool) *wire.Error {
	text := query.Get(name)
	if text == "" {
		return nil
	}
	is, ok := wire.ParseBool(text)
	if !ok {
		return wire.Invalid(name, "must be true or false")
	}
	*into = is
	return nil
}

// listTrackers also knows tracking_code, tracking_codes and carrier. Go and Node repeat tracking_codes=, other clients
// write tracking_codes[]= or tracking_codes[0]=.
func (c *Call) listTrackers(query url.Values) *wire.Error {
	p, problem := ring.ParsePage(query, "tracking_code", "tracking_codes", "carrier")
	if problem != nil {
		return problem
	}
	codes := trackingCodes(query)
	carrier := query.Get("carrier")
	found, more, problem := ring.Select(c.Store.Trackers.Ring, &p, func(t *objects.Tracker) bool {
		return p.Holds(t.Created) &&
			(carrier == "" || t.Key.Carrier == carrier) &&
			(len(codes) == 0 || slices.Contains(codes, t.Key.Code))
	})
	if problem != nil {
		return problem
	}
	writeList(c, "trackers", found, more, func(b []byte, t *objects.Tracker) []byte {
		return t.Append(b, c.Store.IDs)
	})
	return nil
}

// trackingCodes are the codes that a list is asked for, in all the ways in which clients write them.
func trackingCodes(query url.Values) []string {
	codes := slices.Concat(query["tracking_code"], query["tracking_codes"])
	for name, values := range query {
		if strings.HasPrefix(name, "tracking_codes[") {
			codes = append(codes, values...)
		}
	}
	return codes
}
