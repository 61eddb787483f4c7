package simulator

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"ep-benchmark/workloads/simulator/latency"
)

const (
	testKey       = "EZTKsimulatortest"
	productionKey = "EZAKsimulatortest"
)

var noon = time.Date(2024, 7, 29, 18, 9, 36, 0, time.UTC)

// reply is an answer that has been checked for what every answer must have.
type reply struct {
	status int
	header http.Header
	body   string
	fields map[string]any
}

func instantNow() time.Time { return noon }

// instant makes a simulator without delays on a clock that stands still.
func instant(o Options) http.Handler {
	o.Latency = latency.None
	if o.Now == nil {
		o.Now = instantNow
	}
	return New(o).Handler()
}

func ask(tb testing.TB, h http.Handler, method, path, body string) reply {
	tb.Helper()
	return askAs(tb, h, testKey, method, path, body)
}

func askAs(tb testing.TB, h http.Handler, key, method, path, body string) reply {
	tb.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.SetBasicAuth(key, "")
	return send(tb, h, r)
}

var requestID = regexp.MustCompile(`^[0-9a-f]{32}$`)

func send(tb testing.TB, h http.Handler, r *http.Request) reply {
	tb.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	got := reply{status: w.Code, header: w.Header(), body: w.Body.String()}
	if err := json.Unmarshal(got.object(), &got.fields); err != nil {
		tb.Fatalf("%s %s: the answer %q is no JSON object: %v", r.Method, r.URL, got.body, err)
	}
	if !bytes.Equal(w.Body.Bytes(), bytes.ToValidUTF8(w.Body.Bytes(), nil)) {
		tb.Fatalf("%s %s: the answer is no UTF-8", r.Method, r.URL)
	}
	if kind := got.header.Get("Content-Type"); kind != "application/json; charset=utf-8" {
		tb.Errorf("%s %s: content type %q", r.Method, r.URL, kind)
	}
	if id := got.header.Get("X-Ep-Request-Uuid"); !requestID.MatchString(id) {
		tb.Errorf("%s %s: request id %q", r.Method, r.URL, id)
	}
	if length := got.header.Get("Content-Length"); length != strconv.Itoa(len(got.body)) {
		tb.Errorf("%s %s: content length %s of %d", r.Method, r.URL, length, len(got.body))
	}
	return got
}

// object is the answer as a JSON object: a list without a name, which few endpoints answer with, is called list.
func (r reply) object() []byte {
	if strings.HasPrefix(r.body, "[") {
		return []byte(`{"list":` + r.body + `}`)
	}
	return []byte(r.body)
}

// text reads a string from the answer by the keys that lead to it.
func (r reply) text(keys ...string) string {
	var value any = r.fields
	for _, key := range keys {
		object, ok := value.(map[string]any)
		if !ok {
			return ""
		}
		value = object[key]
	}
	text, _ := value.(string)
	return text
}

// list reads the ids of a listed collection.
func (r reply) list(name string) (ids []string, more bool) {
	objects, _ := r.fields[name].([]any)
	for _, object := range objects {
		ids = append(ids, object.(map[string]any)["id"].(string))
	}
	more, _ = r.fields["has_more"].(bool)
	return ids, more
}

var anyID = regexp.MustCompile(`\b(adr|prcl|shp|rate|trk|ca|batch|pl|cstinfo|cstitem|hook|evt|payload|pickup|pickuprate|clm|sf|es|ins|order|rfnd|form|user|shprep|trkrep)_[0-9a-f]{32}\b`)

// numbered replaces each id by its prefix and a number in the order of first appearance.
func numbered(text string) string {
	seen := map[string]string{}
	count := map[string]int{}
	return anyID.ReplaceAllStringFunc(text, func(id string) string {
		if _, ok := seen[id]; !ok {
			prefix, _, _ := strings.Cut(id, "_")
			count[prefix]++
			seen[id] = prefix + "_" + strconv.Itoa(count[prefix])
		}
		return seen[id]
	})
}
