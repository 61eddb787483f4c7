package objects

import "ep-benchmark/workloads/simulator/wire"

// extra is what few shipments have, so that the others are small. It never changes: a changed copy replaces it.
type extra struct {
	Tax      string   // the tax identifiers, as a list without its brackets
	Forms    []string // each as JSON, the newest ones
	Made     int      // how many forms there ever were
	ScanForm string   // as JSON
	Order    uint64   // its serial number
	Formats  Formats  // that the label was asked for besides its own
	Format   Formats  // that the label has from the beginning; 0 = PNG
}

// extras returns a copy that may be changed.
func (s *Shipment) extras() *extra {
	made := &extra{}
	if s.extra != nil {
		*made = *s.extra
	}
	s.extra = made
	return made
}

// A form's serial number is its shipment's, followed by which of its forms it is.
const (
	formBits  = 8
	mostForms = 20  // that a shipment keeps; the oldest leaves for the newest
	everForms = 200 // that it may have had
)

// NextForm is the serial number of the next form. Ok is false when there may be none.
func (s *Shipment) NextForm() (number uint64, ok bool) {
	made := 0
	if s.extra != nil {
		made = s.extra.Made
	}
	return s.Number<<formBits | uint64(made), made < everForms
}

// ShipmentOfForm is the serial number of the shipment that a form belongs to.
func ShipmentOfForm(number uint64) uint64 { return number >> formBits }

// AddForm adds the next form, rendered.
func (s *Shipment) AddForm(form string) {
	e := s.extras()
	kept := e.Forms[max(0, len(e.Forms)+1-mostForms):]
	e.Forms = append(append([]string(nil), kept...), form)
	e.Made++
}

// SetScanForm notes the scan form that the shipment is on, rendered.
func (s *Shipment) SetScanForm(form string) { s.extras().ScanForm = form }

// HasScanForm reports whether the shipment is on a scan form.
func (s *Shipment) HasScanForm() bool { return s.extra != nil && s.extra.ScanForm != "" }

// SetOrder notes the order that the shipment belongs to.
func (s *Shipment) SetOrder(number uint64) { s.extras().Order = number }

func (s *Shipment) appendForms(b []byte) []byte {
	b = append(b, '[')
	if s.extra != nil {
		for i, form := range s.extra.Forms {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(b, form...)
		}
	}
	return append(b, ']')
}

func (s *Shipment) appendOrder(b []byte, ids *IDs) []byte {
	if s.extra == nil || s.extra.Order == 0 {
		return append(b, wire.Null...)
	}
	return append(ids.Orders.Append(append(b, '"'), s.extra.Order), '"')
}

func (s *Shipment) appendScanForm(b []byte) []byte {
	if !s.HasScanForm() {
		return append(b, wire.Null...)
	}
	return append(b, s.extra.ScanForm...)
}

// appendTax renders the tax identifiers with their key; recorded: there is none where none were sent.
func (s *Shipment) appendTax(b []byte) []byte {
	if s.extra == nil || s.extra.Tax == "" {
		return b
	}
	return append(append(append(b, `,"tax_identifiers":[`...), s.extra.Tax...), ']')
}
