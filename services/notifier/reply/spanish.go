package reply

func spanish() vocabulary {
	return vocabulary{
		stop: stopWords{
			alone: []string{
				"parar", "para", "alto", "baja", "stop", "stopp", "cancelar", "cancela", "cancele", "cancelen", "fin", "final", "detener", "detén", "deténganse", "basta", "basta ya", "ya basta", "ya no", "ya no más", "no más", "nada más", "salir", "desuscribir",
				"desuscribirme", "desuscribirse", "darme de baja", "dar de baja", "darse de baja", "dame de baja", "deme de baja", "denme de baja", "quiero la baja", "terminar", "termina", "terminen", "eliminar", "elimíname", "elimíneme", "bórrame", "bórreme", "borrar", "revocar",
				"revoco", "suspender", "paren", "paren ya", "para ya", "pare", "pare ya", "párale", "para esto", "paren esto", "bloquear", "déjame en paz", "quítame", "quíteme", "suficiente", "es suficiente", "anular suscripción", "cancelar todo", "parar todo", "no quiero",
				"no quiero más", "no me interesa", "dejen", "déjenme",
			},
			strong: []string{"stop", "desuscribir", "desuscribirme"},
			wishes: []string{
				"darme de baja", "dar de baja mi", "dame de baja", "deme de baja", "denme de baja", "quiero darme de baja", "me doy de baja", "quiero la baja", "deja de escribirme", "dejen de escribirme", "deje de escribirme", "deja de escribir", "dejen de escribir", "deje de escribir",
				"deja de enviar", "dejen de enviar", "deje de enviar", "deja de enviarme", "dejen de enviarme", "deje de enviarme", "deja de mandar", "dejen de mandar", "deje de mandar", "deja de mandarme", "dejen de mandarme", "deje de mandarme", "deja de molestar", "dejen de molestar",
				"deje de molestar", "dejen de molestarme", "deja de molestarme", "dejen de contactarme", "deja de contactarme", "para de escribir", "paren de escribir", "para de enviar", "paren de enviar", "para de mandar", "paren de mandar", "paren de mandarme", "para de mandarme", "paren los mensajes",
				"para los mensajes", "paren los sms", "parar los mensajes", "parar los sms", "no más mensajes", "no más sms", "no más recordatorios", "no más textos", "ya no más mensajes", "no quiero más mensajes", "no quiero mensajes", "no quiero sms", "no quiero recibir", "no deseo recibir", "no quiero más sms",
				"no quiero recordatorios", "no quiero más recordatorios", "no me escriban", "no me escribas", "no me escriba", "no me envíen", "no me envíes", "no me envíe", "no me manden", "no me mandes", "no me mande", "no me contacten", "no me contactes", "no me molesten", "no me molestes",
				"déjame en paz", "déjenme en paz", "déjeme en paz", "déjame tranquilo", "déjame tranquila", "déjenme tranquilo", "déjenme tranquila", "quítame de la lista", "quítenme de la lista", "quíteme de la lista", "sácame de la lista", "sáquenme de la lista", "sáqueme de la lista", "bórrame de", "bórrenme de",
				"borra mi número", "borren mi número", "borre mi número", "elimina mi número", "eliminen mi número", "elimine mi número", "cancelar la suscripción", "cancelar suscripción", "cancelar mi suscripción", "cancela mi suscripción", "anular la suscripción", "cancelar los mensajes", "cancelar los recordatorios",
				"cancelar mensajes", "cancelar recordatorios", "retiro mi consentimiento", "revoco mi consentimiento", "revocar mi consentimiento", "retirar mi consentimiento", "no autorizo más", "baja por favor",
			},
			idioms: []string{
				"sin parar", "no paro de", "no puedo parar", "no para de", "de baja médica", "baja médica", "baja laboral", "está de baja", "estaba de baja", "de baja por maternidad", "planta baja", "la parada", "non stop", "sin stop", "para que", "alto cargo", "stop de", "la señal de stop", "un stop",
				"quiere darse de baja", "no puedo dejar de", "no dejo de",
			},
			denials: []string{"no", "por favor no", "nunca", "ellos", "él", "ella", "la empresa"},
			others:  []string{"a ellos", "a la empresa", "a él", "a ella"},
		},
		commands: []command{
			{Start, alone, []string{
				"alta", "empezar", "iniciar", "inicio", "comenzar", "reanudar", "continuar", "continúa", "seguir", "activar", "suscribir", "suscribirme", "start", "quiero el alta", "darme de alta", "dame de alta", "volver a empezar", "empezar de nuevo", "volver a recibir", "quiero recibir de nuevo", "reactivar",
				"quiero volver a recibir mensajes", "escríbanme de nuevo",
			}},
			{Yes, alone, []string{"sí", "si", "sip", "claro que sí", "sí por favor"}},
			{Help, alone, []string{
				"info", "información", "comandos", "menú", "opciones", "qué puedo responder", "qué puedo contestar", "qué respondo", "qué contesto", "qué es esto", "quién es", "quién eres", "quiénes son", "quién es usted", "qué significa", "qué significa esto", "cómo funciona", "qué", "y ahora qué", "no entiendo",
			}},
			{Help, first, []string{"ayuda", "necesito ayuda", "ayúdame", "ayúdeme", "ayúdenme", "me ayudas", "socorro"}},
			{Undo, alone, []string{
				"error", "me equivoqué", "me he equivocado", "equivocado", "fue un error", "es un error", "ha sido un error", "por error", "mi error", "incorrecto", "eso no", "no es cierto", "no es verdad", "eso no es así", "ups", "perdón me equivoqué", "retractar", "retiro lo dicho", "quita eso", "sin querer", "revertir",
			}},
			{Undo, first, []string{"deshacer", "deshaz", "deshaga", "anular", "anula", "anule", "undo"}},
			{NoAnswer, first, []string{
				"no contestan", "no contesta", "no contestaron", "no contestó", "no contestó nadie", "nadie contesta", "nadie contestó", "nadie respondió", "nadie responde", "no responden", "no responde", "no respondieron", "no respondió", "no han contestado", "no han respondido", "no me contestan", "no me contestaron",
				"no me han contestado", "no hay respuesta", "sin respuesta", "sin contestar", "no había nadie", "no hubo respuesta", "no cogen", "no cogen el teléfono", "no lo cogen", "no atienden", "no atendieron", "nadie atiende", "nadie atendió", "buzón", "buzón de voz", "contestador", "salta el contestador", "saltó el buzón", "dejé un mensaje",
				"dejé mensaje", "he dejado un mensaje", "ocupado", "estaba ocupado", "comunica", "comunicaba", "sin noticias", "no hay noticias", "no tengo noticias", "no sé nada", "no localicé a nadie", "no pude contactar", "no he podido contactar",
			}},
			{Called, first, []string{
				"llamé", "he llamado", "llamado", "llamada hecha", "ya llamé", "ya he llamado", "los llamé", "les llamé", "las llamé", "les he llamado", "los he llamado", "ya los llamé", "ya les llamé", "acabo de llamar", "hablé", "hablé con ellos", "hablé con ella", "hablé con él", "he hablado con ellos",
				"he hablado", "pregunté", "he preguntado", "les pregunté", "telefoneé", "llame", "hice la llamada", "contacté con ellos", "ya hablé con ellos",
			}},
			{Called, telling, []string{
				"necesitan", "ellos necesitan", "todavía están decidiendo", "aún están decidiendo", "siguen decidiendo", "están decidiendo", "deciden", "decidirán", "van a decidir", "ellos deciden", "me avisan", "me avisarán", "me van a avisar", "me llamarán", "me llaman", "me dirán", "me dicen", "quieren más tiempo", "quieren hasta",
				"necesitan más tiempo", "todavía no han decidido", "aún no han decidido", "no han decidido", "todavía no deciden", "decisión el", "decisión para", "siguen entrevistando", "todavía no saben", "aún no saben", "dicen que el", "dijeron que el",
			}},
			{Snooze, telling, []string{"mañana", "esta tarde", "esta noche"}},
			{Later, first, []string{"luego", "más tarde", "después", "más adelante", "posponer", "posponer hasta", "aplazar", "aplazar hasta", "espera hasta", "espere hasta"}},
			{Snooze, first, []string{
				"recuérdame", "recuérdeme", "recuérdenme", "recuérdamelo", "recuérdame luego", "recuérdame más tarde", "ahora no", "hoy no", "todavía no", "aún no", "ahorita no", "en otro momento", "snooze", "pregúntame luego", "otro día",
			}},
			{Offer, alone, []string{"contratado", "contratada", "me contrataron", "me han contratado", "estoy contratado", "estoy contratada"}},
			{Offer, first, []string{"oferta", "oferta de trabajo", "oferta laboral"}},
			{Offer, anywhere, []string{
				"me hicieron una oferta", "me han hecho una oferta", "recibí una oferta", "recibí la oferta", "he recibido una oferta", "he recibido la oferta", "tengo una oferta", "tengo la oferta", "me ofrecieron", "me han ofrecido", "conseguí el trabajo", "conseguí el puesto", "he conseguido el trabajo", "he conseguido el puesto",
				"obtuve el trabajo", "obtuve el puesto", "me dieron el trabajo", "me dieron el puesto", "me han dado el trabajo", "me han dado el puesto", "me contrataron", "me han contratado", "dijeron que sí", "han dicho que sí", "me dijeron que sí", "me han dicho que sí", "me cogieron", "me han cogido",
			}},
			{No, alone, []string{
				"no", "rechazo", "rechazado", "rechazada", "fui rechazado", "fui rechazada", "descartado", "descartada", "me descartaron", "me rechazaron", "no seleccionado", "no seleccionada", "un no", "fue un no", "negativo", "denegado", "no fui seleccionado", "no fui seleccionada", "no pudo ser", "no hubo suerte",
			}},
			{No, anywhere, []string{
				"dijeron que no", "me dijeron que no", "han dicho que no", "me han dicho que no", "me rechazaron", "me han rechazado", "me descartaron", "me han descartado", "no me dieron el trabajo", "no me dieron el puesto", "no me han dado el trabajo", "no me han dado el puesto", "no conseguí el trabajo", "no conseguí el puesto",
				"no me cogieron", "no me han cogido", "no me contrataron", "no me han contratado", "no me eligieron", "no me han elegido", "no me seleccionaron", "no me han seleccionado", "eligieron a otro", "eligieron a otra", "eligieron otro candidato", "han elegido a otro", "han elegido a otra", "contrataron a otro", "contrataron a otra", "cogieron a otro",
				"se decidieron por otro", "el puesto está cubierto", "puesto ya cubierto", "no soy el elegido", "no he sido seleccionado", "no he sido seleccionada",
			}},
			{Sent, first, []string{
				"enviado", "enviada", "enviados", "enviadas", "enviada la nota", "lo envié", "la envié", "los envié", "las envié", "envié", "ya envié", "ya lo envié", "ya la envié", "ya los envié", "ya las envié", "he enviado", "ya he enviado", "lo he enviado", "ya lo he enviado", "ya la he enviado", "ya los he enviado", "ya las he enviado", "la he enviado", "los he enviado", "las he enviado", "ya está enviado", "ya está enviada",
				"está enviado", "está enviada", "mandado", "mandada", "mandé", "lo mandé", "la mandé", "los mandé", "las mandé", "ya mandé", "ya lo mandé", "ya la mandé", "he mandado", "lo he mandado", "la he mandado", "todo enviado", "todas enviadas", "todos enviados", "ya enviado", "ya enviada", "ya enviadas", "sent", "acabo de enviar", "acabo de enviarla",
				"acabo de enviarlo", "nota enviada", "notas enviadas", "gracias enviadas", "envie",
			}},
			{Done, first, []string{
				"hecho", "listo", "lista", "ya está", "ya está hecho", "está hecho", "ya lo hice", "lo hice", "ya lo he hecho", "lo he hecho", "terminado", "terminé", "ya terminé", "he terminado", "completado", "completo", "todo hecho", "todo listo", "ya hecho", "ya listo",
			}},
		},
		polite: []string{
			"ok", "okay", "vale", "hola", "buenos días", "buenas tardes", "buenas noches", "buenas", "por favor", "porfa", "porfavor", "xfa", "gracias", "muchas gracias", "mil gracias", "muy amable", "bueno", "bien", "muy bien", "perfecto", "genial", "claro", "disculpa", "disculpe", "perdón", "perdona", "lo siento", "pues", "eh", "oh", "y", "saludos",
			"un saludo", "adiós", "chao", "señor", "señora", "de acuerdo", "entendido",
		},
		doubts: []string{
			"no", "nada", "ninguno", "ninguna", "nunca", "tampoco", "todavía", "aún", "si", "cuando", "excepto", "menos", "pero", "solo", "sólo", "salvo", "una de", "uno de", "alguna", "algunas", "algunos", "media", "casi", "quizá", "quizás", "tal vez", "espero", "ojalá", "debería", "voy a", "iba a", "tengo que", "quiero", "esperando",
			"alguien", "amigo", "amiga", "qué", "quién", "cuál", "cómo", "hay una", "falta", "faltan", "otra persona",
		},
		whole: []string{"no gracias", "no muchas gracias", "no por favor", "no perdón", "no perdona", "no lo siento", "no disculpa", "no vale"},
		ordinary: []string{
			"llama", "llamar", "llamas", "llaman", "llamo", "llames", "llave", "enviar", "envías", "envía", "envían", "envíe", "envidia", "enviando", "hechos", "hecha", "lecho", "techo", "pecho", "listas", "vista", "pista", "listos", "mixto", "visto", "lugar", "fuego", "juego", "ruego", "luegos",
			"ofertas", "horror", "terror", "errores", "terror", "pasar", "pagar", "pararon", "parecer", "tapar", "bajar", "bajo", "caja", "finca", "salud", "sabor", "altas", "salta", "falta", "baja", "hablo", "hable", "habla", "hablar", "mando", "manda", "manta", "infancia", "terminar", "terminal", "termina", "borra", "borrador",
			"retraso", "rechaza", "recházalo", "ayudar", "ayudas", "ayudan", "viuda", "duda", "despues", "anular", "anual", "negativa", "ocupada", "comunicar", "comunicas", "comunicado", "pregunta", "preguntar", "contesta",
		},
	}
}
