package simulator

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/workloads/simulator/wire"
)

// counts are a batch's counts by status, without the zeros.
func countsOf(b reply) map[string]float64 {
	found := map[string]float64{}
	status, _ := b.get("status").(map[string]any)
	for name, n := range status {
		if n.(float64) > 0 {
			found[name] = n.(float64)
		}
	}
	return found
}

// checkBatch checks a batch's state, number of items and counts.
func checkBatch(t *testing.T, b reply, state string, number float64, want map[string]float64) {
	t.Helper()
	if b.status != 200 || b.text("state") != state || b.get("num_shipments") != number || b.header.Get("Location") != "" {
		t.Errorf("%d, location %q, want state %s of %v: %s", b.status, b.header.Get("Location"), state, number, b.body)
	}
	if diff := cmp.Diff(want, countsOf(b)); diff != "" {
		t.Error(diff)
	}
}

func newShipment(t *testing.T, h http.Handler) reply {
	t.Helper()
	return ask(t, h, "POST", "/v2/shipments", recordedShipment)
}

func TestContractBatchStates(t *testing.T) {
	h := instant(Options{})
	byID, whole := newShipment(t, h), newShipment(t, h)
	inline := strings.TrimSuffix(strings.TrimPrefix(recordedShipment, `{"shipment":`), `}`)
	chosen := strings.Replace(inline, `"parcel"`, `"service":"Priority","carrier":"USPS","reference":"three","parcel"`, 1)
	made := ask(t, h, "POST", "/v2/batches", `{"batch":{"reference":"batch 7","shipments":["`+byID.text("id")+`",`+whole.body+`,`+chosen+`]}}`)
	checkBatch(t, made, "creating", 3, map[string]float64{})
	if made.count("shipments") != 0 || made.text("reference") != "batch 7" {
		t.Errorf("%s", made.body)
	}
	path := "/v2/batches/" + made.text("id")
	found := ask(t, h, "GET", path, "")
	checkBatch(t, found, "created", 3, map[string]float64{"created": 3})
	if found.get("shipments", 0, "id") != byID.text("id") || found.get("shipments", 1, "id") != whole.text("id") || found.get("shipments", 2, "reference") != "three" {
		t.Errorf("%s", found.body)
	}
	checkBatch(t, ask(t, h, "POST", path+"/buy", `null`), "created", 3, map[string]float64{"created": 3})
	bought := ask(t, h, "GET", path, "")
	checkBatch(t, bought, "purchased", 3, map[string]float64{"postage_purchased": 3})
	for i := range 3 {
		member := ask(t, h, "GET", "/v2/shipments/"+bought.get("shipments", i, "id").(string), "")
		if member.text("batch_id") != made.text("id") || member.text("batch_status") != "postage_purchased" || member.get("batch_message") != nil {
			t.Errorf("a member: %s", member.body)
		}
		if code := bought.get("shipments", i, "tracking_code"); code != member.text("tracking_code") || code == "" {
			t.Errorf("tracking code %v of %s", code, member.text("tracking_code"))
		}
		if want := map[bool]string{true: "Priority", false: "GroundAdvantage"}[i == 2]; member.text("selected_rate", "service") != want {
			t.Errorf("bought %s, want %s", member.text("selected_rate", "service"), want)
		}
	}
	if ids, _ := ask(t, h, "GET", "/v2/trackers", "").list("trackers"); len(ids) != 3 {
		t.Errorf("trackers %v", ids)
	}
}

func TestContractBatchAddAndRemove(t *testing.T) {
	h := instant(Options{})
	one, two := newShipment(t, h).text("id"), newShipment(t, h).text("id")
	path := "/v2/batches/" + ask(t, h, "POST", "/v2/batches", `{"batch":{}}`).text("id")
	for _, step := range []struct {
		call, body string
		number     float64
	}{
		{"/add_shipments", `{"shipments":[{"id":"` + one + `"}]}`, 1},                   // Node
		{"/remove_shipments", `{"shipments":[{"id":"` + one + `"}]}`, 0},                //
		{"/add_shipments", `{"batch":{"shipments":[{"id":"` + one + `"}]}}`, 1},         // Go, once
		{"/add_shipments", `{"shipments":{"0":{"id":"` + two + `"}}}`, 2},               // Go, later
		{"/remove_shipments", `{"shipments":{"0":"` + one + `","1":"` + two + `"}}`, 0}, //
		{"/add_shipments", `{"shipments":["` + one + `","` + two + `"]}`, 2},
	} {
		want := map[string]float64{}
		if step.number > 0 {
			want["created"] = step.number
		}
		checkBatch(t, ask(t, h, "POST", path+step.call, step.body), "created", step.number, want)
		checkBatch(t, ask(t, h, "GET", path, ""), "created", step.number, want)
	}
	ask(t, h, "POST", path+"/remove_shipments", `{"shipments":["`+one+`"]}`)
	if left := ask(t, h, "GET", "/v2/shipments/"+one, ""); left.get("batch_id") != nil || left.get("batch_status") != nil {
		t.Errorf("it still knows its batch: %s", left.body)
	}
	if in := ask(t, h, "GET", "/v2/shipments/"+two, ""); in.text("batch_status") != "created" {
		t.Errorf("the other has left too: %s", in.body)
	}
}

func TestContractBatchFailures(t *testing.T) {
	const noSuchShipment, inAnotherBatch = "The shipment could not be found.", "The shipment is in a batch already."
	h := instant(Options{})
	taken, good := newShipment(t, h).text("id"), newShipment(t, h).text("id")
	ask(t, h, "POST", "/v2/batches", `{"batch":{"shipments":["`+taken+`"]}}`)
	unratable := strings.NewReplacer(`15.4`, `99999`, `{"shipment":`, ``, `}}}`, `}}`).Replace(recordedShipment)
	made := ask(t, h, "POST", "/v2/batches", `{"batch":{"shipments":["`+good+`","`+good+`","`+taken+`","shp_none",{},7,`+
		`{"to_address":{}},{"id":"`+taken+`x"},`+unratable+`,{"id":"`+newShipment(t, h).text("id")+`","service":"Teleport"}]}}`)
	checkBatch(t, made, "creating", 10, map[string]float64{})
	path := "/v2/batches/" + made.text("id")
	found := ask(t, h, "GET", path, "")
	checkBatch(t, found, "created", 10, map[string]float64{"created": 3, "creation_failed": 7})
	for i, want := range []any{
		nil, inAnotherBatch, inAnotherBatch, noSuchShipment, "Missing required parameter. shipment cannot be blank.",
		"Missing required parameter. shipment cannot be blank.", "Missing required parameter. to_address cannot be blank.",
		noSuchShipment, nil, nil,
	} {
		if found.get("shipments", i, "batch_message") != want || found.get("shipments", i, "id") == nil {
			t.Errorf("item %d: %v, want %v", i, found.get("shipments", i), want)
		}
	}
	checkBatch(t, ask(t, h, "POST", path+"/buy", ``), "created", 10, map[string]float64{"created": 3, "creation_failed": 7})
	bought := ask(t, h, "GET", path, "")
	checkBatch(t, bought, "purchased", 10, map[string]float64{"postage_purchased": 1, "postage_purchase_failed": 2, "creation_failed": 7})
	failed := ask(t, h, "GET", "/v2/shipments/"+bought.get("shipments", 8, "id").(string), "")
	if failed.text("batch_status") != "postage_purchase_failed" || failed.text("batch_message") != "Unable to buy postage: no carrier offers the service for this shipment." || failed.get("postage_label") != nil {
		t.Errorf("%s", failed.body)
	}
}

// A batch whose items all fail has failed itself, and may be bought again.
func TestContractBatchFailsWhole(t *testing.T) {
	h := instant(Options{})
	hopeless := ask(t, h, "POST", "/v2/batches", `{"batch":{"shipments":["shp_1"]}}`).text("id")
	checkBatch(t, ask(t, h, "GET", "/v2/batches/"+hopeless, ""), "creation_failed", 1, map[string]float64{"creation_failed": 1})
	heavy := ask(t, h, "POST", "/v2/shipments", strings.Replace(recordedShipment, `15.4`, `99999`, 1)).text("id")
	path := "/v2/batches/" + ask(t, h, "POST", "/v2/batches", `{"batch":{"shipments":["`+heavy+`"]}}`).text("id")
	for _, state := range []string{"created", "purchase_failed"} {
		buying := ask(t, h, "POST", path+"/buy", `{}`)
		checkBatch(t, buying, state, 1, map[string]float64{"created": 1})
		if got := buying.get("shipments", 0, "batch_status"); got != "queued_for_purchase" {
			t.Errorf("the item is %v", got)
		}
		checkBatch(t, ask(t, h, "GET", path, ""), "purchase_failed", 1, map[string]float64{"postage_purchase_failed": 1})
	}
}

func TestContractBatchOfBoughtShipments(t *testing.T) {
	h := instant(Options{})
	bought := buy(t, h, newShipment(t, h), 0)
	path := "/v2/batches/" + ask(t, h, "POST", "/v2/batches", `{"batch":{"shipments":["`+bought.text("id")+`"]}}`).text("id")
	checkBatch(t, ask(t, h, "GET", path, ""), "created", 1, map[string]float64{"postage_purchased": 1})
	checkBatch(t, ask(t, h, "POST", path+"/buy", ``), "created", 1, map[string]float64{"postage_purchased": 1})
	checkBatch(t, ask(t, h, "GET", path, ""), "purchased", 1, map[string]float64{"postage_purchased": 1})
	if again := ask(t, h, "GET", "/v2/shipments/"+bought.text("id"), ""); again.text("tracking_code") != bought.text("tracking_code") {
		t.Errorf("it was bought twice: %s", again.body)
	}
}

// Recorded: a batch of nothing is created at once, and one that loses all its bought shipments is left as purchased. It
// can be filled again.
func TestContractBatchOfNothing(t *testing.T) {
	h := instant(Options{})
	made := ask(t, h, "POST", "/v2/batches", `{"batch":{}}`)
	checkBatch(t, made, "created", 0, map[string]float64{})
	path := "/v2/batches/" + made.text("id")
	body := `{"shipments":["` + buy(t, h, newShipment(t, h), 0).text("id") + `"]}`
	for range 2 {
		checkBatch(t, ask(t, h, "POST", path+"/add_shipments", body), "created", 1, map[string]float64{"postage_purchased": 1})
		checkBatch(t, ask(t, h, "POST", path+"/remove_shipments", body), "purchased", 0, map[string]float64{})
	}
}

func TestContractBatchErrors(t *testing.T) {
	many := `["x"` + strings.Repeat(`,"x"`, 1000) + `]`
	for name, c := range map[string]struct {
		call, body string
		status     int
		code       string
	}{
		"none":                  {"/batches/batch_1/buy", ``, 404, "NOT_FOUND"},
		"add to none":           {"/batches/batch_1/add_shipments", `{"shipments":["x"]}`, 404, "NOT_FOUND"},
		"malformed":             {"/batches/BATCH/add_shipments", `{"shipments":`, 400, "BAD_REQUEST"},
		"buying an empty one":   {"/batches/EMPTY/buy", ``, 422, "BATCH.STATE.INVALID"},
		"buying it twice":       {"/batches/DONE/buy", ``, 422, "BATCH.STATE.INVALID"},
		"adding to a bought":    {"/batches/DONE/add_shipments", `{"shipments":["x"]}`, 422, "BATCH.STATE.INVALID"},
		"removing from bought":  {"/batches/DONE/remove_shipments", `{"shipments":["x"]}`, 422, "BATCH.STATE.INVALID"},
		"buying what failed":    {"/batches/FAILED/buy", ``, 422, "BATCH.STATE.INVALID"},
		"removing a stranger":   {"/batches/BATCH/remove_shipments", `{"shipments":["x"]}`, 404, "NOT_FOUND"},
		"removing no id":        {"/batches/BATCH/remove_shipments", `{"shipments":[{}]}`, 404, "NOT_FOUND"},
		"too many":              {"/batches", `{"batch":{"shipments":` + many + `}}`, 422, "PARAMETER.INVALID"},
		"too many added":        {"/batches/BATCH/add_shipments", `{"shipments":` + strings.Replace(many, `,"x"`, ``, 1) + `}`, 422, "PARAMETER.INVALID"},
		"reference is no text":  {"/batches", `{"batch":{"reference":{}}}`, 422, "PARAMETER.INVALID"},
		"null for the batch":    {"/batches", `{"batch":null}`, 422, "PARAMETER.REQUIRED"},
		"shipments are no list": {"/batches/BATCH/add_shipments", `{"shipments":7}`, 422, "PARAMETER.REQUIRED"},
	} {
		h := instant(Options{})
		k := populate(t, h)
		batchOf := func(body string) string { return ask(t, h, "POST", "/v2/batches", body).text("id") }
		done := batchOf(`{"batch":{"shipments":["` + newShipment(t, h).text("id") + `"]}}`)
		ask(t, h, "POST", "/v2/batches/"+done+"/buy", "")
		path := strings.NewReplacer("EMPTY", batchOf(`{"batch":{}}`), "DONE", done, "FAILED", batchOf(`{"batch":{"shipments":["x"]}}`)).Replace(c.call)
		got := ask(t, h, "POST", k.fill("/v2"+path), c.body)
		if got.status != c.status || got.text("error", "code") != c.code {
			t.Errorf("%s: %d %s, want %d %s", name, got.status, got.body, c.status, c.code)
		}
	}
}

// A batch may have whole shipments with all their rates, as clients send them.
func TestBatchOfManyWholeShipments(t *testing.T) {
	h := instant(Options{})
	whole := make([]string, 300)
	for i := range whole {
		whole[i] = newShipment(t, h).body
	}
	body := `{"batch":{"shipments":[` + strings.Join(whole, ",") + `]}}`
	if len(body) <= wire.LargestBody {
		t.Fatalf("%d bytes prove nothing", len(body))
	}
	path := "/v2/batches/" + ask(t, h, "POST", "/v2/batches", body).text("id")
	checkBatch(t, ask(t, h, "GET", path, ""), "created", 300, map[string]float64{"created": 300})
	emptied := ask(t, h, "POST", path+"/remove_shipments", `{"shipments":[`+strings.Join(whole, ",")+`]}`)
	checkBatch(t, emptied, "created", 0, map[string]float64{})
	if got := ask(t, h, "POST", path+"/add_shipments", strings.Repeat(" ", wire.LargestBatch+1)); got.status != 413 {
		t.Errorf("%d %s", got.status, got.body)
	}
}

// A refused removal removes nothing.
func TestBatchRemovesAllOrNothing(t *testing.T) {
	h := instant(Options{})
	k := populate(t, h)
	before := ask(t, h, "GET", "/v2/batches/"+k.batch, "")
	member := before.get("shipments", 0, "id").(string)
	ask(t, h, "POST", "/v2/batches/"+k.batch+"/remove_shipments", `{"shipments":["`+member+`","x"]}`)
	if after := ask(t, h, "GET", "/v2/batches/"+k.batch, ""); after.body != before.body {
		t.Errorf("%s", after.body)
	}
	if got := ask(t, h, "GET", "/v2/shipments/"+member, ""); got.text("batch_id") != k.batch {
		t.Errorf("%s", got.body)
	}
}

// A shipment whose batch has left the ring may join another one.
func TestBatchesLeave(t *testing.T) {
	h := instant(Options{MaxObjects: 2})
	one := newShipment(t, h).text("id")
	first := ask(t, h, "POST", "/v2/batches", `{"batch":{"shipments":["`+one+`"]}}`).text("id")
	for range 2 {
		ask(t, h, "POST", "/v2/batches", `{"batch":{}}`)
	}
	if got := ask(t, h, "GET", "/v2/batches/"+first, ""); got.status != 404 {
		t.Errorf("%d", got.status)
	}
	path := "/v2/batches/" + ask(t, h, "POST", "/v2/batches", `{"batch":{"shipments":["`+one+`"]}}`).text("id")
	checkBatch(t, ask(t, h, "GET", path, ""), "created", 1, map[string]float64{"created": 1})
}

// Batches, and single purchases of what is in them, at once: everything is bought once.
func TestBatchAgainstSinglePurchases(t *testing.T) {
	h := instant(Options{})
	var shipments []reply
	var ids []string
	for range 20 {
		made := newShipment(t, h)
		shipments, ids = append(shipments, made), append(ids, `"`+made.text("id")+`"`)
	}
	path := "/v2/batches/" + ask(t, h, "POST", "/v2/batches", `{"batch":{"shipments":[`+strings.Join(ids, ",")+`]}}`).text("id")
	var group sync.WaitGroup
	group.Go(func() { ask(t, h, "POST", path+"/buy", "") })
	for _, made := range shipments {
		group.Go(func() {
			ask(t, h, "POST", "/v2/shipments/"+made.text("id")+"/buy", `{"rate":{"id":"`+made.get("rates", 0, "id").(string)+`"}}`)
		})
	}
	group.Wait()
	checkBatch(t, ask(t, h, "GET", path, ""), "purchased", 20, map[string]float64{"postage_purchased": 20})
	if trackers, _ := ask(t, h, "GET", "/v2/trackers?page_size=100", "").list("trackers"); len(trackers) != 20 {
		t.Errorf("%d trackers for 20 purchases", len(trackers))
	}
}
