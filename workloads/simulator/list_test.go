package simulator

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// filled makes a simulator with five addresses, one a minute, and returns their ids, newest first.
func filled(t *testing.T) (http.Handler, []string) {
	t.Helper()
	minute := -1
	h := instant(Options{Now: func() time.Time { return noon.Add(time.Duration(minute) * time.Minute) }})
	var ids []string
	for minute = range 5 {
		ids = append(ids, ask(t, h, "POST", "/v2/addresses", `{"address":{"zip":"94107"}}`).text("id"))
	}
	slices.Reverse(ids)
	return h, ids
}

func TestListParameters(t *testing.T) {
	h, ids := filled(t)
	at := func(minute int) string { return noon.Add(time.Duration(minute) * time.Minute).Format(time.RFC3339) }
	for name, c := range map[string]struct {
		query url.Values
		want  []string
		more  bool
	}{
		"all":            {url.Values{}, ids, false},
		"page":           {url.Values{"page_size": {"2"}}, ids[:2], true},
		"exact page":     {url.Values{"page_size": {"5"}}, ids, false},
		"huge page":      {url.Values{"page_size": {"1000"}}, ids, false},
		"before":         {url.Values{"page_size": {"2"}, "before_id": {ids[1]}}, ids[2:4], true},
		"last page":      {url.Values{"page_size": {"2"}, "before_id": {ids[2]}}, ids[3:], false},
		"before all":     {url.Values{"before_id": {ids[4]}}, nil, false},
		"after":          {url.Values{"after_id": {ids[2]}}, ids[:2], false},
		"page after":     {url.Values{"page_size": {"2"}, "after_id": {ids[4]}}, ids[2:4], true},
		"after all":      {url.Values{"after_id": {ids[0]}}, nil, false},
		"between":        {url.Values{"after_id": {ids[4]}, "before_id": {ids[1]}}, ids[2:4], false},
		"since":          {url.Values{"start_datetime": {at(3)}}, ids[:2], false},
		"until":          {url.Values{"end_datetime": {at(1)}}, ids[3:], false},
		"from and until": {url.Values{"start_datetime": {at(1)}, "end_datetime": {at(3)}}, ids[1:4], false},
		"paged since":    {url.Values{"page_size": {"2"}, "start_datetime": {at(3)}}, ids[:2], false},
	} {
		got := ask(t, h, "GET", "/v2/addresses?"+c.query.Encode(), "")
		list, more := got.list("addresses")
		if diff := cmp.Diff(c.want, list); diff != "" || more != c.more || got.status != 200 {
			t.Errorf("%s: %d, has_more %v: %s", name, got.status, more, diff)
		}
	}
}

func TestPageSizes(t *testing.T) {
	h := instant(Options{})
	for range 130 {
		ask(t, h, "POST", "/v2/addresses", `{"address":{"zip":"94107"}}`)
	}
	for query, want := range map[string]int{"": 20, "?page_size=100": 100, "?page_size=1000": 100} {
		if ids, more := ask(t, h, "GET", "/v2/addresses"+query, "").list("addresses"); len(ids) != want || !more {
			t.Errorf("%s: %d, has_more %v", query, len(ids), more)
		}
	}
}

// Paging as the clients do it returns every object once.
func TestPagingMeetsAll(t *testing.T) {
	h, ids := filled(t)
	var met []string
	for query := "page_size=2"; ; {
		page, more := ask(t, h, "GET", "/v2/addresses?"+query, "").list("addresses")
		met = append(met, page...)
		if !more {
			break
		}
		query = "page_size=2&before_id=" + page[len(page)-1]
	}
	if diff := cmp.Diff(ids, met); diff != "" {
		t.Error(diff)
	}
}

func TestListShipments(t *testing.T) {
	h := instant(Options{})
	first := ask(t, h, "POST", "/v2/shipments", recordedShipment)
	second := buy(t, h, ask(t, h, "POST", "/v2/shipments", recordedShipment), 0)
	bought := ask(t, h, "GET", "/v2/shipments/"+second.text("id"), "")
	for query, want := range map[string]string{
		"":                                     `{"has_more":false,"shipments":[` + bought.body + `]}`,
		"?purchased=true":                      `{"has_more":false,"shipments":[` + bought.body + `]}`,
		"?purchased=True&include_children=1":   `{"has_more":false,"shipments":[` + bought.body + `]}`,
		"?purchased=false":                     `{"has_more":false,"shipments":[` + bought.body + `,` + first.body + `]}`,
		"?purchased=False":                     `{"has_more":false,"shipments":[` + bought.body + `,` + first.body + `]}`,
		"?purchased=0&include_children=false&": `{"has_more":false,"shipments":[` + bought.body + `,` + first.body + `]}`,
	} {
		if diff := cmp.Diff(want, ask(t, h, "GET", "/v2/shipments"+query, "").body); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
}

func TestListTrackers(t *testing.T) {
	h := instant(Options{})
	ids := map[string]string{}
	for _, key := range []string{"EZ1000000001 USPS", "EZ2000000002 USPS", "EZ2000000002 UPS", "EZ4000000004 UPS"} {
		var code, carrier string
		if _, err := fmt.Sscan(key, &code, &carrier); err != nil {
			t.Fatal(err)
		}
		ids[key] = ask(t, h, "POST", "/v2/trackers", `{"tracker":{"tracking_code":"`+code+`","carrier":"`+carrier+`"}}`).text("id")
	}
	for query, want := range map[string][]string{
		"carrier=UPS":                                                  {ids["EZ4000000004 UPS"], ids["EZ2000000002 UPS"]},
		"tracking_code=EZ1000000001":                                   {ids["EZ1000000001 USPS"]},
		"tracking_code=EZ2000000002&carrier=USPS":                      {ids["EZ2000000002 USPS"]},
		"tracking_codes=EZ1000000001&tracking_codes=EZ4000000004":      {ids["EZ4000000004 UPS"], ids["EZ1000000001 USPS"]},
		"tracking_codes[]=EZ1000000001&tracking_codes[]=EZ4000000004":  {ids["EZ4000000004 UPS"], ids["EZ1000000001 USPS"]},
		"tracking_codes[0]=EZ1000000001&tracking_codes[1]=none":        {ids["EZ1000000001 USPS"]},
		"page_size=1&carrier=UPS&before_id=" + ids["EZ4000000004 UPS"]: {ids["EZ2000000002 UPS"]},
		"tracking_code=nonsense":                                       nil,
	} {
		list, more := ask(t, h, "GET", "/v2/trackers?"+query, "").list("trackers")
		if diff := cmp.Diff(want, list); diff != "" || more {
			t.Errorf("%s: has_more %v: %s", query, more, diff)
		}
	}
}

// A filter that the simulator does not know, by its name or its value, is refused: it would list something else.
func TestUnknownFilters(t *testing.T) {
	h := instant(Options{})
	for call, field := range map[string]string{
		"/v2/shipments?purchased=maybe":        "purchased",
		"/v2/shipments?include_children=yes":   "include_children",
		"/v2/shipments?carrier=UPS":            "carrier",
		"/v2/shipments?%22=1&z=2":              `"`,
		"/v2/trackers?tracking_cods[]=1":       "tracking_cods[]",
		"/v2/addresses?unknown=parameter":      "unknown",
		"/v2/batches?unknown=parameter":        "unknown",
		"/v2/trackers?page_size=1&purchased=1": "purchased",
	} {
		got := ask(t, h, "GET", call, "")
		if got.status != 422 || got.text("error", "code") != "PARAMETER.INVALID" || got.get("error", "errors", 0, "field") != field {
			t.Errorf("%s: %d %s", call, got.status, got.body)
		}
	}
}

// Base URLs that end in a slash, and paths that begin with one, give two in a row.
func TestSlashesInARow(t *testing.T) {
	h := instant(Options{})
	for path, want := range map[string]int{
		"/v2//addresses?page_size=1": 200, "/v2///addresses//": 200, "/v2//": 404, "/v2/": 404, "/v2addresses": 404, "/v2//shipments//x": 404,
	} {
		if got := ask(t, h, "GET", path, ""); got.status != want {
			t.Errorf("%s: %d", path, got.status)
		}
	}
}
