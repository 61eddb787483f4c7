package shipping

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

func TestParseCountryAccepts(t *testing.T) {
	for text, want := range map[string]string{
		"": "US", "  ": "US", "US": "US", "us": "US", " De ": "DE", "UK": "GB", "uk": "GB", "GB": "GB",
		"England": "GB", "scotland": "GB", "WALES": "GB", "Northern Ireland": "GB", "United Kingdom": "GB",
		"USA": "US", "usa": "US", "United States of America": "US", "United  States": "US", "United States": "US",
		"South Korea": "KR", "Korea": "KR", "Republic of Korea": "KR", "North Korea": "KP", "UAE": "AE", "The Netherlands": "NL", "Netherlands": "NL",
		"Norway": "NO", "japan": "JP", "Côte d'Ivoire": "CI", "CÔTE D'IVOIRE": "CI", "Ivory Coast": "CI", "Türkiye": "TR", "Hong Kong": "HK",
		"Iran": "IR", "Iran (Islamic Republic of)": "IR", "Viet Nam": "VN", "Åland Islands": "AX", "åland islands": "AX", "Georgia": "GE",
		"Eswatini": "SZ", "Swaziland": "SZ", "Czech Republic": "CZ", "Niger": "NE", "Nigeria": "NG",
	} {
		if got, err := ParseCountry(text); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
}

func TestParseCountryRefuses(t *testing.T) {
	for text, problem := range map[string]string{
		"XX": problemUnknownCode, "ZZ": problemUnknownCode, "EU": problemUnknownCode, "XK": problemUnknownCode, "AN": problemUnknownCode,
		"YU": problemUnknownCode, "SU": problemUnknownCode, "en": problemUnknownCode,
		"U": problemUnknownCountry, "U1": problemUnknownCountry, "Norw": problemUnknownCountry, "Norway!": problemUnknownCountry,
		"New Norway": problemUnknownCountry, "Atlantis": problemUnknownCountry, "GBR": problemUnknownCountry, "Yugoslavia": problemUnknownCountry,
		"90001": problemUnknownCountry, "\xff": problemUnknownCountry, strings.Repeat("Norway", 100): problemUnknownCountry,
	} {
		_, err := ParseCountry(text)
		want := ParseError{Column: NoColumn, Field: "country", Text: text, Problem: problem, Want: wantCountry}
		if failure, ok := err.(*ParseError); !ok || *failure != want {
			t.Errorf("%q: %v; want %s", text, err, problem)
		}
	}
}

// TestCountriesAreISO compares the table with a second library, which has its own source (Unicode's CLDR).
func TestCountriesAreISO(t *testing.T) {
	found := 0
	names := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			alpha2 := string(a) + string(b)
			got, err := ParseCountry(alpha2)
			if alpha2 == "UK" {
				continue
			}
			region, unknown := language.ParseRegion(alpha2)
			if err != nil {
				continue
			}
			found++
			name := ""
			if unknown == nil && region.IsCountry() {
				name = names.Name(region)
			}
			if byName, err := ParseCountry(name); got != alpha2 || name == "" || err != nil || byName != alpha2 {
				t.Errorf("%s: parsed as %q; CLDR calls it %q, parsed as %q (%v)", alpha2, got, name, byName, err)
			}
		}
	}
	if found != 249 { // ISO 3166-1 since South Sudan joined in 2011
		t.Errorf("%d codes, want 249", found)
	}
}

func TestCountryNamesAreUsable(t *testing.T) {
	table := countryTable()
	for name, alpha2 := range table.names {
		if name == "" || len(name) < 3 {
			t.Errorf("%s has the name %q", alpha2, name)
		}
		if got, err := ParseCountry(strings.ToUpper(name)); err != nil || got != alpha2 {
			t.Errorf("%q: %q, %v; want %s", name, got, err, alpha2)
		}
	}
	for alpha2, aliases := range countryAliases {
		for _, alias := range aliases {
			if got, err := ParseCountry(alias); err != nil || got != alpha2 {
				t.Errorf("%q: %q, %v; want %s", alias, got, err, alpha2)
			}
		}
	}
	for _, alpha2 := range strings.Fields("AE HK QA ZW CI") {
		if postalCodeOf(alpha2) != nil {
			t.Errorf("%s has postal codes", alpha2)
		}
	}
	for _, alpha2 := range strings.Fields("US PH NO GB JP DE CA AU BR KR IE NG ZA IN") {
		if postalCodeOf(alpha2) == nil {
			t.Errorf("%s has no postal codes", alpha2)
		}
	}
}

// A name in another language means one country, and no other one in English.
func TestForeignCountriesAreNoOthers(t *testing.T) {
	seen := map[string]string{}
	for code, names := range foreignCountries {
		for _, name := range names {
			if other, twice := seen[name]; twice {
				t.Errorf("%s is %s and %s", name, code, other)
			}
			seen[name] = code
			if got, err := ParseCountry(name); err != nil || got != code {
				t.Errorf("%s is %s, %v: want %s", name, got, err, code)
			}
			for english, aliases := range countryAliases {
				for _, alias := range aliases {
					if english != code && alias == name {
						t.Errorf("%s is %s in English", name, english)
					}
				}
			}
		}
	}
}
