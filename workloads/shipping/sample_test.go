package shipping

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write sample.tsv anew")

const sampleLines = 400

// TestSampleIsWhatItsGeneratorMakes checks that sample.tsv is what its generator, below, makes.
func TestSampleIsWhatItsGeneratorMakes(t *testing.T) {
	made := strings.Join(makeSample(), "\n") + "\n"
	if *update {
		if err := os.WriteFile("sample.tsv", []byte(made), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if made != sampleFile {
		t.Error("sample.tsv is not what the generator makes: run go generate")
	}
}

func TestSampleParsesAndIsVaried(t *testing.T) {
	lines := Sample()
	if len(lines) != sampleLines {
		t.Fatalf("%d lines", len(lines))
	}
	seen := map[string]int{}
	for i, line := range lines {
		var s Shipment
		if err := ParseLine(line, &s); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		seen[s.Recipient.Country]++
		count := func(what string, holds bool) {
			if holds {
				seen[what]++
			}
		}
		count("sender", s.HasSender)
		count("references", s.References[0] != "")
		count("three references", s.References[2] != "")
		count("no postal code", s.Recipient.PostalCode == "")
		count("HTS", strings.Contains(s.Contents, "HTS Code: "))
		count("plus", strings.HasPrefix(s.Recipient.Phone, "+"))
		count("accent", strings.ContainsAny(s.Recipient.LastName, "åøöüéãñ"))
		count("stray space", strings.Contains(line, " \t"))
		for _, email := range []string{s.Recipient.Email, s.Sender.Email} {
			_, domain, _ := strings.Cut(email, "@")
			if email != "" && !slices.Contains([]string{"example.com", "example.org", "example.net"}, domain) {
				t.Errorf("line %d: %q is at a real domain", i+1, email)
			}
		}
		if !strings.Contains(s.Recipient.Phone, "555-01") && !strings.Contains(s.Recipient.Phone, "555 01") {
			t.Errorf("line %d: %q is not plainly made up", i+1, s.Recipient.Phone)
		}
	}
	for _, what := range []string{
		"US", "PH", "NO", "GB", "JP", "DE", "CA", "AU", "BR", "KR", "AE", "HK", "sender", "references", "three references",
		"no postal code", "HTS", "plus", "accent", "stray space",
	} {
		if seen[what] < 5 {
			t.Errorf("%s: only %d times", what, seen[what])
		}
	}
	lines[0] = ""
	if Sample()[0] == "" {
		t.Error("the caller's slice is the package's")
	}
}

// A samplePlace is a country with invented streets in some of its towns. Each city is "city|state|postal code".
type samplePlace struct {
	spellings, phone     string
	first, last, streets []string
	cities               []string
	streetBeforeNumber   bool
}

func list(text string) []string { return strings.Split(text, ",") }

var samplePlaces = []samplePlace{
	{
		spellings: "US|us|United States|USA|", phone: "(ABC) 555-01##",
		first: list("Ada,Bo,Cleo,Dara,Upton,Fern,Gus,Hazel"), last: list("Byron,Upsala,Fairweather,Groups,Marlow,O'Hollow,Quill,Testwell"),
		streets: list("Main St,Sample Ave,Imaginary Blvd,N Placeholder Rd"),
		cities:  list("Los Angeles|CA|90001,Austin|TX|78701,Portland|ME|04101,New York|NY|10001-0001,Boise|ID|83702,San José|CA|95110"),
	},
	{
		spellings: "PH|Philippines|The Philippines", phone: "+63 2 555 01##",
		first: list("Maria Clara,José,Luningning"), last: list("de la Cruz-Halimbawa,Peñaranda,Ulapsky"),
		streets: list("Sampaguita St. Brgy. San Halimbawa,Mabini Ext."),
		cities:  list("Quezon City|Metro Manila|1100,Cebu City|Cebu|6000,Davao City|Davao del Sur|8000"),
	},
	{
		spellings: "NO|Norway|NORWAY", phone: "+47 555 01 ##", first: list("Åse,Bjørn,Ingrid"), last: list("Nordsjø,Fjellås,Øksetest"),
		streets: list("Eksempelveien,Prøvegata"), cities: list("Oslo||0150,Bergen|Vestland|5003,Tromsø|Troms|9008"), streetBeforeNumber: true,
	},
	{
		spellings: "GB|UK|England|Scotland|United Kingdom|Wales", phone: "+44 20 555 01##",
		first: list("Elspeth,Rhys,Una"), last: list("Samplethwaite,Penmade-Upham,McSpecimen"),
		streets: list("High Street,Example Mews"), cities: list("London||SW1A 1AA,Edinburgh|Midlothian|EH1 1AA,Cardiff||CF10 1AA"),
	},
	{
		spellings: "JP|Japan|japan", phone: "+81 3-555-01##", first: list("Hanako,Tarō,Mirai"), last: list("Mihon,Rei,Tameshi"),
		streets: list("Mihon-chō 1-chōme,架空町"), cities: list("Tokyo|Tokyo|100-0001,Ōsaka|Ōsaka|530-0001,札幌市|Hokkaidō|060-0001"), streetBeforeNumber: true,
	},
	{
		spellings: "DE|Germany|GERMANY", phone: "+49 30 555 01##", first: list("Jürgen,Käthe,Anna"), last: list("Müstermann,Beispiel,Größenfeld"),
		streets: list("Musterstraße,Beispielweg"), cities: list("Berlin||10115,München|Bayern|80331,Köln|NRW|50667"), streetBeforeNumber: true,
	},
	{
		spellings: "CA|Canada", phone: "+1 416-555-01##", first: list("Zoé,Liam,Noor"), last: list("Échantillon,Maplewood,Dhlamini"),
		streets: list("rue de l'Exemple,Placeholder Cres"), cities: list("Toronto|ON|M5V 2T6,Montréal|QC|H2Y 1C6,Vancouver|BC|V5K 0A1"),
	},
	{
		spellings: "AU|Australia", phone: "+61 2 555 01##", first: list("Matilda,Bruce,Kirra"), last: list("Example-Smythe,Billabong,Asendiason"),
		streets: list("Sample Pde,Imaginary Lane"), cities: list("Sydney|NSW|2000,Hobart|TAS|7000,Darwin|NT|0800"),
	},
	{
		spellings: "BR|Brazil", phone: "+55 11 555-01##", first: list("João,Conceição,Iara"), last: list("Exemplão,Amostra,da Ficção"),
		streets: list("Rua do Exemplo,Av. Fictícia"), cities: list("São Paulo|SP|01000-000,Brasília|DF|70000-000,Recife|PE|50000-000"), streetBeforeNumber: true,
	},
	{
		spellings: "KR|South Korea|Korea|Republic of Korea", phone: "+82 2-555-01##", first: list("Ga-on,Bom,Haneul"), last: list("Gwak,Yesi,Namgung"),
		streets: list("Yesi-ro,견본로"), cities: list("Seoul||04524,Busan||48941,제주시|Jeju-do|63122"), streetBeforeNumber: true,
	},
	{
		spellings: "AE|UAE|United Arab Emirates", phone: "+971 4 555 01##", first: list("Noora,Sami,Layan"), last: list("Al Mithal,Bin Namudhaj"),
		streets: list("Sample Tower Rd,Mithal Street"), cities: list("Dubai|Dubai|,Abu Dhabi||,Sharjah|Sharjah|"),
	},
	{
		spellings: "HK|Hong Kong|Hong Kong SAR", phone: "+852 555-01##", first: list("Ka Yan,Wing,Fiona"), last: list("Yeung-Sample,Lai,Tsz"),
		streets: list("Specimen Road,Wan Tsoi Rd"), cities: list("Kowloon||,Wan Chai|Hong Kong Island|,沙田|New Territories|"),
	},
	{
		spellings: "NL|The Netherlands|Holland", phone: "+31 20 555 01##", first: list("Daan,Saskia"), last: list("van Voorbeeld,de Proef"),
		streets: list("Voorbeeldstraat,Proefkade"), cities: list("Amsterdam||1011 AB,Utrecht||3511 AA"), streetBeforeNumber: true,
	},
	{
		spellings: "CI|Côte d'Ivoire|Ivory Coast", phone: "+225 27 555 01##", first: list("Aya,Koffi"), last: list("N'Exemple,Fictivé"),
		streets: list("Rue des Échantillons"), cities: list("Abidjan||,Bouaké||"),
	},
}

var (
	sampleOrigins  = list("California,Nevada,New York,Texas,Oregon,North Carolina,")
	sampleCarriers = list("USPS,usps,UPS,UPS Ground,FedEx,FEDEX- Priority,FedEx 2Day,DHL,DHL Express,Asendia,USPS Priority Mail,UPS 2nd Day Air,DHL Express 12:00")
	sampleContents = []string{
		"Beauty products", "Perfume sampler HTS Code: 3307.30.1000 ($27)", "T-shirts, cotton HTS Code: 6109.10.0012 ($45)", `Poster 24" rolled`, "Thé vert & honey",
		"Books (used)", "Ceramic mugs HTS Code: 6912.00.4400 ($18)", "Board game", "Phone case HTS Code: 3926.90.9989 ($12)", "Weights, 2 x 5 lb", "",
	}
)

// makeSample invents the built-in lines. The generator's seeds are fixed, so that it makes the same lines every time. Sizes and weights
// have a seed of their own, so that nothing else in a line depends on them.
func makeSample() []string {
	rng, measures := rand.New(rand.NewPCG(2026, 16)), rand.New(rand.NewPCG(2026, 24))
	lines := make([]string, sampleLines)
	for i := range lines {
		size, weight := makeMeasures(measures)
		lines[i] = makeLine(rng, i, size, weight)
	}
	return lines
}

func pick(rng *rand.Rand, from []string) string { return from[rng.IntN(len(from))] }

// makeLine takes carriers, countries and contents in turn, so that none is left out, and the people at random. Two lines in five are domestic.
func makeLine(rng *rand.Rand, i int, size, weight string) string {
	place := &samplePlaces[0]
	if i%5 > 1 {
		place = &samplePlaces[1+i*3/5%(len(samplePlaces)-1)]
	}
	cells := []string{pick(rng, sampleOrigins), sampleCarriers[i%len(sampleCarriers)]}
	cells = append(cells, makeRecipient(rng, place)...)
	cells = append(cells, pick(rng, list("Package,TRUE,FALSE,Box,")), size, weight)
	cells = append(cells, sampleContents[i%len(sampleContents)])
	if i%6 == 3 {
		cells = append(cells, makeSender(rng)...)
	}
	for number := range max(0, i%16-12) {
		cells = slices.Insert(cells, 0, fmt.Sprintf("REF-%05d-%d", i+1, number))
	}
	if i%7 == 2 {
		stray := rng.IntN(len(cells))
		cells[stray] = " " + cells[stray] + "  "
	}
	return strings.Join(cells, "\t")
}

// makePhone fills in a number of the range 555-0100 to 555-0199, which is kept free for fiction. A, B and C stand for an area.
func makePhone(rng *rand.Rand, place *samplePlace) string {
	area, line := strconv.Itoa(201+rng.IntN(700)), rng.IntN(100)
	return strings.NewReplacer("ABC", area, "##", fmt.Sprintf("%02d", line)).Replace(place.phone)
}

func makeRecipient(rng *rand.Rand, place *samplePlace) []string {
	first, last := pick(rng, place.first), pick(rng, place.last)
	city := strings.Split(pick(rng, place.cities), "|")
	email := fmt.Sprintf("customer%03d@example.%s", rng.IntN(1000), pick(rng, list("com,org,net")))
	second := pick(rng, list(",,,Apt 4B,Unit 12,2nd floor"))
	country := pick(rng, strings.Split(place.spellings, "|"))
	return []string{first, last, makePhone(rng, place), email, makeStreet(rng, place), second, city[0], city[1], city[2], country}
}

func makeStreet(rng *rand.Rand, place *samplePlace) string {
	if place.streetBeforeNumber {
		return fmt.Sprintf("%s %d", pick(rng, place.streets), 1+rng.IntN(99))
	}
	return fmt.Sprintf("%d %s", 1+rng.IntN(999), pick(rng, place.streets))
}

func makeSender(rng *rand.Rand) []string {
	place := &samplePlaces[0]
	city := strings.Split(pick(rng, place.cities), "|")
	name := pick(rng, list("Invented Goods Inc.,Figment & Co,Sample Warehouse 7"))
	return []string{
		name, makeStreet(rng, place), pick(rng, list(",Dock 3")), city[0], city[1], city[2], pick(rng, list("US,,United States")),
		makePhone(rng, place), "warehouse@example.com",
	}
}
