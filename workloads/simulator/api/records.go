package api

import (
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/go-faster/jx"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/ring"
	"ep-benchmark/workloads/simulator/wire"
)

// record is a pointer to a kind of record.
type record[T any] interface {
	*T
	Head() *records.Meta
}

// fields reads the body's fields; those inside name, where the body wraps them.
func (c *Call) fields(name string) (*wire.Fields, *wire.Error) {
	body := &c.draft.fields
	if problem := c.readBody(body); problem != nil {
		return nil, problem
	}
	c.draft.inner = body.Wrapped(name)
	return &c.draft.inner, nil
}

// wrapped is fields of a body that must have name.
func (c *Call) wrapped(name string) (*wire.Fields, *wire.Error) {
	f, problem := c.fields(name)
	if problem == nil && (c.draft.fields.Raw(name) == nil || !f.Given) {
		return nil, wire.Missing(name)
	}
	return f, problem
}

// show answers with what encoding/json renders; its values have no error.
func (c *Call) show(value any) {
	c.Out = append(c.Out, jsonOf(value)...)
}

// jsonOf renders a value that has no error.
func jsonOf(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		return []byte(wire.Null)
	}
	return text
}

// decodeWithoutID reads an address whose id is another object's, and stands for nothing here.
func decodeWithoutID(d *objects.AddressDraft, raw jx.Raw) error {
	err := d.Decode(jx.DecodeBytes(raw))
	d.ID = d.ID[:0]
	return err
}

// meta numbers a new record of a ring.
func meta[T any](c *Call, r *ring.Ring[T], object string) records.Meta {
	at := records.Time(c.now)
	number := r.Reserve()
	return records.Meta{
		Number: number, Made: c.now, ID: r.ID(number), Object: object, Mode: c.Store.IDs.Mode.String(), CreatedAt: at, UpdatedAt: at,
	}
}

// find returns the record with an id.
func find[T any](r *ring.Ring[T], id string) (*T, *wire.Error) {
	if found := r.Find([]byte(id)); found != nil {
		return found, nil
	}
	return nil, wire.ErrNotFound
}

// showOne answers with the record that has an id.
func showOne[T any](c *Call, r *ring.Ring[T], id string) *wire.Error {
	found, problem := find(r, id)
	if problem == nil {
		c.show(found)
	}
	return problem
}

// change replaces a record by a copy that remake has changed, and tries again when another request was faster.
func change[T any, P record[T]](c *Call, r *ring.Ring[T], id string, remake func(P) *wire.Error) (*T, *wire.Error) {
	for {
		old, problem := find(r, id)
		if problem != nil {
			return nil, problem
		}
		made := *old
		P(&made).Head().Touch(c.now)
		if problem := remake(&made); problem != nil {
			return nil, problem
		}
		if r.Replace(old, &made) {
			return &made, nil
		}
	}
}

// changeAndShow answers with the changed record.
func changeAndShow[T any, P record[T]](c *Call, r *ring.Ring[T], id string, remake func(P) *wire.Error) *wire.Error {
	made, problem := change(c, r, id, remake)
	if problem == nil {
		c.show(made)
	}
	return problem
}

// listing is how a kind of record is listed.
type listing[T any] struct {
	name        string
	oldestFirst bool
	filters     []string
	fits        func(*T) bool // nil = all
}

// listRecords answers with a page of a ring.
func listRecords[T any, P record[T]](c *Call, query url.Values, r *ring.Ring[T], l listing[T]) *wire.Error {
	return listRecordsAs[T, P](c, query, r, l, func(x *T) any { return x })
}

// listRecordsAs shows each record as what shown makes of it.
func listRecordsAs[T any, P record[T]](c *Call, query url.Values, r *ring.Ring[T], l listing[T], shown func(*T) any) *wire.Error {
	p, problem := ring.ParsePage(query, l.filters...)
	if problem != nil {
		return problem
	}
	p.OldestFirst = l.oldestFirst
	found, more, problem := ring.Select(r, &p, func(x *T) bool {
		return p.Holds(P(x).Head().Made) && (l.fits == nil || l.fits(x))
	})
	if problem != nil {
		return problem
	}
	writeList(c, l.name, found, more, func(b []byte, x *T) []byte {
		return append(b, jsonOf(shown(x))...)
	})
	return nil
}

// put keeps a new record and answers with it; created says 201, and where it is found.
func put[T any, P record[T]](c *Call, r *ring.Ring[T], made P, path string) {
	r.Put(made)
	c.show(made)
	c.Status = http.StatusCreated
	if path != "" {
		c.Location = append(append(append(append(c.Location[:0], `/api/v2/`...), path...), '/'), made.Head().ID...)
	}
}

// address finds or makes the address in a field. One that is made is registered.
func (c *Call) address(f *wire.Fields, name string) (*objects.Address, *wire.Error) {
	raw := f.Raw(name)
	if len(raw) == 0 {
		return nil, wire.Missing(name)
	}
	d := &c.draft.address.Address
	if raw.Type() == jx.String {
		d.Reset()
		d.Given, d.ID = true, append(d.ID, wire.ReferenceOf(raw)...)
	} else if d.Decode(jx.DecodeBytes(raw)) != nil {
		return nil, wire.ErrBadRequest
	}
	if !d.Given {
		return nil, wire.Missing(name)
	}
	return c.Store.ResolveAddress(d, c.now, name)
}

// rendered is an address inside a record.
func (c *Call) rendered(a *objects.Address) records.Raw { return a.Append(nil, c.Store.IDs) }
