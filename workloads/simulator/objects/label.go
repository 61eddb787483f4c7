package objects

import (
	"strings"

	"ep-benchmark/workloads/simulator/wire"
)

// Formats has a bit for each format of a label.
type Formats uint8

// The formats of a label.
const (
	PNG Formats = 1 << iota
	PDF
	ZPL
	EPL2
)

// FormatNamed is the format with a name, in letters of any case.
func FormatNamed(name string) (f Formats, ok bool) {
	switch strings.ToUpper(name) {
	case "PNG":
		return PNG, true
	case "PDF":
		return PDF, true
	case "ZPL":
		return ZPL, true
	case "EPL2":
		return EPL2, true
	}
	return 0, false
}

// Extension ends the name of a file in the format.
func (f Formats) Extension() string {
	switch f {
	case PDF:
		return ".pdf"
	case ZPL:
		return ".zpl"
	case EPL2:
		return ".epl2"
	}
	return ".png"
}

// mediaType is the format as answers name it.
func (f Formats) mediaType() string {
	switch f {
	case PDF:
		return "application/pdf"
	case ZPL:
		return "application/zpl"
	case EPL2:
		return "application/epl2"
	}
	return "image/png"
}

// ConvertLabel adds a format to a bought label.
func (s *Shipment) ConvertLabel(f Formats) *wire.Error {
	if s.bought == nil {
		return wire.ErrNoPostage
	}
	s.extras().Formats |= f
	return nil
}

// formats are those of the label: its own and those that were asked for later.
func (s *Shipment) formats() (own, more Formats) {
	if s.extra == nil {
		return PNG, 0
	}
	if own = s.extra.Format; own == 0 {
		own = PNG
	}
	return own, s.extra.Formats
}

// appendLabel renders the postage label as recorded.
func (s *Shipment) appendLabel(b []byte, ids *IDs) []byte {
	if s.bought == nil {
		return append(b, wire.Null...)
	}
	own, more := s.formats()
	at := wire.StampOf(s.bought.at)
	b = append(append(b, `{"created_at":`...), at[:]...)
	b = ids.labels.Append(append(b, `,"date_advance":0,"id":"`...), s.Number)
	b = append(append(b, `","integrated_form":"none","label_date":`...), at[:]...)
	b = s.appendLabelURL(append(b, `,"label_epl2_url":`...), ids, EPL2, more)
	b = append(append(b, `,"label_file":null,"label_file_type":"`...), own.mediaType()...)
	b = s.appendLabelURL(append(b, `","label_pdf_url":`...), ids, PDF, more)
	b = append(b, `,"label_resolution":300,"label_size":"4x6","label_type":"default","label_url":`...)
	b = s.appendLabelURL(b, ids, own, own)
	b = s.appendLabelURL(append(b, `,"label_zpl_url":`...), ids, ZPL, more)
	b = append(append(b, `,"object":"PostageLabel","updated_at":`...), at[:]...)
	return append(b, '}')
}

func (s *Shipment) appendLabelURL(b []byte, ids *IDs, f, among Formats) []byte {
	if f&among == 0 {
		return append(b, wire.Null...)
	}
	b = append(append(b, '"'), ids.Files...)
	return append(append(ids.labels.Append(b, s.Number), f.Extension()...), '"')
}

// LabelLines are what is written on the label: carrier and service, who sends, who receives, and the tracking code.
func (s *Shipment) LabelLines() []string {
	o := s.offer(s.bought.index)
	lines := append([]string{o.Carrier.String() + " " + o.Service, "TEST LABEL - NO POSTAGE", "", "FROM"}, s.From.Lines()...)
	lines = append(append(lines, "", "TO"), s.To.Lines()...)
	return append(lines, "", "TRACKING", s.bought.tracker.Key.Code)
}

// HasFormat reports whether the label has a file of that ending.
func (s *Shipment) HasFormat(ending string) bool {
	own, more := s.formats()
	for _, f := range []Formats{PNG, PDF, ZPL, EPL2} {
		if (own|more)&f != 0 && f.Extension() == ending {
			return true
		}
	}
	return false
}

// Purchased is what was bought, and for how many cents.
func (s *Shipment) Purchased() (carrier, service string, cents int64) {
	o := s.offer(s.bought.index)
	return o.Carrier.String(), o.Service, int64(o.Rate)
}

// RefundStatus is how far the refund of the postage has come, or "".
func (s *Shipment) RefundStatus() string {
	if s.refunded {
		return "submitted"
	}
	return ""
}
