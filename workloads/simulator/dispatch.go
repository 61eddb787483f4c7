package simulator

import "net/url"

// answer fills status, location and body for a routed request.
func (c *call) answer(e endpoint, id string) *apiError {
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
	return errNotFound
}

// The methods that answer each endpoint: those with only a body, those with an id in their path, and the lists.
var (
	creates = [endpoints]func(c *call) *apiError{
		createAddress:          (*call).createAddress,
		createAndVerifyAddress: (*call).createAndVerifyAddress,
		createParcel:           (*call).createParcel,
		createShipment:         (*call).createShipment,
		createTracker:          (*call).createTracker,
		createBatch:            (*call).createBatch,
	}
	withIDs = [endpoints]func(c *call, id string) *apiError{
		getAddress:      (*call).getAddress,
		verifyAddress:   (*call).verifyAddress,
		getParcel:       (*call).getParcel,
		getShipment:     (*call).getShipment,
		buyShipment:     (*call).buyShipment,
		rerateShipment:  (*call).rerateShipment,
		refundShipment:  (*call).refundShipment,
		insureShipment:  (*call).insureShipment,
		getRate:         (*call).getRate,
		getTracker:      (*call).getTracker,
		deleteTracker:   (*call).deleteTracker,
		getBatch:        (*call).getBatch,
		addToBatch:      (*call).addToBatch,
		removeFromBatch: (*call).removeFromBatch,
		buyBatch:        (*call).buyBatch,
	}
	lists = [endpoints]func(c *call, query url.Values) *apiError{
		listAddresses: (*call).listAddresses,
		listShipments: (*call).listShipments,
		listTrackers:  (*call).listTrackers,
		listBatches:   (*call).listBatches,
	}
)
