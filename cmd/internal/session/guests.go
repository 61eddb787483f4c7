package session

import (
	"slices"

	"ep-benchmark/cmd/internal/order"
)

// guests are the workloads of the user's own that ask servers, among the named ones;
// all of them for no name.
func (s *Session) guests(workloads []string) []order.Guest {
	var all []order.Guest
	for _, guest := range s.Order.Guests {
		if len(workloads) == 0 || slices.Contains(workloads, guest.Name()) {
			all = append(all, guest)
		}
	}
	return all
}

// ports are those of their servers, where they are on this machine.
func (s *Session) ports(workloads []string) []uint16 {
	var all []uint16
	for _, guest := range s.guests(workloads) {
		if port := guest.Port(); port != 0 && !slices.Contains(all, port) {
			all = append(all, port)
		}
	}
	return all
}

// affords returns an error if the servers of the named workloads allow too few more
// requests for another run, so that no run stops in the middle.
func (s *Session) affords(workloads []string) error {
	for _, p := range s.parts {
		if err := p.server.Affords(p.Target); err != nil {
			return err
		}
	}
	for _, guest := range s.guests(workloads) {
		if err := guest.Affords(); err != nil {
			return err
		}
	}
	return nil
}

// countGuests counts the requests of workloads of the user's own.
func countGuests(o *order.Order, d order.Demand) error {
	for _, guest := range o.Guests {
		if err := guest.Count(&o.Plan, d); err != nil {
			return err
		}
	}
	return nil
}
