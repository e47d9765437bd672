package calendar

// germanCity returns the German name of a city that the zone database calls by its
// English one: Zürich for Zurich.
func germanCity(city string) string {
	switch city {
	case "Algiers":
		return "Algier"
	case "Athens":
		return "Athen"
	case "Baghdad":
		return "Bagdad"
	case "Belgrade":
		return "Belgrad"
	case "Brussels":
		return "Brüssel"
	case "Bucharest":
		return "Bukarest"
	case "Cairo":
		return "Kairo"
	case "Copenhagen":
		return "Kopenhagen"
	case "Damascus":
		return "Damaskus"
	case "Havana":
		return "Havanna"
	case "Hong Kong":
		return "Hongkong"
	case "Kiev", "Kyiv":
		return "Kiew"
	case "Lisbon":
		return "Lissabon"
	case "Luxembourg":
		return "Luxemburg"
	case "Mexico City":
		return "Mexiko-Stadt"
	case "Moscow":
		return "Moskau"
	case "Nicosia":
		return "Nikosia"
	case "Prague":
		return "Prag"
	case "Riyadh":
		return "Riad"
	case "Rome":
		return "Rom"
	case "Sao Paulo":
		return "São Paulo"
	case "Singapore":
		return "Singapur"
	case "Tehran":
		return "Teheran"
	case "Tokyo":
		return "Tokio"
	case "Vatican":
		return "Vatikanstadt"
	case "Vienna":
		return "Wien"
	case "Warsaw":
		return "Warschau"
	case "Zurich":
		return "Zürich"
	default:
		return city
	}
}
