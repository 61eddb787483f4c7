package rating

import (
	"strings"
	"testing"
)

func TestTrackingCodesOfCarriers(t *testing.T) {
	for c, want := range map[Carrier]string{
		USPS: "9400100110361", UPS: "1ZE6A48503", FedEx: "79", DHL: "1",
	} {
		length := map[Carrier]int{USPS: 22, UPS: 18, FedEx: 12, DHL: 10}[c]
		met := map[string]bool{}
		for serial := range uint64(1000) {
			code := string(c.AppendTrackingCode(nil, serial))
			if len(code) != length || !strings.HasPrefix(code, want[:min(len(want), 2)]) || met[code] {
				t.Fatalf("%s: %q for %d", c, code, serial)
			}
			met[code] = true
			if c == USPS && checkOfUSPS(code[:21]) != code[21] {
				t.Fatalf("the check digit of %s", code)
			}
		}
	}
	if got := checkOfUSPS("940010011036807037225"); got != '3' {
		t.Errorf("check digit %c of the recorded USPS code", got)
	}
}

// checkOfUSPS is the check digit by its rule, counted from the right: three times every other digit.
func checkOfUSPS(digits string) byte {
	sum := 0
	for i := range digits {
		weight := 1
		if (len(digits)-i)%2 == 1 {
			weight = 3
		}
		sum += weight * int(digits[i]-'0')
	}
	return byte('0' + (10-sum%10)%10)
}
