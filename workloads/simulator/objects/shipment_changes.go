package objects

import (
	"time"

	"ep-benchmark/workloads/simulator/wire"
)

// Rerate asks the carriers again. They offer the same rates under new ids, since the parcel and the route are the same,
// at the prices of that time.
// The old ids are no rates any more, our choice. It is also our choice that a bought shipment can't be rated again.
func (s *Shipment) Rerate(now int64, ids *IDs) *wire.Error {
	if s.bought != nil {
		return wire.ErrPostageExists
	}
	s.generation++
	s.ratedAt = now
	s.quote.Surcharge(ids.Drift.At(time.Unix(now, 0)))
	return nil
}

// Refund may be asked again, as documented.
func (s *Shipment) Refund() *wire.Error {
	if s.bought == nil {
		return wire.ErrNoPostage
	}
	s.refunded = true
	return nil
}

// Insure insures a bought shipment, once.
func (s *Shipment) Insure(by *InsuranceRequest) *wire.Error {
	switch {
	case by.problem != nil:
		return by.problem
	case by.amount == 0:
		return wire.Missing("amount")
	case s.bought == nil:
		return wire.ErrNoPostage
	case s.Insured > 0:
		return wire.ErrInsured
	}
	s.Insured = by.amount
	return nil
}

// Join notes the batch that the shipment is in, and how it stands there.
func (s *Shipment) Join(m Membership, now int64) { s.Batch, s.Changed = &m, now }

// Leave takes the shipment out of a batch, if it is in that one.
func (s *Shipment) Leave(batch uint64, now int64) {
	if s.Batch != nil && s.Batch.BatchNumber == batch {
		s.Batch, s.Changed = nil, now
	}
}
