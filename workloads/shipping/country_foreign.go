package shipping

// foreignCountries are names of countries in their own languages, and in German, French, Spanish, Italian, Dutch, Portuguese, Polish and
// Swedish: those that files with headers in these languages name most. A name that means another country elsewhere is left out.
var foreignCountries = map[string][]string{
	"AT": {"Österreich", "Oesterreich", "Autriche", "Oostenrijk", "Áustria", "Österrike"},
	"AU": {"Australien", "Australie", "Austrália"},
	"BE": {"Belgien", "Belgique", "Bélgica", "Belgio", "België", "Belgie", "Belgia"},
	"BR": {"Brasilien", "Brésil", "Brasil", "Brasile", "Brazilië", "Brazylia"},
	"CA": {"Kanada", "Canadá"},
	"CH": {"Schweiz", "Suisse", "Suiza", "Svizzera", "Zwitserland", "Suíça", "Szwajcaria"},
	"CZ": {"Tschechien", "Tchéquie", "Chequia", "Cechia", "Tsjechië", "Czechy", "Tjeckien", "Česko", "Česká republika"},
	"DE": {"Deutschland", "Allemagne", "Alemania", "Germania", "Duitsland", "Alemanha", "Niemcy", "Tyskland"},
	"DK": {"Dänemark", "Daenemark", "Danemark", "Dinamarca", "Danimarca", "Denemarken", "Dania", "Danmark"},
	"ES": {"Spanien", "Espagne", "España", "Espana", "Spagna", "Spanje", "Espanha", "Hiszpania"},
	"FI": {"Finnland", "Finlande", "Finlandia", "Finlândia", "Suomi"},
	"FR": {"Frankreich", "Francia", "Frankrijk", "França", "Francja", "Frankrike"},
	"GB": {"Vereinigtes Königreich", "Großbritannien", "Royaume-Uni", "Reino Unido", "Regno Unito", "Verenigd Koninkrijk", "Wielka Brytania", "Storbritannien"},
	"IE": {"Irland", "Irlande", "Irlanda", "Ierland", "Irlandia"},
	"IT": {"Italien", "Italie", "Italia", "Italië", "Itália", "Włochy"},
	"LU": {"Luxemburg", "Luxemburgo", "Lussemburgo", "Luksemburg"},
	"MX": {"Mexiko", "Mexique", "México", "Messico", "Meksyk"},
	"NL": {"Niederlande", "Pays-Bas", "Países Bajos", "Paesi Bassi", "Nederland", "Países Baixos", "Holandia", "Nederländerna"},
	"NO": {"Norwegen", "Norvège", "Noruega", "Norvegia", "Noorwegen", "Norwegia", "Norge"},
	"PL": {"Polen", "Pologne", "Polonia", "Polônia", "Polónia", "Polska"},
	"PT": {"Portogallo", "Portugalia"},
	"SE": {"Schweden", "Suède", "Suecia", "Svezia", "Zweden", "Suécia", "Szwecja", "Sverige"},
	"US": {"Vereinigte Staaten", "Vereinigte Staaten von Amerika", "États-Unis", "Etats-Unis", "Estados Unidos", "Stati Uniti", "Verenigde Staten", "Stany Zjednoczone", "Förenta staterna", "EE. UU.", "EE.UU."},
}
