package simulator

import (
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// listed is a simulator with five objects of a kind, a minute apart, and their ids as the list has them.
func listed(t *testing.T, kind string) (h http.Handler, ids []string) {
	t.Helper()
	minute := -1
	h = instant(Options{Now: func() time.Time { return noon.Add(time.Duration(minute) * time.Minute) }})
	for minute = range 5 {
		body := map[string]string{
			"addresses": `{"address":{"zip":"94107"}}`,
			"shipments": recordedShipment,
			"trackers":  `{"tracker":{"tracking_code":"` + strconv.Itoa(minute) + `"}}`,
			"batches":   `{"batch":{}}`,
		}[kind]
		ids = append(ids, ask(t, h, "POST", "/v2/"+kind, body).text("id"))
	}
	if kind != "batches" { // they alone were recorded with the oldest first
		slices.Reverse(ids)
	}
	return h, ids
}

func TestContractLists(t *testing.T) {
	at := func(minute int) string { return noon.Add(time.Duration(minute) * time.Minute).Format(time.RFC3339) }
	for _, kind := range []string{"addresses", "shipments", "trackers", "batches"} {
		h, ids := listed(t, kind)
		since, until := ids[:2], ids[3:]
		if kind == "batches" {
			since, until = ids[3:], ids[:2]
		}
		for query, want := range map[string]struct {
			ids  []string
			more bool
		}{
			"":                           {ids, false},
			"page_size=2":                {ids[:2], true},
			"page_size=5":                {ids, false},
			"page_size=101":              {ids, false},
			"page_size=":                 {ids, false},
			"start_datetime=" + at(3):    {since, false},
			"end_datetime=" + at(1):      {until, false},
			"end_datetime=" + at(-9):     {nil, false},
			"before_id=" + older(ids, 0): {nil, false},
			"after_id=" + older(ids, 4):  {nil, false},
		} {
			got := ask(t, h, "GET", "/v2/"+kind+"?"+query, "")
			if kind == "shipments" {
				got = ask(t, h, "GET", "/v2/shipments?purchased=false&"+query, "")
			}
			found, more := got.list(kind)
			if diff := cmp.Diff(want.ids, found); diff != "" || more != want.more || got.status != 200 {
				t.Errorf("%s?%s: %d, has_more %v: %s", kind, query, got.status, more, diff)
			}
		}
	}
}

// older is the n-th id counted from the oldest object.
func older(ids []string, n int) string {
	byAge := slices.Clone(ids)
	if byAge[0] != "" && byAge[0][:5] != "batch" {
		slices.Reverse(byAge)
	}
	return byAge[n]
}

// The next page is before_id of the last one, strictly older; for batches, whose oldest come first, after_id.
func TestContractPaging(t *testing.T) {
	for kind, next := range map[string]string{"addresses": "before_id", "shipments": "before_id", "trackers": "before_id", "batches": "after_id"} {
		h, ids := listed(t, kind)
		var met []string
		query := "page_size=2"
		for pages := 1; ; pages++ {
			if kind == "shipments" {
				query += "&purchased=false"
			}
			page, more := ask(t, h, "GET", "/v2/"+kind+"?"+query, "").list(kind)
			met = append(met, page...)
			if !more || pages > 3 {
				break
			}
			query = "page_size=2&" + next + "=" + page[len(page)-1]
		}
		if diff := cmp.Diff(ids, met); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
}

func TestContractPagesBothWays(t *testing.T) {
	h, ids := listed(t, "shipments")
	for query, want := range map[string][]string{
		"after_id=" + ids[2]:                              ids[:2],
		"after_id=" + ids[4] + "&page_size=2":             ids[2:4],
		"after_id=" + ids[4] + "&before_id=" + ids[1]:     ids[2:4],
		"before_id=" + ids[1] + "&page_size=2":            ids[2:4],
		"before_id=" + ids[3] + "&include_children=false": ids[4:],
	} {
		found, _ := ask(t, h, "GET", "/v2/shipments?purchased=False&"+query, "").list("shipments")
		if diff := cmp.Diff(want, found); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
}
