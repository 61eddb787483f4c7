package diagnose

// A part is what one cause explains of a change.
type part struct {
	cause  string    // "a slower server": what the evidence is consistent with
	amount float64   // of the change, on logs
	shows  []reading // the evidence, the telling figure first
	detail string    // what else is to be said, with its figures in extra
	extra  []extra
	try    string
	// sequential says that the evidence is of sequential legs.
	sequential bool
}

// An extra is a figure that is no reading.
type extra struct {
	name, unit, source string
	value              float64
}

// A rule looks for one cause. It takes what the cause explains out of the
// growth, and is false where its evidence does not reach its bound.
type rule func(*change, *growth) (part, bool)

// rules lists all causes. The order decides which of two possible causes
// explains a growth. The machine comes before the program, since a program is
// not to blame for what the machine took from it. What is measured in seconds
// comes before what is inferred.
var rules = []rule{
	fewerCPUs, fewerWorkers, rateLimited, oneLongOperation, longerEnd,
	slowerClock, otherProcesses, stolen, heldBack,
	collection, moreCPU,
	inClient, fewerAtOnce, limitAtOnce, shortOfOwn, serverUnderLoad, wayUnderLoad, idleWorkers,
	connectionLimit, freshConnections, moreRequests, slowBodies, locks,
	slowerServer, slowerWay,
}

// least is the growth on logs below which no cause is named: 2 %.
const least = 0.02

// explain takes what each cause explains out of the growth.
func (c *change) explain(g *growth) []part {
	var found []part
	for _, r := range rules {
		if p, ok := r(c, g); ok && p.amount >= least {
			found = append(found, p)
		}
	}
	return found
}

// grew tells whether a reading grew by a factor or more.
func (c *change) grew(which reading, factor float64) bool {
	return c.before.known(which) && c.after.known(which) && c.after[which] >= factor*c.before[which] && c.after[which] > c.before[which]
}

// risen is by how much a share or an amount grew. A reading that was not taken
// before counts as zero.
func (c *change) risen(which reading) float64 {
	return c.after.or(which, 0) - c.before.or(which, 0)
}

// gone is by how much the share of the machine that others use has grown.
func (c *change) gone(which reading) float64 { return c.after.or(which, 0) - c.floor(which) }

// floor is what others had of the machine before. Without a baseline it is
// zero, since both legs of a round meet the same others.
func (c *change) floor(which reading) float64 {
	if c.ownCeiling() {
		return 0
	}
	return c.before.or(which, 0)
}

// ownCeiling tells that parallel legs are compared with sequential ones, and
// not against a baseline's.
func (c *change) ownCeiling() bool { return c.aloneBefore == nil }
