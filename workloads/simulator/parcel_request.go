package simulator

import "github.com/go-faster/jx"

// parcelRequest is the body of POST /v2/parcels as sent.
type parcelRequest struct{ parcel parcelDraft }

func (p *parcelRequest) reset() { p.parcel.reset() }

func (p *parcelRequest) decode(d *jx.Decoder) error {
	return visit(d, func(d *jx.Decoder, key []byte) error {
		if string(key) != "parcel" {
			return d.Skip()
		}
		return p.parcel.decode(d)
	})
}
