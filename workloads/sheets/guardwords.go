package sheets

import (
	"slices"
	"strings"
)

// The lists have words as [normalised] makes them.

// otherMatters are words of headers that show that a column is not a unit, a
// weight or an address, but its price, its quantity, who has checked it, or the
// like.
var otherMatters = words("price|cost|value|qty|quantity|sold|amount|total|count|rate|rated|tax|charge|fee|currency|" +
	"preis|prix|precio|prezzo|prijs|preco|cena|pris|menge|anzahl|quantite|cantidad|quantita|aantal|quantidade|ilosc|antal|summe|montant|importe|importo|bedrag|valor|kwota|belopp|mwst|tva|iva|btw")

// otherAddresses are words of headers that show that an "address" is not one to
// deliver to.
var otherAddresses = words("email|mail|ip|web|url|mac|type|status|valid|validated|validation|verified|verification|id|book|classification|residential|index|latitude|longitude|lat|lng|phone|telephone|fax|date|created|updated")

// computed are words of measures that a carrier computes from the parcel.
var computed = words("billable|billed|chargeable|dimensional|volumetric|girth")

// unitHeads are words of headers of a unit, measureHeads those of a weight or a
// side.
var (
	unitHeads    = words("unit|units|uom|measured|system|einheit|unite|unidad|unita|eenheid|unidade|jednostka|enhet")
	measureHeads = words("dim|dims|dimension|dimensions|weight|wt|length|width|height|depth|lwh|" +
		"gewicht|poids|peso|waga|vikt|abmessungen|dimensiones|dimensioni|afmetingen|dimensoes|wymiary|masse")
)

// weightHeads are words of headers of a weight. furtherWords are those of a
// weight that is added to another one.
var (
	weightHeads  = words("weight|wt|tare|gewicht|poids|peso|waga|vikt")
	furtherWords = words("extra|additional|added|plus|packaging|packing|packed|tare|minor|remaining|second|2")
)

// plainUnits are the units whose names have no other meaning.
var plainUnits = words("cm|centimeter|centimeters|centimetre|centimetres|mm|millimeter|millimeters|millimetre|millimetres|inch|inches|" +
	"kg|kgs|kilogram|kilograms|gram|grams|lb|lbs|oz|ozs|ounce|ounces")

// unitSystems are names of systems of units, by whether they are metric.
var unitSystems = map[string]bool{"metric": true, "si": true, "imperial": false, "us": false, "us customary": false, "english": false}

// addressHeads are words of headers of an address.
var addressHeads = words("street|address|addr|apt|apartment|suite|house|hausnummer|suburb|building|floor|flat|bldg|ste|pmb|mailbox|entrance|strasse|adresse|adresszusatz|hus|husnummer|huisnummer|rue|complement|batiment|etage|escalier|calle|direccion|portal|piso|puerta|colonia|indirizzo|scala|interno|civico|straat|toevoeging|" +
	"endereco|morada|bairro|andar|complemento|ulica|lokal|mieszkanie|adres|adress|gata|stockwerk|hinterhaus|neighborhood|neighbourhood|pobox")

// otherParties are words of the parties to which nothing is sent.
var otherParties = words("billing|bill|billto|invoice|invoicing|payer|payment|soldto|purchaser|sender|shipper|from|shipfrom|return|returns|origin|" +
	"warehouse|seller|vendor|supplier|store|shop|merchant|pickup|importer|exporter|broker|third|" +
	"rechnung|facturation|facturacion|fatturazione|factuur|faturamento|faktura|faktury|absender|expediteur|remitente|mittente|afzender|remetente|nadawca|nadawcy|avsandare")

// maybeOthers are words of parties who may be the recipient.
var maybeOthers = words("buyer|customer|kunde|kund|klant|klient|client|cliente")

// strangeUnits are units of length and weight that no parcel can have here.
var strangeUnits = units(map[string]string{
	"ft": "ft|foot|feet", "yd": "yd|yds|yard|yards", "m": "m|meter|meters|metre|metres", "mg": "mg|milligram|milligrams",
	"ton": "ton|tons|tonne|tonnes", "stone": "stone|stones",
})

// numberUnits are the words of headers that are units of the numbers below them.
// Those that may mean other things are units beside a measure only.
var (
	numberUnits = words("oz|ozs|ounce|ounces|lb|lbs|pound|pounds|kg|kgs|kilogram|kilograms|gram|grams|ft|feet|foot|cm|centimeter|centimeters|" +
		"centimetre|centimetres|mm|millimeter|millimeters|millimetre|millimetres|inch|inches|yd|yards|meters|metres|stone|tonnes")
	doubtfulUnits = words("g|in|m")
)

// words are the texts between bars.
func words(text string) []string { return strings.Split(text, "|") }

// anyOf tells whether a header has one of the words.
func anyOf(header, words []string) bool {
	return slices.ContainsFunc(header, func(word string) bool { return slices.Contains(words, word) })
}
