package analytics

// ranking keeps the first topRoutes of the routes offered, so that the others need not be sorted.
type ranking struct {
	best   [topRoutes]rankedRoute
	length int
}

type rankedRoute struct {
	code      uint64 // its order is that of the names
	shipments uint32
}

func (r rankedRoute) before(other rankedRoute) bool {
	if r.shipments != other.shipments {
		return r.shipments > other.shipments
	}
	return r.code < other.code
}

// offer takes a route into account. Routes may come in any order, each once.
func (r *ranking) offer(code uint64, shipments uint32) {
	route := rankedRoute{code, shipments}
	if r.length < topRoutes {
		r.length++
	} else if !route.before(r.best[topRoutes-1]) {
		return
	}
	place := r.length - 1
	for place > 0 && route.before(r.best[place-1]) {
		r.best[place] = r.best[place-1]
		place--
	}
	r.best[place] = route
}

func (r *ranking) ranked() []rankedRoute { return r.best[:r.length] }
