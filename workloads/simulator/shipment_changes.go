package simulator

// rerate asks the carriers again. They offer the same rates under new ids, since the parcel and the route are the same.
// The old ids are no rates any more, our choice. It is also our choice that a bought shipment can't be rated again.
func (s *shipment) rerate(now int64) *apiError {
	if s.bought != nil {
		return errPostageExists
	}
	s.generation++
	s.ratedAt = now
	return nil
}

// refund may be asked again, as documented.
func (s *shipment) refund() *apiError {
	if s.bought == nil {
		return errNoPostage
	}
	s.refunded = true
	return nil
}

// insure insures a bought shipment, once.
func (s *shipment) insure(by *insuranceRequest) *apiError {
	switch {
	case by.problem != nil:
		return by.problem
	case by.amount == 0:
		return missing("amount")
	case s.bought == nil:
		return errNoPostage
	case s.insured > 0:
		return errInsured
	}
	s.insured = by.amount
	return nil
}

// join notes the batch that the shipment is in, and how it stands there.
func (s *shipment) join(m membership, now int64) { s.batch, s.changed = &m, now }

// leave takes the shipment out of a batch, if it is in that one.
func (s *shipment) leave(batch uint64, now int64) {
	if s.batch != nil && s.batch.batch == batch {
		s.batch, s.changed = nil, now
	}
}
