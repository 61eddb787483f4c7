package records

// Hidden is what a record has that no answer shows.
type Hidden struct {
	Number uint64
	Made   int64
	Secret string `json:",omitempty"` // of a webhook
	Cents  int64  `json:",omitempty"` // of an insurance
	Event  uint64 `json:",omitempty"` // of a payload
}

// Hide reads it from a record.
func Hide(record any) (h Hidden) {
	switch r := record.(type) {
	case *Webhook:
		h.Secret = r.Secret
	case *Insurance:
		h.Cents = r.Cents
	case *Payload:
		h.Event = r.Event
	}
	if r, ok := record.(interface{ Head() *Meta }); ok {
		h.Number, h.Made = r.Head().Number, r.Head().Made
	}
	return h
}

// Reveal writes it back.
func (h Hidden) Reveal(record any) {
	switch r := record.(type) {
	case *Webhook:
		r.Secret = h.Secret
	case *Insurance:
		r.Cents = h.Cents
	case *Payload:
		r.Event = h.Event
	}
	if r, ok := record.(interface{ Head() *Meta }); ok {
		r.Head().Number, r.Head().Made = h.Number, h.Made
	}
}
