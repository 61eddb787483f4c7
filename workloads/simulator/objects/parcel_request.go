package objects

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/wire"
)

// ParcelRequest is the body of POST /v2/parcels as sent.
type ParcelRequest struct{ Parcel ParcelDraft }

func (p *ParcelRequest) Reset() { p.Parcel.Reset() }

func (p *ParcelRequest) Decode(d *jx.Decoder) error {
	return wire.Visit(d, func(d *jx.Decoder, key []byte) error {
		if string(key) != "parcel" {
			return d.Skip()
		}
		return p.Parcel.Decode(d)
	})
}
