package api

import (
	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/wire"
)

func (c *Call) createCustomsInfo() *wire.Error {
	f, problem := c.wrapped("customs_info")
	if problem != nil {
		return problem
	}
	d := &c.draft.shipment.Customs
	if d.Decode(jx.DecodeBytes(c.draft.fields.Raw("customs_info"))) != nil || !f.Given {
		return wire.ErrBadRequest
	}
	made, problem := c.Store.BuildCustoms(d, c.now)
	if problem != nil {
		return problem
	}
	if made.Number == 0 {
		c.Store.RegisterCustoms(made)
	}
	c.Out = made.Append(c.Out, c.Store.IDs)
	c.created("customs_infos", c.Store.IDs.CustomsInfos, made.Number)
	return nil
}

func (c *Call) getCustomsInfo(id string) *wire.Error {
	found, problem := c.Store.CustomsOf([]byte(id))
	if problem == nil {
		c.Out = found.Append(c.Out, c.Store.IDs)
	}
	return problem
}

// createCustomsItem makes an item that no info has yet.
func (c *Call) createCustomsItem() *wire.Error {
	if _, problem := c.wrapped("customs_item"); problem != nil {
		return problem
	}
	d := &c.draft.shipment.Customs
	if d.DecodeItem(jx.DecodeBytes(c.draft.fields.Raw("customs_item"))) != nil {
		return wire.ErrBadRequest
	}
	made, problem := d.BuildItem(c.Store.IDs.Mode, c.now)
	if problem != nil {
		return problem
	}
	c.Store.RegisterCustoms(made)
	c.showItem(made, 0)
	c.created("customs_items", c.Store.IDs.CustomsItems, made.ItemNumber(0))
	return nil
}

func (c *Call) showItem(in *objects.Customs, index int) {
	c.Out = in.AppendItem(c.Out, c.Store.IDs, index)
}

func (c *Call) getCustomsItem(id string) *wire.Error {
	in, index, problem := c.Store.CustomsItemOf([]byte(id))
	if problem == nil {
		c.showItem(in, index)
	}
	return problem
}
