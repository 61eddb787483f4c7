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

func (c *call) createParcel() *apiError {
	request := &c.draft.parcel
	if problem := c.readBody(request); problem != nil {
		return problem
	}
	if !request.parcel.given {
		return missing("parcel")
	}
	p, problem := request.parcel.resolve(c.world, c.now)
	if problem != nil {
		return problem
	}
	c.world.registerParcel(p)
	c.out = p.append(c.out, c.world.parcels.identity)
	c.created("parcels", c.world.parcels.identity, p.number)
	return nil
}

func (c *call) getParcel(id string) *apiError {
	p := c.world.parcels.find([]byte(id))
	if p == nil {
		return errNotFound
	}
	c.out = p.append(c.out, c.world.parcels.identity)
	return nil
}
