package postgres

import (
	"time"

	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/workloads/database"
	"ep-benchmark/workloads/proctree"
)

// below are the processes of the server, whose CPU time is part of the cost of what is
// measured.
type below struct {
	*proctree.Below
	pid  int
	here bool
}

// processes finds them, where they are on this machine and may be looked at.
func (d *Database) processes() below {
	if d.process != nil {
		return below{proctree.NewBelow(d.process.PID()), d.process.PID(), true}
	}
	pid, found := 0, false
	if d.server.Here() {
		pid, found = d.server.Processes()
	}
	return below{proctree.NewBelow(pid), pid, found}
}

// PID is the process that has the server's below it.
func (b below) PID() int { return b.pid }

// CPU is that of the server's processes so far.
func (b below) CPU() time.Duration {
	if !b.here {
		return 0
	}
	return b.Below.CPU()
}

// Live says that what runs is no command, whose share is shown apart.
func (b below) Live() bool { return false }

// Running tells whether the server's processes are on this machine and their CPU time
// is not known. It can then not be told from that of other programs.
func (b below) Running() bool { return b.here && !b.Below.Live() }

// Name is the workload's.
func (d *Database) Name() string { return database.Name }

// Server is the server as it is shown.
func (d *Database) Server() string { return d.server.Name() }

// Port is none: the server's processes are found by their numbers.
func (d *Database) Port() uint16 { return 0 }

// Counted says that queries are not counted.
func (d *Database) Counted() bool { return false }

// Count has nothing to count.
func (d *Database) Count(*engine.Plan, order.Demand) error { return nil }

// Affords says that another run may follow.
func (d *Database) Affords() error { return nil }

// Notices are what is not measured here.
func (d *Database) Notices() []string { return d.notices }
