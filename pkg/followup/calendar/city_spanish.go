package calendar

// spanishCity returns the Spanish name of a city that the zone database calls by its
// English one, or writes without its accents.
func spanishCity(city string) string {
	switch city {
	case "New York":
		return "Nueva York"
	case "Los Angeles":
		return "Los Ángeles"
	case "Mexico City":
		return "Ciudad de México"
	case "Cancun":
		return "Cancún"
	case "Ciudad Juarez":
		return "Ciudad Juárez"
	case "Merida":
		return "Mérida"
	case "Mazatlan":
		return "Mazatlán"
	case "Bogota":
		return "Bogotá"
	case "Panama":
		return "Panamá"
	case "Asuncion":
		return "Asunción"
	case "Cordoba":
		return "Córdoba"
	case "Tucuman":
		return "Tucumán"
	case "Belem":
		return "Belém"
	case "Sao Paulo":
		return "São Paulo"
	case "Havana":
		return "La Habana"
	case "London":
		return "Londres"
	case "Dublin":
		return "Dublín"
	case "Lisbon":
		return "Lisboa"
	case "Paris":
		return "París"
	case "Brussels":
		return "Bruselas"
	case "Luxembourg":
		return "Luxemburgo"
	case "Amsterdam":
		return "Ámsterdam"
	case "Berlin":
		return "Berlín"
	case "Zurich":
		return "Zúrich"
	case "Vienna":
		return "Viena"
	case "Rome":
		return "Roma"
	case "Monaco":
		return "Mónaco"
	case "Copenhagen":
		return "Copenhague"
	case "Stockholm":
		return "Estocolmo"
	case "Prague":
		return "Praga"
	case "Warsaw":
		return "Varsovia"
	case "Belgrade":
		return "Belgrado"
	case "Bucharest":
		return "Bucarest"
	case "Athens":
		return "Atenas"
	case "Moscow":
		return "Moscú"
	case "Kyiv":
		return "Kiev"
	case "Istanbul":
		return "Estambul"
	case "Jerusalem":
		return "Jerusalén"
	case "Dubai":
		return "Dubái"
	case "Riyadh":
		return "Riad"
	case "Tehran":
		return "Teherán"
	case "Kolkata":
		return "Calcuta"
	case "Singapore":
		return "Singapur"
	case "Shanghai":
		return "Shanghái"
	case "Seoul":
		return "Seúl"
	case "Tokyo":
		return "Tokio"
	case "Sydney":
		return "Sídney"
	case "Cairo":
		return "El Cairo"
	case "Algiers":
		return "Argel"
	case "Tunis":
		return "Túnez"
	case "Johannesburg":
		return "Johannesburgo"
	case "Canary":
		return "Canarias"
	default:
		return city
	}
}
