package sheets

import (
	"strings"
	"testing"
)

// Files with the usual headers of each language are read without --columns:
// each order has all parts of its address.
func TestForeignHeaders(t *testing.T) {
	for name, text := range map[string]string{
		"German":           "Bestellnummer;Vorname;Nachname;Firma;Straße und Hausnummer;Adresszusatz;PLZ;Ort;Bundesland;Land;Telefon;E-Mail;Gewicht (kg);Länge (cm);Breite (cm);Höhe (cm)\nA1;Uwe;Erfunden;;Traumweg 5;Hof;10115;Berlin;BE;DE;030;u@example.net;1,5;30;20;10\n",
		"German, shipped":  "Bestell-Nr.;Empfängername;Lieferstraße;Lieferadresse 2;Lieferplz;Lieferort;Versandland;Telefon;E-Mail-Adresse;Gewicht (kg);Abmessungen (cm);Rechnungsadresse;Rechnungsort\nA1;Uwe Erfunden;Traumweg 5;Hof;10115;Berlin;DE;030;u@example.net;1,5;30 x 20 x 10;x;y\n",
		"German, names":    "Bestellnummer;Name;Vorname;Strasse;Strasse 2;Postleitzahl;Stadt;Land;Telefonnummer;Email;Gewicht in kg;Laenge cm;Breite cm;Hoehe cm\nA1;Erfunden;Uwe;Traumweg 5;Hof;10115;Berlin;DE;030;u@example.net;1,5;30;20;10\n",
		"French":           "N° de commande;Nom;Prénom;Société;Adresse;Complément d'adresse;Code postal;Ville;Région;Pays;Téléphone;Courriel;Poids (kg);Longueur (cm);Largeur (cm);Hauteur (cm)\nA1;Erfunden;Uwe;;Traumweg 5;Hof;10115;Berlin;;DE;030;u@example.net;1,5;30;20;10\n",
		"French, shipped":  "Numéro de commande;Nom du destinataire;Adresse de livraison;Adresse 2 de livraison;Code postal de livraison;Ville de livraison;Pays de livraison;Téléphone du destinataire;E-mail;Poids (kg);Dimensions (cm);Adresse de facturation\nA1;Uwe Erfunden;Traumweg 5;Hof;10115;Berlin;DE;030;u@example.net;1,5;30 x 20 x 10;x\n",
		"Spanish":          "Número de pedido;Nombre;Apellidos;Empresa;Dirección;Dirección 2;Código postal;Ciudad;Provincia;País;Teléfono;Correo electrónico;Peso (kg);Largo (cm);Ancho (cm);Alto (cm)\nA1;Uwe;Erfunden;;Traumweg 5;Hof;10115;Berlin;;DE;030;u@example.net;1,5;30;20;10\n",
		"Spanish, whole":   "Pedido nº;Nombre;Calle;Complemento;Código Postal;Población;País;Teléfono;Email;Peso kg;Dimensiones cm\nA1;Uwe Erfunden;Traumweg 5;Hof;10115;Berlin;DE;030;u@example.net;1,5;30 x 20 x 10\n",
		"Italian":          "Numero ordine;Nome;Cognome;Azienda;Indirizzo;Indirizzo 2;CAP;Città;Provincia;Paese;Telefono;Email;Peso (kg);Lunghezza (cm);Larghezza (cm);Altezza (cm)\nA1;Uwe;Erfunden;;Traumweg 5;Hof;10115;Berlin;;DE;030;u@example.net;1,5;30;20;10\n",
		"Dutch":            "Bestelnummer;Voornaam;Achternaam;Bedrijfsnaam;Straat en huisnummer;Adresregel 2;Postcode;Plaats;Provincie;Land;Telefoonnummer;E-mailadres;Gewicht (kg);Lengte (cm);Breedte (cm);Hoogte (cm)\nA1;Uwe;Erfunden;;Traumweg 5;Hof;10115;Berlin;;DE;030;u@example.net;1,5;30;20;10\n",
		"Portuguese":       "Número do pedido;Nome;Sobrenome;Empresa;Endereço;Complemento;CEP;Cidade;UF;País;Telefone;E-mail;Peso (kg);Comprimento (cm);Largura (cm);Altura (cm)\nA1;Uwe;Erfunden;;Traumweg 5;Hof;10115;Berlin;;DE;030;u@example.net;1,5;30;20;10\n",
		"Polish":           "Numer zamówienia;Imię;Nazwisko;Nazwa firmy;Ulica i numer;Adres 2;Kod pocztowy;Miejscowość;Województwo;Kraj;Numer telefonu;Adres e-mail;Waga (kg);Długość (cm);Szerokość (cm);Wysokość (cm)\nA1;Uwe;Erfunden;;Traumweg 5;Hof;10115;Berlin;;DE;030;u@example.net;1,5;30;20;10\n",
		"Swedish":          "Ordernummer;Förnamn;Efternamn;Företag;Gatuadress;Adress 2;Postnummer;Postort;Region;Land;Telefon;E-post;Vikt (kg);Längd (cm);Bredd (cm);Höjd (cm)\nA1;Uwe;Erfunden;;Traumweg 5;Hof;10115;Berlin;;DE;030;u@example.net;1,5;30;20;10\n",
		"Swedish, shipped": "Ordernr;Mottagarens namn;Leveransadress;Leveransadress 2;Leverans postnummer;Leveransort;Land;Telefonnummer;E-postadress;Vikt kg;Dimensioner cm\nA1;Uwe Erfunden;Traumweg 5;Hof;10115;Berlin;DE;030;u@example.net;1,5;30 x 20 x 10\n",
	} {
		good, bad := lines(t, open(t, file(t, "a.csv", []byte(text)), ""))
		got, to := good[2], good[2].Recipient
		if len(bad) > 0 || to.FullName() != "Uwe Erfunden" || to.Street1 != "Traumweg 5" || to.Street2 != "Hof" || to.City != "Berlin" || to.PostalCode != "10115" || to.Country != "DE" ||
			to.Phone != "030" || to.Email != "u@example.net" || got.References[0] != "A1" && name != "Spanish, whole" || got.Weight < 52 || got.Weight > 53 || got.Dimensions.Width < 7.8 || got.Dimensions.Width > 7.9 {
			t.Errorf("%s: %+v, %v", name, got, bad)
		}
	}
}

// A word that has two meanings is no header without others of its language, and
// words that always have two are none.
func TestDoubtfulForeignHeaders(t *testing.T) {
	const plain = "Name,Street,City,ZIP,Weight (lb),Dimensions"
	for header, want := range map[string]string{
		strings.Replace(plain, "Name", "Nombre", 1):                                            "no column is known for name",
		strings.Replace(plain, "ZIP", "Cap", 1):                                                "no column is known for zip",
		"Name,Street,City,ZIP,Weight (lb),Largo,Larghezza,Altezza":                             "no column is known for length",
		strings.Replace(plain, "Dimensions", "Maße", 1):                                        "no column is known for dimensions",
		strings.Replace(plain, "City", "Municipio", 1):                                         "no column is known for city",
		strings.Replace(plain, "Name,Street", "Nom du destinataire,Adresse de facturation", 1): "no column is known for street1",
	} {
		if _, err := Open(t.Context(), file(t, "a.csv", []byte(header+"\nAnn,12 Main St,Reno,89501,2,9,6,3\n")), Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", header, err, want)
		}
	}
	for _, test := range []rowsTest{
		{"Nombre,Calle,Ciudad,Estado,Código Postal,País,Peso (kg),Medidas (cm)", "Ana,Calle 1,Monterrey,Nuevo León,64000,MX,1,30x20x10", "it may be the state of the address; accepted: --columns 'state=D'", anyShipment},
		beside("Estado", "NV", "", nil),
		beside("Estado", "IL", "its column is not used, and it may be the state of the address", nil),
		beside("Stato", "pagato", "", nil), // there is another column of the state
		beside("Land", "DE", "its column is not used, and it may be the country of the address", nil),
	} {
		test.try(t, "")
	}
}

// Countries that are not known make bad lines that name the column.
func TestForeignCountries(t *testing.T) {
	const header = "Nom,Adresse,Ville,Code postal,Pays,Poids (kg),Longueur (cm),Largeur (cm),Hauteur (cm)\n"
	for country, want := range map[string]string{"Atlantis": `column E "Pays", recipient country "Atlantis": `, "XX": `column E "Pays", recipient country "XX": `} {
		good, bad := lines(t, open(t, file(t, "a.csv", []byte(header+"Ann,1 Rue,Paris,75001,"+country+",1,30,20,10\n")), ""))
		if len(good) > 0 || len(bad) != 1 || !strings.Contains(bad[0].Error(), want) {
			t.Errorf("%s: %v, %v, want %q", country, good, bad, want)
		}
	}
}

// Without a country, an address below a header in another language than English
// is not taken for one in the United States.
func TestForeignHeadersNeedACountry(t *testing.T) {
	const header, order = "Name;Straße;PLZ;Ort;Gewicht (kg);Länge (cm);Breite (cm);Höhe (cm)", "Uwe;Traumweg 5;10115;Berlin;1,5;30;20;10"
	if _, err := Open(t.Context(), file(t, "a.csv", []byte(header+"\n"+order+"\n")), Options{}); err == nil || !strings.Contains(err.Error(), "no column is known for country") {
		t.Errorf("no column: %v", err)
	}
	good, bad := lines(t, open(t, file(t, "a.csv", []byte(header+";Land\n"+order+";\n"+order+";Deutschland\n")), ""))
	if len(bad) != 1 || !strings.Contains(bad[0].Error(), `line 2, column I "Land", country "": empty, and the header is not English`) || good[3].Recipient.Country != "DE" {
		t.Errorf("an empty cell: %v, %v", good, bad)
	}
}

// A header has one meaning: no word is in two tables or twice in one.
func TestHeadersHaveOneMeaning(t *testing.T) {
	seen := map[string]field{}
	for _, table := range []map[field][]string{foreignParty, foreignOther, foreignMeasures} {
		for f, ranks := range table {
			for _, words := range ranks {
				for word := range strings.SplitSeq(words, "|") {
					if other, twice := seen[word]; twice {
						t.Errorf("%q is the %v and the %v", word, other, f)
					}
					if word != normalised(word) {
						t.Errorf("%q is normalised to %q", word, normalised(word))
					}
					seen[word] = f
					if found, known := claimed(word); !known || ofRecipient(found.field) != f {
						t.Errorf("%q is found as %v, %v: want %v", word, found.field, known, f)
					}
				}
			}
		}
	}
}
