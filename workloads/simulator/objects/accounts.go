package objects

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/wire"
)

// accountsDraft is a shipment's carrier_accounts as sent: ids, or objects that carry one.
type accountsDraft struct{ ids [][]byte }

const mostAccounts = 64 // of a shipment; what is more is ignored

func (a *accountsDraft) reset() { a.ids = a.ids[:0] }

func (a *accountsDraft) add(d *jx.Decoder) error {
	id, err := wire.ReferenceValue(d, nil)
	if len(id) > 0 && len(a.ids) < mostAccounts {
		a.ids = append(a.ids, id)
	}
	return err
}

// carriers returns the carriers of these accounts; no accounts stand for all carriers. An account id of the real
// EasyPost is unknown here. It stands for the carrier that the shipment names, or for all carriers where the shipment
// names none. So a client's configuration works unchanged.
func (a *accountsDraft) carriers(ids *IDs, named string) rating.CarrierSet {
	var set rating.CarrierSet
	for _, id := range a.ids {
		if c, ok := ids.carrierOf(id); ok {
			set = set.Add(c)
		}
	}
	switch {
	case set != 0:
		return set
	case len(a.ids) > 0:
		return rating.CarriersNamed(named)
	}
	return rating.AllCarriers
}
