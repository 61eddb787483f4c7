package simulator

import (
	"net/url"
	"slices"
	"strings"
)

func (c *call) listAddresses(query url.Values) *apiError {
	p, problem := parsePage(query)
	if problem != nil {
		return problem
	}
	found, more, problem := selectPage(c.store.addresses, &p, func(a *address) bool { return p.holds(a.created) })
	if problem != nil {
		return problem
	}
	writeList(c, "addresses", found, more, func(b []byte, a *address) []byte {
		return a.append(b, c.store.ids)
	})
	return nil
}

// listShipments also knows purchased: with true it holds only what is bought. With false, and without the parameter, it
// holds all. Documented is that it then holds only bought ones, but that would hide a shipment that was just created.
func (c *call) listShipments(query url.Values) *apiError {
	p, problem := parsePage(query)
	if problem != nil {
		return problem
	}
	bought := query.Get("purchased") == "true"
	found, more, problem := selectPage(c.store.shipments, &p, func(s *shipment) bool {
		return (s.bought != nil || !bought) && p.holds(s.created)
	})
	if problem != nil {
		return problem
	}
	writeList(c, "shipments", found, more, func(b []byte, s *shipment) []byte { return s.append(b, c.store.ids) })
	return nil
}

// listTrackers also knows tracking_code, tracking_codes and carrier. Go and Node repeat tracking_codes=, other clients
// write tracking_codes[]= or tracking_codes[0]=.
func (c *call) listTrackers(query url.Values) *apiError {
	p, problem := parsePage(query)
	if problem != nil {
		return problem
	}
	codes := trackingCodes(query)
	carrier := query.Get("carrier")
	found, more, problem := selectPage(c.store.trackers.shelf, &p, func(t *tracker) bool {
		return p.holds(t.created) &&
			(carrier == "" || t.key.carrier == carrier) &&
			(len(codes) == 0 || slices.Contains(codes, t.key.code))
	})
	if problem != nil {
		return problem
	}
	writeList(c, "trackers", found, more, func(b []byte, t *tracker) []byte {
		return t.append(b, c.store.ids)
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
