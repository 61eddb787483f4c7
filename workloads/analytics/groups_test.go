package analytics

import (
	"testing"

	"pgregory.net/rapid"
)

// grouped counts rows as another program would.
func grouped(rows []Record) (groups []Group, days []DateLine, routes []RouteLine) {
	type outcome struct {
		carrier   string
		delivered bool
		days      int64
	}
	byOutcome, byDay, byRoute := map[outcome]Group{}, map[Day]DateLine{}, map[[2]string]RouteLine{}
	for _, row := range rows {
		o := outcome{row.Carrier, row.Status == StatusDelivered, int64(row.DeliveryDays)}
		g := byOutcome[o]
		byOutcome[o] = Group{o.carrier, o.delivered, o.days, g.Shipments + 1, g.CostCents + row.CostCents}
		day := DayOf(row.Created)
		byDay[day] = DateLine{day, byDay[day].Shipments + 1, byDay[day].CostCents + row.CostCents}
		route := [2]string{row.Origin, row.Destination}
		byRoute[route] = RouteLine{row.Origin, row.Destination, byRoute[route].Shipments + 1, byRoute[route].CostCents + row.CostCents}
	}
	for _, g := range byOutcome {
		groups = append(groups, g)
	}
	for _, d := range byDay {
		days = append(days, d)
	}
	for _, r := range byRoute {
		routes = append(routes, r)
	}
	return groups, days, routes
}

func TestFromGroupsEqualsPlain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rowGenerator(), 0, 60).Draw(t, "rows")
		if got, want := FromGroups(grouped(rows)), plain(rows); !got.Equal(want) {
			t.Fatalf("got, against want:\n%s", got.Diff(want))
		}
	})
}
