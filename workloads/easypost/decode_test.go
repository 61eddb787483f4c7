package easypost

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"net/http/httptest"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-faster/jx"
	"pgregory.net/rapid"

	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/latency"
)

// answers are the simulator's answers to a path and some bodies.
func answers(tb testing.TB, path string, bodies ...[]byte) [][]byte {
	tb.Helper()
	handler := simulator.New(simulator.Options{Seed: 1, Latency: latency.None}).Handler()
	var all [][]byte
	for _, body := range bodies {
		request := httptest.NewRequest("POST", path, strings.NewReader(string(body)))
		request.SetBasicAuth(testKey, "")
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, request)
		if recorder.Code != 201 {
			tb.Fatalf("%s: %d %s", path, recorder.Code, recorder.Body)
		}
		all = append(all, recorder.Body.Bytes())
	}
	return all
}

func shipmentAnswers(tb testing.TB) [][]byte {
	tb.Helper()
	var bodies [][]byte
	for _, line := range sampleShipments(tb) {
		bodies = append(bodies, new(encoder).shipment(&line))
	}
	return answers(tb, "/v2/shipments", bodies...)
}

func trackerAnswers(tb testing.TB) [][]byte {
	tb.Helper()
	var bodies [][]byte
	for _, code := range TestCodes {
		bodies = append(bodies, new(encoder).tracker(code.Code, ""))
	}
	return answers(tb, "/v2/trackers", bodies...)
}

func TestDecodeAnswers(t *testing.T) {
	for i, body := range shipmentAnswers(t) {
		if i%10 == 0 { // the reference is slow
			checkShipment(t, body)
		}
		var s Shipment
		if err := decodedWhole(body, &s); err != nil || len(s.Rates)+s.Messages == 0 || s.Parcel.Weight == 0 || s.To.Street1 == "" {
			t.Fatalf("%s: %+v, %v", body, s, err)
		}
	}
	for _, body := range trackerAnswers(t) {
		checkTracker(t, body)
	}
}

// testSecret finds the test key.
var testSecret = NewSecret(testKey)

// decodedWhole decodes a body that is in memory.
func decodedWhole(body []byte, into content) error {
	return (&decoder{secret: testSecret}).whole(body, into)
}

// decodedInPieces decodes a body that arrives in pieces of the given size.
func decodedInPieces(body []byte, size int, into content) error {
	return decodedInPiecesFor(testSecret, body, size, into)
}

func decodedInPiecesFor(secret *Secret, body []byte, size int, into content) error {
	from := &stream{from: bytes.NewReader(body), secret: secret}
	from.limited()
	d := &decoder{json: jx.Decode(from, size), stream: from, secret: secret}
	err := d.settled(into.decode(d))
	switch {
	case from.err != nil:
		return from.err
	case from.shows:
		return errKeyShown
	}
	return err
}

// inPieces checks that a body has the same result in pieces of any size.
func inPieces(t *testing.T, body []byte, want, got content, wantErr error) {
	t.Helper()
	if len(body) > longestValue {
		return // it may have a value that is too long for a body in pieces
	}
	err := decodedInPieces(body, 7, got)
	if (err == nil) != (wantErr == nil) || err == nil && !reflect.DeepEqual(got, want) {
		t.Fatalf("%q:\n%+v, %v: in pieces\n%+v, %v", body, want, wantErr, got, err)
	}
}

// checkShipment compares the decoder with encoding/json: both refuse the same
// bodies, and decode the others to the same values.
func checkShipment(t *testing.T, body []byte) {
	t.Helper()
	var got Shipment
	err := decodedWhole(body, &got)
	if errors.Is(err, errTooDeep) {
		return // encoding/json goes deeper
	}
	inPieces(t, body, &got, new(Shipment), err)
	want, wantErr := referenceShipment(body)
	agree(t, body, got, want, err, wantErr)
}

func checkTracker(t *testing.T, body []byte) {
	t.Helper()
	var got Tracker
	err := decodedWhole(body, &got)
	if errors.Is(err, errTooDeep) {
		return // encoding/json goes deeper
	}
	inPieces(t, body, &got, new(Tracker), err)
	want, wantErr := referenceTracker(body)
	agree(t, body, got, want, err, wantErr)
}

func agree(t *testing.T, body []byte, got, want any, err, wantErr error) {
	t.Helper()
	if !utf8.Valid(body) || strings.Contains(strings.ToLower(string(body)), `\ud`) {
		return // decoders may differ on invalid bytes and halves of surrogate pairs
	}
	if (err == nil) != (wantErr == nil) {
		t.Fatalf("%q: error %v, encoding/json has %v", body, err, wantErr)
	}
	if err == nil && !reflect.DeepEqual(got, want) {
		t.Fatalf("%q:\n%+v, encoding/json has\n%+v", body, got, want)
	}
}

// Unusual documents that are valid.
var oddShipments = []string{
	`{}`, `null`, ` { "id" : "shp_1" } `, `{"id":null,"to_address":null,"parcel":null,"rates":null,"messages":null}`,
	`{"\u0069d":"a\u00e9\n\ud83d\udce6","ID":"other","Id":7}`, `{"id":"a","id":"b"}`, `{"id":"a","id":null}`,
	`{"to_address":{"zip":"1","city":"x"},"to_address":{"zip":"2"}}`, `{"parcel":{"weight":1e2,"length":-0.0,"width":1E-7}}`,
	`{"parcel":{"weight":12345678901.123456,"length":9007199254740993.5,"width":0.1234567890123456789,"height":123456789012345678901234567890}}`,
	`{"rates":[],"rates":[{"rate":"6.90"},null,{"delivery_days":null,"rate":null}]}`, `{"rates":[{"delivery_days":3},{"delivery_days":-0}]}`,
	`{"messages":[1,"x",[{}]],"messages":[null]}`, `{"rates":[{"rate":"0.01000"},{"rate":"5."},{"rate":".5"}]}`,
}

// Invalid documents and texts.
var brokenShipments = []string{
	``, ` `, `{`, `}`, `[]`, `"x"`, `1`, `true`, `{"id"}`, `{"id":}`, `{"id":"a",}`, `{,}`, `{"id":"a"}x`, `{}{}`, `{}{"":`, `{}{""`, `{}{`, `{}[`, `{}"`, `{}-`, `{}t`, `null{`, `{}:`, `{},`, `{} 1`, `{"id":"a`, `{"id":"\x"}`,
	"{\"id\":\"a\nb\"}", `{"id":7}`, `{"id":{}}`, `{"to_address":[]}`, `{"parcel":"x"}`, `{"parcel":{"weight":"1"}}`, `{"parcel":{"weight":1e999}}`,
	`{"parcel":{"weight":01}}`, `{"parcel":{"weight":1.}}`, `{"parcel":{"weight":.5}}`, `{"parcel":{"weight":+1}}`, `{"parcel":{"weight":-}}`,
	`{"parcel":{"weight":0x1}}`, `{"parcel":{"weight":1_000}}`, `{"parcel":{"weight":NaN}}`, `{"parcel":{"weight":true}}`,
	`{"rates":{}}`, `{"rates":[1]}`, `{"rates":[{"rate":6.9}]}`, `{"rates":[{"rate":""}]}`, `{"rates":[{"rate":"-1"}]}`, `{"rates":[{"rate":"1e2"}]}`,
	`{"rates":[{"delivery_days":1.5}]}`, `{"rates":[{"delivery_days":1e2}]}`, `{"rates":[{"delivery_days":99999999999999999999}]}`,
	`{"messages":{}}`, `{"x":tru}`, `{"x":nul}`, `{"x":[1,]}`, `{"x":{"y":1,}}`, `{"x":"\ug000"}`, `{"x":1 2}`,
}

func TestDecodeOddShipments(t *testing.T) {
	for _, document := range oddShipments {
		checkShipment(t, []byte(document))
		if err := decodedWhole([]byte(document), new(Shipment)); err != nil {
			t.Errorf("%s: %v", document, err)
		}
	}
	for _, text := range brokenShipments {
		checkShipment(t, []byte(text))
		if err := decodedWhole([]byte(text), new(Shipment)); err == nil {
			t.Errorf("%s: no error", text)
		}
	}
}

// Nesting up to the limit is passed over. Deeper nesting is refused and not
// recursed into, in successes and in errors.
func TestDepth(t *testing.T) {
	for depth, right := range map[int]bool{1: true, deepest - 1: true, deepest: false, 9_000: false, 4_000_000: false} {
		array := strings.Repeat("[", depth) + strings.Repeat("]", depth)
		object := strings.Repeat(`{"[":`, depth) + "1" + strings.Repeat("}", depth)
		for _, nest := range []string{array, object} {
			body := []byte(`{"x":` + nest + `}`)
			for how, err := range map[string]error{"whole": decodedWhole(body, new(Shipment)), "in pieces": decodedInPieces(body, 100, new(Shipment))} {
				if right != (err == nil) || !right && !errors.Is(err, errTooDeep) {
					t.Errorf("depth %d, %s: %.200v", depth, how, err)
				}
			}
			inside := `{"x":` + nest + `,"error":{"code":"A.B","message":"m"}}`
			if code, _, err := decodeError([]byte(inside)); right != (err == nil && code == "A.B") {
				t.Errorf("depth %d of an error: code %q, %v", depth, code, err)
			}
		}
	}
	many := `{"x":[` + strings.Repeat(`{"a":"[[{\"{"},`, 1000) + `{}]}`
	for _, err := range []error{decodedWhole([]byte(many), new(Shipment)), decodedInPieces([]byte(many), 5, new(Shipment))} {
		if err != nil {
			t.Errorf("many objects beside each other, with brackets in texts: %v", err)
		}
	}
}

// A number is decoded exactly, to the last bit.
func TestNumbersAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64().Draw(t, "x")
		places := rapid.IntRange(-1, 20).Draw(t, "places")
		text := strconv.FormatFloat(x, rapid.SampledFrom([]byte{'f', 'e'}).Draw(t, "form"), places, 64)
		want, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Skip("rounded out of range")
		}
		var s Shipment
		if err := decodedWhole([]byte(`{"parcel":{"weight":`+text+`}}`), &s); err != nil || s.Parcel.Weight != want {
			t.Fatalf("%s: %v, %v", text, s.Parcel.Weight, err)
		}
	})
}

// Decoding a real answer with a few changed bytes never panics. If it is still
// a document, encoding/json decodes it to the same values.
func TestDamagedAnswers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	body := shipmentAnswers(t)[0]
	for range 500 {
		damaged := []byte(string(body))
		for range 1 + random.IntN(3) {
			damaged[random.IntN(len(damaged))] = `{}[]",:0n\ x`[random.IntN(12)]
		}
		checkShipment(t, damaged[:len(damaged)-random.IntN(2)*random.IntN(len(damaged))])
	}
}

func FuzzDecodeShipment(f *testing.F) {
	for _, text := range append(append([]string{}, oddShipments...), brokenShipments...) {
		f.Add([]byte(text))
	}
	f.Fuzz(checkShipment)
}

func FuzzDecodeTracker(f *testing.F) {
	// Whole answers are left to other tests, because the fuzzing engine tries to
	// shrink each input that it finds, with as many inputs as the square of its
	// length.
	for _, text := range []string{
		`{"id":"trk_1","object":"Tracker","tracking_code":"EZ1","status":"unknown","signed_by":"x","carrier":"USPS","tracking_details":[{"a":1}]}`, `{}`, `null`, `{"tracking_details":[{},null,1]}`, `{"tracking_details":{}}`, `{"id":1}`, `{"signed_by":null}`, `{"id":"x"}}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(checkTracker)
}

// FuzzDecodeError holds that an error body, whatever is in it, gives an error
// of bounded length.
func FuzzDecodeError(f *testing.F) {
	for _, text := range []string{easypostError, ``, `<html>`, `{"error":null}`, `{"error":{"code":1}}`, `{"error":{"code":"A"`, "\xff"} {
		f.Add(422, []byte(text))
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		err := errorOf(head{status: status}, body, &attempts{}, testSecret)
		if text := err.Error(); len(text) > 600 || strings.Contains(text, testKey) || !utf8.ValidString(text) {
			t.Fatalf("%q", text)
		}
		if kind := kindOf(err); strings.ContainsFunc(kind, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Fatalf("kind %q", kind)
		}
	})
}

// The simulator, and thereby the API, knows all test codes.
func TestTestCodes(t *testing.T) {
	for i, body := range trackerAnswers(t) {
		var tracker Tracker
		if err := decodedWhole(body, &tracker); err != nil {
			t.Fatal(err)
		}
		if err := tracker.check(TestCodes[i]); err != nil {
			t.Error(err)
		}
		if !json.Valid(body) {
			t.Errorf("%s", body)
		}
	}
}
