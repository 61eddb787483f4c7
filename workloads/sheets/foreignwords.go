package sheets

import (
	"maps"
	"slices"
	"strings"
)

// Headers in German, French, Spanish, Italian, Dutch, Portuguese, Polish and
// Swedish, as [normalised] makes them: without accents. A word is left out if it
// means something else, in its own language or in another: "Maße" without its
// accent is the mass, "estado" and "état" are also the state of an order.

// foreignParty are the headers of an address, after the party's name is cut off.
var foreignParty = map[field][]string{
	name: {
		"vollstandiger name|vor und nachname|vorname nachname|vorname und nachname|nom|nom complet|nom et prenom|prenom et nom|nom prenom|prenom nom|nombre|nombre completo|nombre y apellidos|" +
			"nome|nome completo|nome e cognome|nominativo|naam|volledige naam|nome e sobrenome|imie i nazwisko|nazwisko i imie|namn|fullstandigt namn|for och efternamn",
		"ansprechpartner|kontaktperson|contactpersoon|persona de contacto|personne a contacter",
	},
	firstName: {"vorname|prenom|nombre de pila|primer nombre|voornaam|primeiro nome|imie|fornamn"},
	lastName:  {"nachname|familienname|zuname|nom de famille|apellido|apellidos|cognome|achternaam|sobrenome|apelido|apelidos|ultimo nome|nazwisko|efternamn"},
	company: {
		"firma|firmenname|unternehmen|societe|entreprise|raison sociale|nom de la societe|nom de l entreprise|empresa|nombre de la empresa|razon social|azienda|ditta|ragione sociale|nome azienda|" +
			"bedrijf|bedrijfsnaam|razao social|nome da empresa|nazwa firmy|foretag|foretagsnamn|bolag",
	},
	phone: {
		"telefon|telefonnummer|rufnummer|numero de telephone|telefono|numero de telefono|numero di telefono|telefoon|telefoonnummer|telefone|numero de telefone|numer telefonu|nr telefonu",
		"handy|handynummer|mobil|mobiltelefon|mobilnummer|portable|telephone portable|movil|celular|telefono movil|cellulare|mobiel|mobiel nummer|telemovel|komorka",
	},
	email: {
		"e mail adresse|email adresse|e mailadresse|emailadresse|courriel|adresse e mail|adresse email|adresse mail|correo electronico|correo|posta elettronica|indirizzo email|indirizzo e mail|" +
			"e mailadres|emailadres|e mail adres|email adres|correio eletronico|endereco de email|endereco de e mail|adres e mail|adres email|e post|epost|e postadress|epostadress|e post adress",
		"mailadresse",
	},
	street1: {
		"strasse und hausnummer|strasse hausnummer|strasse nr|strasse und nr|strasse 1|adresse 1|adresszeile 1|adresse ligne 1|ligne d adresse 1|ligne adresse 1|direccion 1|calle y numero|linea de direccion 1|" +
			"indirizzo 1|via e numero civico|adres 1|adresregel 1|straat en huisnummer|straat en nummer|straat 1|endereco 1|morada 1|ulica i numer|ulica i nr|adress 1|adressrad 1|gatuadress",
		"strasse|adresse|anschrift|rue|direccion|calle|domicilio|indirizzo|adres|straat|straatnaam|endereco|morada|rua|ulica|adress|gata",
	},
	street2: {
		"strasse 2|adresse 2|adresszeile 2|adresszusatz|adresse ligne 2|ligne d adresse 2|ligne adresse 2|complement d adresse|complement adresse|direccion 2|linea de direccion 2|" +
			"indirizzo 2|adres 2|adresregel 2|straat 2|endereco 2|morada 2|complemento|complemento de endereco|adress 2|adressrad 2",
	},
	city: {"ort|stadt|wohnort|ville|commune|localite|ciudad|localidad|poblacion|citta|comune|localita|plaats|stad|woonplaats|plaatsnaam|cidade|localidade|miasto|miejscowosc|postort"},
	state: {
		"bundesland|kanton|provincia|comunidad autonoma|regione|provincie|uf|wojewodztwo",
	},
	postalCode: {"plz|postleitzahl|code postal|codigo postal|codice postale|cap|cep|kod pocztowy|postnummer|postnr"},
	country: {
		"landercode|laendercode|landerkurzel|landeskurzel|landkurzel|code pays|code du pays|codigo pais|codigo de pais|codigo del pais|codice paese|landcode|codigo do pais|kod kraju|landskod|landkod",
		"land|pays|pais|paese|nazione|kraj|panstwo",
	},
}

// foreignOther are all other headers.
var foreignOther = map[field][]string{
	reference: {
		"referenz|referenznummer|reference client|referencia|riferimento|referentie|referencja|referens",
		"bestellnummer|bestellnr|bestell nr|auftragsnummer|auftragsnr|auftrags nr|numero de commande|no de commande|n de commande|reference de commande|reference commande|numero de pedido|no de pedido|n de pedido|" +
			"numero ordine|numero d ordine|n ordine|bestelnummer|ordernummer|numero do pedido|no do pedido|n do pedido|numero da encomenda|numer zamowienia|nr zamowienia|bestallningsnummer|ordernr",
	},
	contents: {"inhalt|contenu|contenido|contenuto|inhoud|conteudo|zawartosc|innehall", "warenbeschreibung|beschreibung|descripcion|descrizione|omschrijving|descricao|opis|beskrivning"},
}

// foreignMeasures are headers after which a unit may stand.
var foreignMeasures = map[field][]string{
	dimensions: {"abmessungen|paketabmessungen|dimensiones|dimensioni|afmetingen|afmeting|dimensoes|wymiary|dimensioner", "medidas|misure"},
	length:     {"lange|laenge|longueur|largo|lunghezza|lengte|comprimento|dlugosc|langd"},
	width:      {"breite|largeur|ancho|anchura|larghezza|breedte|largura|szerokosc|bredd"},
	height:     {"hohe|hoehe|hauteur|alto|altura|altezza|hoogte|wysokosc|hojd"},
	weight:     {"gewicht|poids|peso|waga|vikt|paketgewicht|poids du colis|peso del paquete", "gesamtgewicht|bruttogewicht|poids total|poids brut|peso total|peso bruto|peso totale|peso lordo|waga brutto|totalvikt|bruttovikt"},
}

// foreignParties are the words for the parties. Those that are glued are also
// the beginning of a longer word: "Lieferadresse".
var foreignParties = []party{
	{words: "kunde", rank: 2, alone: true},
	{words: "kund", rank: 2, alone: true},
	{words: "klant", rank: 2, alone: true},
	{words: "klient", rank: 2, alone: true},
	{words: "client", rank: 2, alone: true},
	{words: "du client", rank: 2},
	{words: "cliente", rank: 2, alone: true},
	{words: "del cliente", rank: 2},
	{words: "do cliente", rank: 2},
	{words: "empfanger", alone: true, glued: true},
	{words: "des empfangers"},
	{words: "liefer", glued: true},
	{words: "lieferung"},
	{words: "versand", glued: true},
	{words: "destinataire", alone: true},
	{words: "du destinataire"},
	{words: "livraison"},
	{words: "de livraison"},
	{words: "destinatario", alone: true},
	{words: "del destinatario"},
	{words: "do destinatario"},
	{words: "envio"},
	{words: "de envio"},
	{words: "entrega"},
	{words: "de entrega"},
	{words: "spedizione"},
	{words: "di spedizione"},
	{words: "consegna"},
	{words: "di consegna"},
	{words: "ontvanger", alone: true},
	{words: "van ontvanger"},
	{words: "verzend", glued: true},
	{words: "aflever", glued: true},
	{words: "bezorg", glued: true},
	{words: "lever", glued: true},
	{words: "odbiorca", alone: true},
	{words: "odbiorcy"},
	{words: "dostawy"},
	{words: "mottagare", alone: true},
	{words: "mottagar", glued: true},
	{words: "mottagarens"},
	{words: "leverans", glued: true},
	{words: "absender", sender: true, alone: true, glued: true},
	{words: "des absenders", sender: true},
	{words: "expediteur", sender: true, alone: true},
	{words: "de l expediteur", sender: true},
	{words: "remitente", sender: true, alone: true},
	{words: "del remitente", sender: true},
	{words: "mittente", sender: true, alone: true},
	{words: "del mittente", sender: true},
	{words: "afzender", sender: true, alone: true},
	{words: "remetente", sender: true, alone: true},
	{words: "do remetente", sender: true},
	{words: "nadawca", sender: true, alone: true},
	{words: "nadawcy", sender: true},
	{words: "avsandare", sender: true, alone: true},
	{words: "avsandarens", sender: true},
}

// foreignStrangers are the words of those to whom nothing is sent.
var foreignStrangers = words("rechnungs|rechnung|facturation|de facturation|facturacion|de facturacion|fatturazione|di fatturazione|factuur|faturamento|de faturamento|faktura|faktury|fakturerings|betaler|zahler")

// companions are words of other headers, one of which makes sure what a word
// means that another language has as well: "nombre" is a number in French, and
// "largo" is wide in Italian.
var companions = map[string][]string{
	"nombre": words("apellido|apellidos|direccion|calle|ciudad|codigo postal|provincia|pais|poblacion|peso|telefono"),
	"cap":    words("indirizzo|citta|comune|provincia|paese|cognome|localita|destinatario"),
	"uf":     words("endereco|cidade|cep|pais|rua|complemento|destinatario"),
	"largo":  words("ancho|anchura"),
	"land":   words("strasse|plz|postleitzahl|ort|stadt|straat|adres|postcode|plaats|adress|gata|gatuadress|postnummer|gewicht|vikt|adresse|stad|anschrift"),
}

// isSure tells whether a header has a word that means the same in all languages,
// or whether the others show which language it is.
func isSure(title string, titles []string) bool {
	for _, word := range strings.Fields(normalised(title)) {
		others, doubtful := companions[word]
		if doubtful && !slices.ContainsFunc(titles, func(other string) bool { return hasAny(normalised(other), others) }) {
			return false
		}
	}
	return true
}

// claimed is what a header names; false where nothing is known of it, or where
// the other headers don't make sure of its language.
func (m *mapping) claimed(title string) (claim, bool) {
	found, known := claimed(title)
	return found, known && isSure(title, m.titles)
}

// hasAny tells whether a header has one of some texts as words of its own, or at
// its end.
func hasAny(header string, texts []string) bool {
	return slices.ContainsFunc(texts, func(text string) bool {
		return strings.Contains(" "+header+" ", " "+text+" ") || strings.HasSuffix(header, text)
	})
}

// doubtfulStates are headers of a state, or of what has become of an order.
var doubtfulStates = words("estado|etat|stato")

// halves of names: beside the one, a word for the whole name is the other.
var (
	givenNames  = words("prenom|vorname|voornaam|imie|fornamn")
	familyNames = words("apellido|apellidos|cognome|sobrenome|apelido|apelidos")
)

// splitNames makes a name the last one beside a column with the first one, and
// the first one beside a column with the last one, in languages that call them
// so: "Nom" and "Prénom", "Nombre" and "Apellidos".
func (m *mapping) splitNames(candidates []candidate) {
	for i, c := range candidates {
		whole := ofRecipient(c.field)
		if whole != name || m.isNamed(c.field) {
			continue
		}
		beside := func(half field, isCalled func(title string) bool) bool {
			return slices.ContainsFunc(candidates, func(other candidate) bool {
				return other.field == side(c.field, half) && other.rank/partyRank == c.rank/partyRank && isCalled(normalised(m.titles[other.column]))
			})
		}
		whatever := func(string) bool { return true }
		switch first, last := beside(firstName, whatever), beside(lastName, whatever); {
		case first && !last && beside(firstName, func(title string) bool { return hasAny(title, givenNames) }):
			candidates[i].field = side(c.field, lastName)
		case last && !first && beside(lastName, func(title string) bool { return hasAny(title, familyNames) }):
			candidates[i].field = side(c.field, firstName)
		}
	}
}

// withForeign adds a table of foreign words to one of fields by their headers.
// Words that are there already keep their field.
func withForeign(own map[string]synonym, foreign map[field][]string) map[string]synonym {
	all := synonyms(foreign)
	for header, found := range all {
		found.foreign = true
		all[header] = found
	}
	maps.Copy(all, own)
	return all
}
