package api

import (
	"path"
	"strings"

	"ep-benchmark/workloads/simulator/labels"
	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/store"
	"ep-benchmark/workloads/simulator/wire"
)

// Media types of files, as header values.
var mediaTypes = map[string][]string{
	".png": {"image/png"}, ".pdf": {"application/pdf"}, ".zpl": {"application/zpl"}, ".epl2": {"application/epl2"}, ".zip": {"application/zip"},
}

// File answers with a file: a label, a scan form, a form or a report. Like those of the real EasyPost it is asked for
// without a key, because its name can't be guessed.
func (c *Call) File(stores []*store.Store, name string) *wire.Error {
	ending := path.Ext(name)
	id := strings.TrimSuffix(name, ending)
	for _, st := range stores {
		c.Store = st
		if text := c.fileOf(id, ending); text != nil {
			c.Out, c.Type = append(c.Out, text...), mediaTypes[ending]
			return nil
		}
	}
	return wire.ErrNotFound
}

// fileOf draws the file of an object, or returns nil when there is none of that name.
func (c *Call) fileOf(id, ending string) []byte {
	st := c.Store
	if number, ok := st.IDs.LabelOf(id); ok {
		s := st.Shipments.Get(number)
		if s == nil || !s.IsBought() || !s.HasFormat(ending) {
			return nil
		}
		return drawn(ending, labels.Page(s.LabelLines()))
	}
	if batch := st.Batches.Find([]byte(id)); batch != nil && batch.Label.Extension() == ending {
		return drawn(ending, c.batchPages(batch)...)
	}
	if report := c.reportFile(id); report != nil && ending == ".zip" {
		return report
	}
	if ending != ".pdf" {
		return nil
	}
	if form := st.ScanForms.Find([]byte(id)); form != nil {
		return labels.PDF(append(labels.Page{"SCAN FORM", "TEST - NO POSTAGE", ""}, form.TrackingCodes...))
	}
	if number, ok := st.IDs.Forms.Number([]byte(id)); ok {
		if s := st.Shipments.Get(objects.ShipmentOfForm(number)); s != nil && s.IsBought() {
			return labels.PDF(append(labels.Page{"FORM", ""}, s.LabelLines()...))
		}
	}
	return nil
}

// batchPages are the labels of a batch.
func (c *Call) batchPages(x *objects.Batch) (pages []labels.Page) {
	for i := range x.Items {
		if s := c.Store.Shipments.Get(x.Items[i].Number); s != nil && s.IsBought() {
			pages = append(pages, s.LabelLines())
		}
	}
	return pages
}

// drawn draws pages in the format that a name ends in; nil is none.
func drawn(ending string, pages ...labels.Page) []byte {
	switch ending {
	case ".png":
		return labels.PNG(pages[0])
	case ".pdf":
		return labels.PDF(pages...)
	case ".zpl":
		return labels.ZPL(pages...)
	case ".epl2":
		return labels.EPL2(pages...)
	}
	return nil
}
