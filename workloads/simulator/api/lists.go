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

// listShipments also knows purchased: with true it holds only what is bought. With false, and without the parameter, it
// holds all. Documented is that it then holds only bought ones, but that would hide a shipment that was just created.
func (c *Call) listShipments(query url.Values) *wire.Error {
	p, problem := ring.ParsePage(query)
	if problem != nil {
		return problem
	}
	bought := query.Get("purchased") == "true"
	found, more, problem := ring.Select(c.Store.Shipments, &p, func(s *objects.Shipment) bool {
		return (s.IsBought() || !bought) && p.Holds(s.Created)
	})
	if problem != nil {
		return problem
	}
	writeList(c, "shipments", found, more, func(b []byte, s *objects.Shipment) []byte { return s.Append(b, c.Store.IDs) })
	return nil
}

// listTrackers also knows tracking_code, tracking_codes and carrier. Go and Node repeat tracking_codes=, other clients
// write tracking_codes[]= or tracking_codes[0]=.
func (c *Call) listTrackers(query url.Values) *wire.Error {
	p, problem := ring.ParsePage(query)
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
