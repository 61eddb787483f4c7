package sheets

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"ep-benchmark/workloads/shipping"
)

// encoded is a text in an encoding.
func encoded(t *testing.T, name, text string) []byte {
	t.Helper()
	encoding, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	bytes, err := encoding.NewEncoder().String(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return []byte(bytes)
}

// Text in other encodings is not taken for Windows-1252, not even if it has a
// single word that shows it.
func TestOtherEncodingsAreRefused(t *testing.T) {
	for name, texts := range map[string][]string{
		"macintosh": {
			"Müller", "Jürgen", "René", "Köln", "Göteborg", "Muñoz", "Zoë", "São Paulo", "François", "Ågatan 5", "Malmö", "Jörg Köhler", "Straße 5", "Überlingen",
			"García", "Martínez", "Rodríguez", "María", "Sofía", "León", "Asunción", "Besançon", "Forlì", "Père Noël", "Citroën", "Ønsker Øl", "Tromsø", "Århus",
			"Ängelholm", "Örebro", "Cañón", "Peña", "Dvorák", "Château", "Nîmes", "Hôtel", "Crème",
		},
		"shift_jis":    {"東京都港区", "山田 太郎", "カタカナ", "ひらがな", "大阪市北区1-2-3", "株式会社"},
		"gbk":          {"北京市朝阳区", "上海市", "张伟"},
		"big5":         {"台北市", "王小明"},
		"euc-kr":       {"서울특별시", "김민수"},
		"euc-jp":       {"東京都港区", "山田"},
		"windows-1251": {"Москва", "Иван Петров"},
		"windows-1253": {"Αθήνα"},
		"koi8-r":       {"Москва"},
		"windows-1250": {"Wałbrzych", "Gdańska 5, Łódź"},
		"ibm866":       {"Москва"},
	} {
		for _, text := range texts {
			content := append([]byte("Name,Street\nAnn Made,12 Main St\n"), encoded(t, name, text+",5\n")...)
			found, err := encodingOf(t.Context(), bytes.NewReader(content), content, NamedEncoding{option: "--encoding"})
			if err == nil {
				t.Errorf("%s in %s is taken for %s", text, name, found)
			} else if !strings.Contains(err.Error(), "name its encoding with --encoding, such as ") {
				t.Errorf("%s in %s: %v", text, name, err)
			}
		}
	}
	damaged := []byte("Name,Street\nCaf\xc3\xa9 \xe9,5\n") // UTF-8 beside another one
	if found, err := encodingOf(t.Context(), bytes.NewReader(damaged), damaged, NamedEncoding{}); err == nil && found == Windows1252 {
		t.Errorf("damaged UTF-8 is taken for %s", found)
	}
}

// Words of the languages that Windows-1252 is for are read.
func TestWindows1252IsPlausible(t *testing.T) {
	for _, text := range []string{
		"Müller, Jürgen", "MÜLLER STRAßE", "Straße 5", "Überlingen", "ÜBERLINGEN", "René O’Neil", "L’Haÿ-les-Roses", "L’HAŸ-LES-ROSES", "François d’Été", "Besançon", "Zoë", "Åse Ødegård",
		"TROMSØ", "Å", "Peña Nieto", "¿Qué?", "São Paulo", "Nº 5", "1ª planta", "“Quoted” text – with a dash", "„Haus“ und ‚Hof‘", "«Bonjour»", "5 €", "€5", "Ann’s", "James’ house",
		"Dell’Arte", "Via dell’acqua", "aujourd’hui", "’s-Hertogenbosch", "’t Hof", "Berlin–Mitte", "North — South", "Toys™", "Acme®", "© 2024", "12½ in", "10 × 5", "20°", "Cœur, Élan", "Š, é", "ŠKODA, é",
		"Miloš Zeman, é", "Catalunya col·lecció", "‘single’", "and so on…", "5…", "don’t", "we’ll", "• item", "Größe: 5²", "±5", "naïve", "Íñigo", "Ísafjörður", "Þór", "Þingvellir", "·", "§ 5", "5 £",
	} {
		content := append([]byte("Name,Street\n"), encoded(t, "windows-1252", text+",5\n")...)
		if bytes.IndexFunc(content, func(r rune) bool { return r == '\ufffd' }) < 0 {
			t.Fatalf("%s is ASCII", text)
		}
		if found, err := encodingOf(t.Context(), bytes.NewReader(content), content, NamedEncoding{option: "--encoding"}); err != nil || found != Windows1252 {
			t.Errorf("%s: %s, %v", text, found, err)
		}
	}
}

// The option names any encoding, and a text that it does not fit is refused.
func TestNamedEncodings(t *testing.T) {
	const text = "Name,Street,City,State,Zip,Length (in),Width (in),Height (in),Weight (lb)\nJörg,Straße 5,Reno,NV,89501,9,6,3,2\n"
	open := func(name string, content []byte) (shipping.Shipment, error) {
		named, err := ParseEncoding("--encoding", name)
		if err != nil {
			t.Fatal(err)
		}
		input, err := Open(t.Context(), file(t, "a.csv", content), Options{Encoding: named, Folder: t.TempDir()})
		if err != nil {
			return shipping.Shipment{}, err
		}
		good, _ := lines(t, input)
		return good[2], input.Close()
	}
	for _, name := range []string{"utf-8", "UTF8", "windows-1252", "latin1", "macintosh", "iso-8859-15", "utf-16le", "utf-16be"} {
		if got, err := open(name, encoded(t, name, text)); err != nil || got.Recipient.Street1 != "Straße 5" {
			t.Errorf("%s: %+v, %v", name, got.Recipient, err)
		}
	}
	if got, err := open("shift_jis", encoded(t, "shift_jis", strings.NewReplacer("ö", "大", "ß", "阪").Replace(text))); err != nil || got.Recipient.Street1 != "Stra阪e 5" {
		t.Errorf("%+v, %v", got.Recipient, err)
	}
	for _, test := range []struct {
		name string
		text []byte
		want string
	}{
		{"shift_jis", encoded(t, "macintosh", "a\nJörg, é\xff"[:len("a\nJörg, é")]), "its text is not shift_jis, as --encoding says: line 2 has bytes that are no character in it"},
		{"windows-1252", []byte("a\nb\x81\n"), "line 2 has bytes"},
		{"utf-16le", []byte("abc"), "line 1 has bytes"},
		{"utf-8", []byte("\xff\xfea\x00"), "it begins with the byte order mark of UTF-16 (little-endian), and --encoding says UTF-8"},
		{"macintosh", []byte("\ufeffa"), "it begins with the byte order mark of UTF-8, and --encoding says macintosh"},
	} {
		if _, err := open(test.name, test.text); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q in it", test.name, err, test.want)
		}
	}
	for _, name := range []string{"latin", "replacement", "x-user-defined", "utf-32", " "} {
		if _, err := ParseEncoding("--encoding", name); err == nil || !strings.Contains(err.Error(), "such as utf-8") {
			t.Errorf("%q: %v", name, err)
		}
	}
}
