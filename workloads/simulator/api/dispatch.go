package api

import (
	"net/url"

	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/wire"
)

// Answer fills status, location and body for a routed request.
func (c *Call) Answer(e endpoint.Endpoint, id string) *wire.Error {
	switch {
	case lists[e] != nil:
		query, problem := c.parameters()
		if problem != nil {
			return problem
		}
		return lists[e](c, query)
	case withIDs[e] != nil:
		return withIDs[e](c, id)
	case creates[e] != nil:
		return creates[e](c)
	}
	return wire.ErrNotFound
}

// The methods that answer each endpoint: those with only a body, those with an id in their path, and the lists.
var (
	creates = [endpoint.Count]func(c *Call) *wire.Error{
		endpoint.CreateAddress:          (*Call).createAddress,
		endpoint.CreateAndVerifyAddress: (*Call).createAndVerifyAddress,
		endpoint.CreateParcel:           (*Call).createParcel,
		endpoint.CreateShipment:         (*Call).createShipment,
		endpoint.CreateTracker:          (*Call).createTracker,
		endpoint.CreateBatch:            (*Call).createBatch,
	}
	withIDs = [endpoint.Count]func(c *Call, id string) *wire.Error{
		endpoint.GetAddress:      (*Call).getAddress,
		endpoint.VerifyAddress:   (*Call).verifyAddress,
		endpoint.GetParcel:       (*Call).getParcel,
		endpoint.GetShipment:     (*Call).getShipment,
		endpoint.BuyShipment:     (*Call).buyShipment,
		endpoint.RerateShipment:  (*Call).rerateShipment,
		endpoint.RefundShipment:  (*Call).refundShipment,
		endpoint.InsureShipment:  (*Call).insureShipment,
		endpoint.GetRate:         (*Call).getRate,
		endpoint.GetTracker:      (*Call).getTracker,
		endpoint.DeleteTracker:   (*Call).deleteTracker,
		endpoint.GetBatch:        (*Call).getBatch,
		endpoint.AddToBatch:      (*Call).addToBatch,
		endpoint.RemoveFromBatch: (*Call).removeFromBatch,
		endpoint.BuyBatch:        (*Call).buyBatch,
	}
	lists = [endpoint.Count]func(c *Call, query url.Values) *wire.Error{
		endpoint.ListAddresses: (*Call).listAddresses,
		endpoint.ListShipments: (*Call).listShipments,
		endpoint.ListTrackers:  (*Call).listTrackers,
		endpoint.ListBatches:   (*Call).listBatches,
	}
)
