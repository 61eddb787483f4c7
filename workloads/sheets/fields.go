package sheets

// field is what a column can hold.
type field int

const (
	carrier field = iota
	origin
	reference
	name
	firstName
	lastName
	company
	phone
	email
	street1
	street2
	city
	state
	postalCode
	country
	dimensions
	length
	width
	height
	sizeUnit
	weight
	pounds
	ounces
	weightUnit
	contents
	senderName
	senderFirstName
	senderLastName
	senderCompany
	senderPhone
	senderEmail
	senderStreet1
	senderStreet2
	senderCity
	senderState
	senderPostalCode
	senderCountry
	fieldCount
)

// fieldNames are the fields as --columns and messages call them.
// The last one is [ignored].
var fieldNames = [fieldCount + 1]string{
	"carrier", "origin", "reference", "name", "first name", "last name", "company", "phone", "email", "street1", "street2", "city", "state",
	"zip", "country", "dimensions", "length", "width", "height", "dimension unit", "weight", "pounds", "ounces", "weight unit", "contents",
	"sender name", "sender first name", "sender last name", "sender company", "sender phone", "sender email", "sender street1",
	"sender street2", "sender city", "sender state", "sender zip", "sender country", "ignore",
}

func (f field) String() string { return fieldNames[f] }

// ofSender are the sender's fields by the recipient's.
var ofSender = map[field]field{
	name: senderName, firstName: senderFirstName, lastName: senderLastName, company: senderCompany, phone: senderPhone, email: senderEmail,
	street1: senderStreet1, street2: senderStreet2, city: senderCity, state: senderState, postalCode: senderPostalCode, country: senderCountry,
}

// A synonym is a field, and how well its header fits. Of two columns for a
// field the one with the lower rank is used. For two of the same rank the
// file's owner has to choose.
type synonym struct {
	field   field
	rank    int
	foreign bool // it is of another language than English
}

// partyRank parts how clearly a header names the party from how well it fits
// otherwise.
const partyRank = 10

// The tables have headers as [normalised] makes them.

// partyWords are the headers of an address, after the party's name is cut off.
var partyWords = withForeign(synonyms(map[field][]string{
	name:      {"name|full name|fullname|contact name|contact person", "contact|attention|attn"},
	firstName: {"first name|firstname|given name|forename|fname|first"},
	lastName:  {"last name|lastname|surname|family name|lname|last"},
	company:   {"company|company name|organization|organisation|business name|firm", "company or name|name or company"},
	phone:     {"phone|phone number|phone no|telephone|telephone number|tel|contact number|contact phone", "mobile|mobile number|mobile phone|cell phone|cell"},
	email:     {"email|e mail|email address|e mail address", "mail"},
	street1: {
		"street 1|street1|address 1|address1|address line 1|addressline 1|addr 1|street address 1|street line 1|address street 1|line 1|address 1 2",
		"street|address|street address|address line|address street",
	},
	street2: {
		"street 2|street2|address 2|address2|address line 2|addressline 2|addr 2|street address 2|street line 2|address street 2|line 2|address line 2 optional|address 2 optional|street 2 optional",
		"apt|apartment|suite|unit|unit number|unit no|apt unit|apt suite|apartment suite|apartment number|apartment no|apt number|apt no|suite number|suite no|apt suite unit|apartment suite unit|apt suite etc|apartment suite etc",
	},
	city: {"city|town|city town|town city|locality|city name"},
	state: {
		"state code|province code|state province code|state abbreviation",
		"state|province|state province|province state|state or province|state prov|state prov other|region|state region|state province region|state county|county",
	},
	postalCode: {"zip|zip code|zipcode|zip 5|postal code|postalcode|postcode|post code|postal|zip postal code|zip postcode|zip postal|postal zip code|zip or postal code|zip code postal code"},
	country: {
		"country code|countrycode|country iso|iso country|country iso code|country code iso|country 2",
		"country|country name|country region|country territory",
	},
}), foreignParty)

// unitWords are headers of a unit that don't say what it measures. The first
// may also be the header of an apartment.
var unitWords = []string{"unit", "units", "uom", "unit of measure", "units of measure", "unit of measurement", "measurement unit"}

// strangers are the words of parties to whom nothing is sent, before or after
// the words of an address.
var strangers = []string{"billing", "bill to", "billto", "bill", "invoice", "invoicing", "payer", "payment", "sold to", "soldto", "purchaser"}

// otherWords are all other headers.
var otherWords = withForeign(synonyms(map[field][]string{
	carrier:   {"carrier|carrier preference|preferred carrier|shipping carrier|ship carrier|delivery carrier|carrier name", "courier|ship via"},
	origin:    {"origin state|origin"},
	reference: {"reference|reference number|reference no|reference 1|reference id|ref|ref no|customer reference|your reference|shipment reference", "order id|order reference", "order number|order no|order|order name", "po number|po"},
	sizeUnit: {
		"dimension unit|dimension units|dimensions unit|dimensions units|dim unit|dim units|dims unit|dims units|dim uom|dims uom|dimension uom|dimensions uom|size unit|size units|size uom|unit of dimensions|units dims|units dimensions|dimension unit of measure|dimensions unit of measure|package dimension unit|package dimensions unit|lwh unit|lwh units|lwh uom|l w h unit",
		"length unit|length units|length uom|unit of length|linear unit", "width unit|width units|width uom", "height unit|height units|height uom",
	},
	weightUnit: {
		"weight unit|weight units|unit of weight|weight uom|weight unit of measure|weight unit code|package weight unit|parcel weight unit|shipping weight unit|wt unit|wt units|wt uom",
		"item weight unit", "variant weight unit",
	},
	ounces: {"remaining ounces|remaining oz|additional ounces|additional oz|extra ounces|extra oz"},
	contents: {
		"contents|content|package contents|parcel contents", "description|description of goods|contents description|customs description|description of contents",
		"item description|product description|goods|merchandise", "item name|product name|item|product|items|products",
	},
}), foreignOther)

// measureWords are headers after which a unit may stand.
var measureWords = withForeign(synonyms(map[field][]string{
	dimensions: {"dimensions|dimension|dims|dim|package dimensions|parcel dimensions|box dimensions|dimensions l x w x h|l x w x h|lxwxh|l w h|dimensions lxwxh|package size|parcel size|box size", "size"},
	length:     {"length|len|l|package length|parcel length|box length"},
	width:      {"width|w|package width|parcel width|box width"},
	height:     {"height|h|package height|parcel height|box height"},
	weight:     {"weight|wt|package weight|parcel weight|shipping weight|ship weight|shipment weight|box weight", "total weight|gross weight|order weight"},
}), foreignMeasures)

// weightUnits and lengthUnits are the units that a header can say, and their
// short names.
var (
	weightUnits = units(map[string]string{"oz": "oz|ozs|ounce|ounces", "lb": "lb|lbs|pound|pounds", "kg": "kg|kgs|kilogram|kilograms|kilogramm|kilogrammes|kilogramos|kilogrammi|kilogramas|kilos", "g": "g|gram|grams|gramm|grammes|gramos|grammi|gramas"})
	lengthUnits = units(map[string]string{
		"in": "in|inch|inches", "cm": "cm|centimeter|centimeters|centimetre|centimetres", "mm": "mm|millimeter|millimeters|millimetre|millimetres",
	})
)

// noParty is the rank of headers without a party.
const noParty = 1

// A party is a person or company whose address a header may name.
type party struct {
	words  string
	sender bool
	rank   int
	alone  bool
	glued  bool // the words may be the beginning of a longer one
}

// parties are the words that may stand before or after the words of an address.
// A header that consists only of them is the party's name where alone is set.
var parties = append([]party{
	{words: "ship to", alone: true},
	{words: "shipto", alone: true},
	{words: "deliver to", alone: true},
	{words: "recipient", alone: true},
	{words: "receiver", alone: true},
	{words: "consignee", alone: true},
	{words: "addressee", alone: true},
	{words: "destination"},
	{words: "shipping"},
	{words: "delivery"},
	{words: "ship from", sender: true, alone: true},
	{words: "shipfrom", sender: true, alone: true},
	{words: "sender", sender: true, alone: true},
	{words: "shipper", sender: true, alone: true},
	{words: "return to", sender: true},
	{words: "return", sender: true},
	{words: "origin", sender: true},
	{words: "from", sender: true, alone: true},
	{words: "ship"},
	{words: "to", alone: true},
	{words: "", rank: noParty},
	{words: "customer", rank: 2, alone: true},
	{words: "buyer", rank: 2, alone: true},
}, foreignParties...)
