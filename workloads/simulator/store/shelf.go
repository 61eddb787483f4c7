package store

import (
	"encoding/json"
	"errors"
	"sync"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/ring"
)

// Shelf is one kind of object on its way to a file and back.
type Shelf interface {
	// Name is the kind's.
	Name() string
	// Load keeps an object that was read; the error says that it is none of the kind.
	Load(text []byte) error
	// Resume gives out serial numbers after last, and begins to note changes.
	Resume(last uint64)
	// Changes are the objects that have changed since the last call, and the newest serial number.
	Changes() (changes []Change, last uint64, err error)
}

// Change is an object that has changed. Text is nil when it has gone.
type Change struct {
	Number uint64
	Text   []byte
}

// errDamaged is the error of an object that could not have been written.
var errDamaged = errors.New("it is no object of the simulator")

// Shelves are all kinds, in the order in which they must be loaded.
func (st *Store) Shelves() []Shelf {
	m := st.IDs.Mode
	all := []Shelf{
		shelved("Address", st.Addresses, func(a *objects.Address) any { return a.Save() }, func(s *objects.SavedAddress) (*objects.Address, error) {
			a, ok := s.Restore(m)
			return a, damagedUnless(ok && a != nil)
		}),
		shelved("Parcel", st.Parcels, func(p *objects.Parcel) any { return p.Save() }, func(s *objects.SavedParcel) (*objects.Parcel, error) {
			return s.Restore(m), nil
		}),
		shelved("Customs", st.Customs, func(c *objects.Customs) any { return c.Save() }, func(s *objects.SavedCustoms) (*objects.Customs, error) {
			return s.Restore(m), nil
		}),
		&shelf[objects.Tracker, objects.SavedTracker]{
			name: "Tracker", ring: st.Trackers.Ring, save: func(t *objects.Tracker) any { return t.Save() }, put: st.Trackers.Add,
			restore: func(s *objects.SavedTracker) (*objects.Tracker, error) { return s.Restore(m), nil },
		},
		shelved("Shipment", st.Shipments, func(s *objects.Shipment) any { return s.Save() }, func(s *objects.SavedShipment) (*objects.Shipment, error) {
			made, ok := s.Restore(st.IDs, st.shared)
			return made, damagedUnless(ok)
		}),
		shelved("Batch", st.Batches, func(x *objects.Batch) any { return x }, func(x *objects.Batch) (*objects.Batch, error) {
			return x, damagedUnless(x.Sound())
		}),
		shelved("Event", st.Events, func(e *records.Event) any { return e }, func(e *records.Event) (*records.Event, error) { return e, nil }),
		shelved("Order", st.Orders, saveOrder, func(s *savedOrder) (*records.Order, error) { return s.restore(m) }),
		recorded("Webhook", st.Webhooks), recorded("Payload", st.Payloads), recorded("Pickup", st.Pickups), recorded("Claim", st.Claims),
		recorded("ScanForm", st.ScanForms), recorded("EndShipper", st.EndShippers), recorded("Insurance", st.Insurances),
		recorded("Refund", st.Refunds),
	}
	for kind, r := range st.Reports {
		all = append(all, recorded("Report "+string(rune('a'+kind)), r))
	}
	return all
}

func damagedUnless(ok bool) error {
	if ok {
		return nil
	}
	return errDamaged
}

// shared is the address of the ring that is equal to another one, or else that.
func (st *Store) shared(a *objects.Address) *objects.Address {
	if known := st.Addresses.Get(a.Number); known != nil && known.Same(a) {
		return known
	}
	return a
}

// shelf keeps a ring's objects by a form S of theirs.
type shelf[T, S any] struct {
	name    string
	ring    *ring.Ring[T]
	save    func(*T) any
	restore func(*S) (*T, error)
	put     func(*T)

	mu    sync.Mutex
	dirty map[uint64]struct{}
}

func shelved[T, S any](name string, r *ring.Ring[T], save func(*T) any, restore func(*S) (*T, error)) Shelf {
	return &shelf[T, S]{name: name, ring: r, save: save, restore: restore, put: func(object *T) { r.Put(object) }}
}

// recorded shelves records: as they are answered, with what no answer has beside it.
func recorded[T any](name string, r *ring.Ring[T]) Shelf {
	type saved struct {
		Hidden records.Hidden
		Record *T
	}
	return shelved(name, r, func(object *T) any { return saved{records.Hide(object), object} }, func(s *saved) (*T, error) {
		if s.Record == nil {
			return nil, errDamaged
		}
		s.Hidden.Reveal(s.Record)
		return s.Record, nil
	})
}

func (s *shelf[T, S]) Name() string { return s.name }

func (s *shelf[T, S]) Load(text []byte) error {
	saved := new(S)
	if err := json.Unmarshal(text, saved); err != nil {
		return err
	}
	object, err := s.restore(saved)
	if err == nil {
		s.put(object)
	}
	return err
}

func (s *shelf[T, S]) Resume(last uint64) {
	s.ring.Resume(last)
	s.dirty = map[uint64]struct{}{}
	s.ring.Watch(func(number uint64) {
		s.mu.Lock()
		s.dirty[number] = struct{}{}
		s.mu.Unlock()
	})
}

func (s *shelf[T, S]) Changes() (changes []Change, last uint64, err error) {
	s.mu.Lock()
	dirty := s.dirty
	s.dirty = map[uint64]struct{}{}
	s.mu.Unlock()
	for number := range dirty {
		change := Change{Number: number}
		if object := s.ring.Get(number); object != nil {
			if change.Text, err = json.Marshal(s.save(object)); err != nil {
				return nil, 0, err
			}
		}
		changes = append(changes, change)
	}
	return changes, s.ring.Last(), nil
}

// savedOrder is an order in a file.
type savedOrder struct {
	Order                 records.Order // without its addresses
	To, From, Back, Buyer *objects.SavedAddress
}

func saveOrder(o *records.Order) any {
	bare := *o
	bare.To, bare.From, bare.Back, bare.Buyer = nil, nil, nil, nil
	return savedOrder{bare, o.To.Save(), o.From.Save(), o.Back.Save(), o.Buyer.Save()}
}

func (s *savedOrder) restore(m objects.Mode) (*records.Order, error) {
	made, whole := s.Order, true
	for _, part := range []struct {
		from *objects.SavedAddress
		into **objects.Address
	}{{s.To, &made.To}, {s.From, &made.From}, {s.Back, &made.Back}, {s.Buyer, &made.Buyer}} {
		a, ok := part.from.Restore(m)
		*part.into, whole = a, whole && ok
	}
	return &made, damagedUnless(whole && made.To != nil && made.From != nil)
}
