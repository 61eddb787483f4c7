package objects

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/wire"
)

// ParcelRequest is the body of POST /v2/parcels as sent.
type ParcelRequest struct{ Parcel ParcelDraft }

// Reset empties it for the next request; the buffers stay.
func (p *ParcelRequest) Reset() { p.Parcel.Reset() }

// Decode reads what was sent.
func (p *ParcelRequest) Decode(d *jx.Decoder) error {
	return wire.Visit(d, func(d *jx.Decoder, key []byte) error {
		if string(key) != "parcel" {
			return d.Skip()
		}
		return p.Parcel.Decode(d)
	})
}
