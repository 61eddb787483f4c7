package easypost

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"ep-benchmark/workloads/shipping"
)

// sentShipment is the request body as the API reads it.
type sentShipment struct {
	Shipment struct {
		Reference *string    `json:"reference"`
		To        sentParty  `json:"to_address"`
		From      sentParty  `json:"from_address"`
		Parcel    sentParcel `json:"parcel"`
	} `json:"shipment"`
}

type sentParty struct {
	Name    string  `json:"name"`
	Street1 string  `json:"street1"`
	Street2 *string `json:"street2"`
	City    string  `json:"city"`
	State   string  `json:"state"`
	Zip     string  `json:"zip"`
	Country string  `json:"country"`
	Phone   string  `json:"phone"`
	Email   string  `json:"email"`
}

type sentParcel struct {
	Length *float64 `json:"length"`
	Width  *float64 `json:"width"`
	Height *float64 `json:"height"`
	Weight *float64 `json:"weight"`
}

// expectedBody builds in another way the body that the encoder has to send.
func expectedBody(s *shipping.Shipment) (body sentShipment) {
	body.Shipment.Reference = optional(s.References[0])
	body.Shipment.To = expectedParty(&s.Recipient)
	body.Shipment.From = sentParty{State: utf8Of(s.Origin), Country: "US"}
	if s.HasSender {
		body.Shipment.From = expectedParty(&s.Sender)
	}
	body.Shipment.Parcel = sentParcel{
		finite(s.Dimensions.Length), finite(s.Dimensions.Width), finite(s.Dimensions.Height), finite(s.Weight),
	}
	return body
}

func expectedParty(p *shipping.Party) sentParty {
	return sentParty{
		Name: utf8Of(p.FullName()), Street1: utf8Of(p.Street1), Street2: optional(p.Street2),
		City: utf8Of(p.City), State: utf8Of(p.State), Zip: utf8Of(p.PostalCode), Country: utf8Of(p.Country),
		Phone: utf8Of(p.Phone), Email: utf8Of(p.Email),
	}
}

// utf8Of has U+FFFD for each byte that is not UTF-8.
func utf8Of(text string) string { return string([]rune(text)) }

func optional(text string) *string {
	if text == "" {
		return nil
	}
	text = utf8Of(text)
	return &text
}

func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// checkBody reads a body with encoding/json and compares it with the line.
func checkBody(t interface{ Fatalf(string, ...any) }, body []byte, s *shipping.Shipment) {
	var got sentShipment
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatalf("%q is no JSON: %v", body, err)
	}
	if diff := cmp.Diff(expectedBody(s), got); diff != "" {
		t.Fatalf("read back (-want +got):\n%s", diff)
	}
}

func TestEncodeSample(t *testing.T) {
	var e encoder
	for _, s := range sampleShipments(t) {
		checkBody(t, e.shipment(&s), &s)
	}
}

// A name of which the first or the last part is missing has no space at its
// edge.
func TestEncodedNames(t *testing.T) {
	for name, p := range map[string]shipping.Party{
		"Ada Byron":       {FirstName: "Ada", LastName: "Byron"},
		"Ada":             {FirstName: "Ada"},
		"Byron":           {LastName: "Byron"},
		"Ada, of Ockham":  {Name: "Ada, of Ockham", LastName: "x"},
		"":                {},
		"A\ufffd \ufffdB": {FirstName: "A\xff", LastName: "\xfeB"},
	} {
		var e encoder
		s := shipping.Shipment{Recipient: p}
		var got sentShipment
		if err := json.Unmarshal(e.shipment(&s), &got); err != nil || got.Shipment.To.Name != name {
			t.Errorf("%+v: %q, %v: expected %q", p, got.Shipment.To.Name, err, name)
		}
	}
}

func TestEncodeTracker(t *testing.T) {
	var e encoder
	for _, c := range []struct{ code, carrier, want string }{
		{"EZ1000000001", "", `{"tracker":{"tracking_code":"EZ1000000001"}}`},
		{"a\"b\\\n\x01", "UPS", `{"tracker":{"tracking_code":"a\"b\\\n\u0001","carrier":"UPS"}}`},
	} {
		if got := string(e.tracker(c.code, c.carrier)); got != c.want {
			t.Errorf("%s: expected %s", got, c.want)
		}
	}
}

// anyText is text with everything that JSON has to escape, and with bytes that
// are no UTF-8.
func anyText() *rapid.Generator[string] {
	return rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 12), func(b []byte) string { return string(b) }),
		rapid.SampledFrom([]string{"", "\u2028<&>", "\x00\x1f\x7f", "\"\\/", "a\xff\"", "\U0001f4e6", "\xed\xa0\x80"}))
}

func anyParty() *rapid.Generator[shipping.Party] {
	return rapid.Custom(func(t *rapid.T) shipping.Party {
		text := func(label string) string { return anyText().Draw(t, label) }
		return shipping.Party{
			Name: text("name"), FirstName: text("first"), LastName: text("last"), Street1: text("street1"), Street2: text("street2"),
			City: text("city"), State: text("state"), PostalCode: text("zip"), Country: text("country"), Phone: text("phone"), Email: text("email"),
		}
	})
}

func TestEncodedShipmentReadsBack(t *testing.T) {
	var e encoder
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 5e-324, math.MaxFloat64, 0.1}))
		s := shipping.Shipment{
			Origin: anyText().Draw(t, "origin"), Recipient: anyParty().Draw(t, "recipient"), Sender: anyParty().Draw(t, "sender"),
			HasSender: rapid.Bool().Draw(t, "has sender"), Weight: number.Draw(t, "weight"),
			Dimensions: shipping.Dimensions{Length: number.Draw(t, "length"), Width: number.Draw(t, "width"), Height: number.Draw(t, "height")},
		}
		s.References[0] = anyText().Draw(t, "reference")
		checkBody(t, e.shipment(&s), &s)
	})
}

func FuzzEncodeShipment(f *testing.F) {
	f.Add("Ada", "Byron", "123 Main St", "Los Angeles", "90001", "CA", "ref", 12.5, 24.0, true)
	f.Add("", "Ærø\u2028", "\"\\\x00", "\xff\xfe", "<&>", "\U0001f4e6", "", 5e-324, math.NaN(), false)
	f.Fuzz(func(t *testing.T, first, last, street, city, zip, state, reference string, length, weight float64, sender bool) {
		party := shipping.Party{FirstName: first, LastName: last, Street1: street, Street2: last, City: city, PostalCode: zip, State: state}
		s := shipping.Shipment{
			References: [3]string{reference}, Origin: state, Recipient: party, HasSender: sender, Weight: weight,
			Sender:     shipping.Party{Name: street, Street1: first, City: zip},
			Dimensions: shipping.Dimensions{Length: length, Width: -length, Height: weight * length},
		}
		var e encoder
		checkBody(t, e.shipment(&s), &s)
		again := string(e.shipment(&s))
		if fresh := string(new(encoder).shipment(&s)); again != fresh {
			t.Fatalf("a used encoder gives %s, a new one %s", again, fresh)
		}
	})
}

func TestEncodingDoesNotAllocate(t *testing.T) {
	lines := sampleShipments(t)
	var e encoder
	all := func() {
		for i := range lines {
			e.shipment(&lines[i])
		}
	}
	all()
	if n := testing.AllocsPerRun(10, all); n != 0 {
		t.Errorf("%v allocations for %d lines", n, len(lines))
	}
}
