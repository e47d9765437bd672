package coach

import "github.com/afterword-io/afterword/pkg/events"

// Patterns are written as they are matched: without accents, ñ is n.
var spanish = lexicon{
	thanks: phrases(
		`gracias\b`,
		`agradec(er|erle|erles|erte|eros|ido|ida|idos|imiento|imientos|emos|ia)?\w*\b`,
		`agradezco\b`,
		`gratitud`,
		`reconocimiento por`,
	),
	noThanks: phrases(
		`gracias a (mi|mis|la|el|los|las|un|una|su|que|dios|esa|ese)\b`,
		`gracias (de antemano|por adelantado|anticipadas)`,
		`(agradeceria|agradecere|agradecer[ei]a) .{0,60}(respuesta|decision|resolucion|saber|informara|confirm\w*)`,
		`de antemano.{0,20}gracias`,
		`(clientes|pacientes|equipo) .{0,20}agradec\w*`,
		`no gracias`,
	),
	interest: phrases(
		`(me|nos) (\w+ )?(encantaria|gustaria|ilusiona|ilusionaria|entusiasma|interesa|motiva|apetece|atrae|haria (mucha )?ilusion|apasiona|apasionaria|interesaria)\b`,
		`(ilusionad|entusiasmad|interesad|motivad|convencid|emocionad|deseos)[oa]s? (de|con|por|en|ante)\b`,
		`(mi|gran|sincero|mucho|profundo|vivo|verdadero) (\w+ )?interes (en|por)\b`,
		`(quiero|quisiera|deseo|espero|ojala|desearia) .{0,30}(trabajar|formar parte|incorporar\w*|unirme|sumarme|aportar|contribuir|colaborar|puesto|ocupar|ayudar|participar|poder|integrarme|asumir|llevar|pertenecer)`,
		`(ganas|ilusion|entusiasmo|deseo|interes) (de|por|en|con) .{0,40}(trabajar|formar|incorporar\w*|unirme|sumarme|aportar|contribuir|colaborar|empezar|puesto|equipo|proyecto|participar|poder)`,
		`(seria|sera) (un|una|todo|toda) (\w+ )?(honor|placer|orgullo|privilegio|alegria|oportunidad|ilusion)`,
		`(reforz|reafirm|confirm|aument|ratific|afianz)\w* .{0,40}(interes|ganas|deseo|ilusion|que (quiero|este|es))`,
		`(exactamente|justo|precisamente) (lo que|el (tipo|lugar|puesto|trabajo|entorno)|la)`,
		`me (veo|imagino|visualizo) .{0,40}(trabajando|en|formando|con)`,
		`(el|este) (\w+ )?(puesto|trabajo|rol|cargo) .{0,20}(que (quiero|busco)|ideal|me (encanta|interesa|atrae|ilusiona))`,
		`sumarme (a|al)\b`,
		`no puedo esperar`,
		`aceptaria`,
		`mas (convencid|interesad|ilusionad|motivad|segur)[oa] (de|en|con|que|por)`,
	),
	noInterest: phrases(
		`no (me|estoy|tengo) .{0,20}(interes\w*|gust\w*|ilusion\w*)`,
		`me gustaria (saber|conocer|preguntar\w*|consultar\w*|agradecer\w*|dar\w*|expresar\w*|darle\w*|hablar|recibir|aclarar|pedir\w*|negociar|tener una respuesta)`,
		`me interesa (saber|conocer)`,
		`(espero|quedo a la espera|quisiera) .{0,20}(respuesta|noticias|saber|agradecer\w*|dar\w*)`,
		`ya no me`,
	),
	value: phrases(
		`(mi|mis) (\w+ ){0,3}?(experiencia|formacion|carrera|estudios|titulo|licenciatura|grado|master|trabajo|anos|practicas|trayectoria|conocimientos?|perfil|etapa|puesto|proyecto\w*|capacidad\w*|habilidades|fortalezas?|equipo|tesis|diplomado|maestria|doctorado)\b`,
		`(\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|varios|muchos) anos\b`,
		`(he|habiendo|haber) (\w+mente )?(dirigido|liderado|trabajado|gestionado|coordinado|reducido|aumentado|implantado|implementado|disenado|desarrollado|formado|creado|organizado|estudiado|llevado|aprendido|logrado|mejorado|atendido|participado|conseguido|pasado|montado|automatizado|migrado|supervisado|impartido|lanzado|construido|elaborado|hecho|vivido)\b`,
		`(lidere|dirigi|trabaje|gestione|coordine|reduje|aumente|implante|implemente|disene|desarrolle|forme|cree|organice|estudie|aprendi|logre|mejore|atendi|participe|consegui|pase|monte|hice|hicimos|ayude|automatice|supervise|lance|redujimos|logramos|conseguimos|lleve|construi|elabore)\b`,
		`(en|durante|desde) mi (\w+ )?(anterior|ultimo|actual|etapa|paso|puesto|trabajo|empresa|primer)`,
		`(aporto|puedo aportar|podria aportar|puedo ofrecer|aportar (mi|mis)|aportaria|me permit\w+|cuento con|poseo|dispongo de)\b`,
		`como (\w+ ){1,4}(en|durante)\b`,
		`(experiencia|master|grado|titulo|licenciatura|formacion) (en|de|como|con)\b`,
	),
	pushy: phrases(
		`(diganme|digame|comuniqueme|comuniquenme|informeme|haganme saber|hagame saber|confirmeme|avisame|aviseme|avisenme|necesito saber|quiero saber|quisiera saber (si|ya)) .{0,50}(decision|respuesta|resultado|si |elegid|contrat|cuanto|ya|antes)`,
		`(han|ha|ya) (\w+ )?(tomado|decidido) .{0,20}(decision|ya)?`,
		`(necesito|exijo|espero|requiero) (una |su |la )?(\w+ )?(respuesta|decision|contestacion) (rapida|pronta|inmediata|urgente|definitiva|ya|lo antes|antes|hoy|manana|cuanto antes)`,
		`(respuesta|decision) (rapida|inmediata|urgente|lo antes posible|cuanto antes)`,
		`(lo antes posible|cuanto antes|urgente|urgentemente|de inmediato|a la mayor brevedad)\b`,
		`(me han|he sido) (elegido|seleccionad[oa]|contratad[oa])`,
		`contrat(eme|enme|adme|ame)\b`,
		`(eli|esco)janme|elijame`,
		`(deme|denme|darme|dame|me de|me den) .{0,20}(oportunidad|puesto|trabajo|ocasion)`,
		`necesito (este|el|mucho|desesperadamente|de verdad|realmente) .{0,20}(trabajo|puesto|empleo)`,
		`(suplico|ruego|imploro|desesperad[oa])`,
		`no se arrepentira\w*`,
		`por favor,? (contrat|consider|eli|selecc|ten)\w*`,
		`(cual|cuanto) .{0,25}(salario|sueldo|pagan|remuneracion|cobrar\w*|pagaria\w*)`,
		`(el|mi|un|del|sobre el|mejor|su) (\w+ )?(salario|sueldo)\b`,
		`(expectativas?|pretensiones|banda|aspiracion\w*) salarial(es)?`,
		`(salario|sueldo|remuneracion) (de|es|seria|minimo|bruto|neto)`,
		`dias de vacaciones`,
		`(hacer|hagan|haga|hicieran|hiciera) (conmigo )?(una |alguna )?excepcion`,
		`una excepcion`,
		`(pasen|pase|pasar) por alto`,
		`(lo siento|lamento|disculp\w*|perdon\w*|pido (disculpas|perdon)|mil disculpas|siento (mucho|haber|que|no))\b`,
		`estaba (muy |un poco |bastante )?nervios[oa]`,
		`no fue mi mejor`,
		`no estuve (muy )?(bien|a la altura|fin[oa])`,
		`(otra|otras|varias|mas) (\w+ )?ofertas?\b`,
		`(llamare|volvere a llamar|escribire) .{0,20}(manana|cada dia|todos los dias)`,
	),
	timeline: phrases(
		`(cuando|para cuando|en que plazo\w*|cuanto tiempo|que plazos?|en que fechas?) .{0,40}(decid\w*|decision|respuesta|noticias|tomar\w*|resolver\w*|preven|prevee|esperan?|calcul\w*|tardar\w*|comunicar\w*|proceso|manejan)`,
		`(podria|podrian|puede|pueden|podriais) .{0,50}(plazos?|calendario|proximos pasos|siguientes? (paso|pasos|fase)|cuando|fecha|tiempos)`,
		`(saber|preguntar\w*|conocer|pregunto|consultar\w*|curiosidad|agradeceria|indicarme|orientar\w*|comentarme) .{0,50}(plazos?|calendario|proximos pasos|siguientes? (paso|pasos|fase)|cuando|tiempos|fechas? (aproximad|previst|orientativ)\w*)`,
		`cual(es)? (es|son|seria|serian) .{0,30}(plazos?|calendario|proximos pasos|siguientes? pasos?|tiempos)`,
	),
	when: phrases(
		`(plazos?|calendario|proximos pasos|siguientes? pasos?|cuando .{0,40}(decid|decision|respuesta|noticias|tomar)|para cuando|cuanto tiempo|tiempos del proceso)`,
	),
	stock: phrases(
		`(gracias|agradec\w*|agradezco) .{0,25}por .{0,25}(tiempo|oportunidad|entrevista|atencion|recibirme|reunion|haberme|interes|consideracion)`,
		`(fue|ha sido) (un|una) (\w+ )?(placer|gusto|honor|verdadero placer|alegria)`,
		`(conocer|saber|aprender|descubrir) mas (sobre|de|acerca) .{0,20}(empresa|puesto|equipo|posicion|compania|organizacion|vacante|cargo)`,
		`(mi|gran|sincero|reitero|reiterar) .{0,15}interes (en|por) (el|la|este|esta) .{0,20}(puesto|posicion|vacante|oportunidad|cargo)`,
		`(encajo|encaja|encajan|ajust\w*|candidat[oa] ideal|perfil idoneo|perfecto para)`,
		`(quedo|estoy) (a (su|la|vuestra) (entera )?(disposicion|espera)|pendiente)`,
		`no dud(e|en) en`,
		`cualquier (duda|pregunta|consulta|informacion|cosa)`,
		`(espero|esperando|deseo|a la espera de) .{0,20}(noticias|respuesta|saber|hablar)`,
		`mis (habilidades|conocimientos|capacidades|competencias) .{0,50}`,
		`mi experiencia (y|encaja|se ajusta|me hace|puede|podria|seria)`,
		`(aportar|anadir|sumar) (mucho |gran )?valor`,
		`(trabajo en equipo|proactiv[oa]|dinamic[oa]|orientad[oa] a resultados|apasionad[oa]|responsable y|ganas de aprender|comprometid[oa])`,
		`(formar parte de|unirme a|incorporarme a) (su|la|este|vuestro|el) .{0,15}(equipo|empresa|compania|organizacion)`,
		`(muy|realmente|sumamente|gratamente) (interesante|enriquecedor\w*|agradable|satisfech\w*|impresionad[oa])`,
		`(gran|excelente|magnifica|maravillos[oa]) (empresa|oportunidad|equipo|ambiente|compania)`,
		`contribuir al (exito|crecimiento)`,
		`(ambiente|cultura|valores) (de|de la|que)`,
		`estoy (segur[oa]|convencid[oa]) (de )?que`,
		`de nuevo,? (muchas )?gracias|gracias (de nuevo|nuevamente|otra vez)|reitero mi agradecimiento`,
	),
	talk: phrases(
		`(conversacion\w*|charla\w*|hablar|hablamos|hablo|hablasteis|comento|coment\w*|menciono|mencion\w*|explic\w*|describ\w*|descripcion|cont(o|aron|asteis|ado|arme)|conto|dijo|dijeron|mostr\w*|ensen\w*|compart\w*|coment\w*|pregunt\w*|respuesta|oir|escuchar|aprend\w*|conocer|plante\w*|idea|ideas|opinion|punto|reflexion\w*|ejemplo|anecdota|historia|impresion\w*|interes(ante|o|a)|fascin\w*|llamo la atencion|gust(o|aron)|entusiasm\w*|(su|vuestro|sus) (plan|planes|proyecto|enfoque|vision|manera|forma|trabajo|equipo)|lo que|como (usted|ustedes|su equipo|vosotros))\b`,
	),
	you: wholePhrases(
		`(usted|ustedes|su|sus|le|les|nos|nuestr\w+|vuestr\w+|os|te|tu|tus|me (cont|explic|mencion|mostr|ensen|coment|dij|habl)\w+|\w*(aron|asteis|amos|aste))`,
	),
	about: phrases(
		`(conversacion|charla|dialogo|debate|intercambio|comentario|comentarios|explicacion|explicaciones|ideas?|punto|opinion|historia|anecdota|reflexion(es)?|ejemplo|vision|plan(es)?|visita|recorrido|experiencia|pregunta|consejos?) (sobre|de|acerca de|en torno a|para|por|con)\b`,
		`(usted |ustedes )?(me |nos )?(menciono|mencionaron|explico|explicaron|describio|describieron|conto|contaron|comento|comentaron|mostro|mostraron|enseno|ensenaron|compartio|dijo|hablo|hablaron|planteo|hablamos|comentamos|conversamos|mencionaste|contaste|comentaste|explicaste)( de| sobre| que| como| acerca de| por que)?\b`,
		`(hablar|saber|oir|escuchar|conocer|aprender|hablando|pensando|pensar|leer) (mas )?(sobre|de|como|acerca de|en)\b`,
		`(impresiono|intereso|gusto|fascino|sorprendio|impresiona|llamo la atencion|encanto|inspiro|parecio \w+) (\w+ )?`,
		`lo que (me )?(\w+ )?(sobre|de|acerca)\b`,
		`la (forma|manera) en que\b`,
		`como (su equipo|usted|ustedes|vosotros|gestionan|trabajan|estan)\b`,
		`(reto|problema|desafio|proyecto|objetivo|plan|idea) de\b`,
	),
	struck: phrases(
		`que .{3,120}me (ha )?(impresion|parec|sorprend|encant|gust|llam|fascin|convenc|emocion)\w*`,
	),
	wasSaid: phrases(
		`(de|del|de la|de los|de las|sobre)? ?(el|la|los|las)? ?que (usted |ustedes )?(me |nos )?(hablo|hablaron|hablamos|menciono|mencionaron|explico|explicaron|describio|conto|contaron|comento|comentaron|comentamos|mostro|mostraron|enseno|compartio|planteo)\b`,
	),
	joins: wholePhrases(
		`(puesto|posicion|vacante|rol|cargo|empleo|trabajo|oportunidad|entrevista|futuro|equipo|carrera|candidatura|plaza) (de (\w+ ){1,6}?)?(en|con|a)( la| el)?`,
		`(un|sum|incorpor|integr)(ir|ar)(me|nos) (a|al|en)( la| el)?( equipo de)?`,
		`(encantaria|gustaria|quiero|quisiera|deseo|ilusion\w*|ganas|interes\w*|espero|entusiasm\w*|oportunidad|posibilidad) (de |por |en )?.{0,20}?(trabajar|colaborar|empezar|estar) (en|con|para)( la| el)?`,
		`(formar|ser) parte (de|del)( la| el)?( equipo de)?`,
		`equipo (de|en)`,
	),
	formerly: phrases(
		`(mi|mis|su) (\w+ )?(anterior|ultimo|actual|antigu[oa]|primer\w*|paso|etapa|anos|puesto|trabajo|practicas|experiencia|carrera|tiempo)`,
		`(trabaje|trabajado|trabajaba|dirigi|lidere|estuve|fui|era|he|hice|gestione|aprendi|empece|implante|reduje|actualmente|anteriormente|durante|anos)\b`,
	),
	units: phrases(
		`(\d[\d.,]* ?(por ciento|%|\$|km|kilometros|kg|toneladas|centros|tiendas|camas|usuarios|clientes|empleados|pacientes|pedidos|paquetes|camiones|vehiculos|paises|idiomas|servidores|millones|euros|pesos|dolares|maquinas|robots|escuelas|alumnos|equipos|metros|plantas|megavatios|mw|sucursales|paneles|parques|solicitudes|citas|llamadas))\b`,
	),
	departments: wordSet(`
		ventas marketing compras logistica personal recursos humanos desarrollo investigacion produccion finanzas informatica
		soporte calidad planificacion tecnica departamento equipo area operaciones direccion atencion clinica`),
	generic: genericStems(events.Spanish, `
		cercanía trato trataron tratar profesionales comunicación integridad respeto confianza transparencia
		flexible flexibilidad responsable proactivo proactiva adaptación perfil descripción oferta empleador clima energía
		espíritu filosofía principios estándares reputación marca nombre portafolio beneficios salario liderazgo socios alianza
		alcance amplitud apertura bienvenida acogida hospitalidad paciencia atención cortesía invitación cita currículum
		referencias actual próximo reciente tendencias economía enriquecedor enriquecedora inspirador inspiradora motivador
		motivadora informativo informativa valioso honrado honrada afortunado afortunada tranquilo cómodo cómoda rutina horario
		jerarquía estructura organigrama diversidad compromiso excelencia calidez humana humano ambición ambiciones desarrollo
		profesional crecimiento
		impresionó pareció sorprendió encantó gustó llamó fascinó convenció emocionó
		puesto posición vacante rol cargo empresa compañía organización equipo oportunidad trabajo empleo cultura misión valores
		valor objetivo objetivos meta metas visión entorno ambiente responsabilidad responsabilidades día expectativas futuro
		proyecto proyectos crecimiento éxito reto retos desafío desafíos necesidad necesidades departamento experiencia
		habilidad habilidades conocimientos capacidad capacidades formación perfil entrevista conversación charla reunión tiempo
		detalle detalles información producto productos servicio servicios negocio sector industria gente personas persona
		compañeros proceso procesos plan planes estrategia dirección forma manera cosa cosas bueno buena gran grande excelente
		magnífico interesante interesantes fascinante apasionante gracias agradecer agradecido agradezco hoy ayer mañana tarde
		semana mes año años minuto minutos hora horas dedicar dedicado tomar tomarse dar dado recibir recibirme conocer
		conocerle conocerlo conocerla conocerlos aprender saber escuchar hablar hablado contar explicar mencionar describir
		mostrar compartir comentar gusto placer encantado encantada agradable amable amabilidad cordial mucho mucha muchas muy
		más también además esperar espero creer creo pensar pienso sentir siento ayudar aportar contribuir contribución unir
		unirme incorporar formar parte ofrecer hacer querer quiero gustar gustaría encantar encantaría considerar consideración
		candidato candidata candidatura solicitud contratar decisión próximo próximos siguiente pasos paso saludo saludos
		atentamente pregunta preguntas respuesta respuestas duda dudas contactar libre disposición nuevo nueva pequeño bien
		feliz contento contenta impresionado impresión útil valioso valiosa fuerte perfecto perfecta encajar ajustar miembro
		tipo enfoque todo todos algo primero primera segundo último diferente importante clave principal actual actualmente
		general específico pasión apasionado dedicación comprometido compromiso profesional profesionalidad profesionalismo
		atmósfera acogedor cálido dinámico innovador innovación líder liderazgo mundo mercado cliente clientes carrera camino
		desarrollo desarrollar fortaleza fortalezas requisito requisitos tarea tareas función funciones estructura idea ideas
		potencial posibilidad personal personalmente consejo historia trayectoria reputación oficina lugar área áreas tema temas
		aspecto aspectos nivel calidad increíble fantástico maravilloso convencido seguro segura interés interesado interesada
		entusiasmo entusiasmado ilusión ilusionado motivado motivación atención funcionamiento funciona oportunidades honestidad
		franqueza colaboración colaborar juntos común camino perspectiva visita recorrido`),
	say: sayings{
		noThanks:      "Dé las gracias por su tiempo: para eso es la nota.",
		wrongName:     "La nota saluda a %[1]s, pero es para %[2]s: escriba el nombre correcto.",
		wrongVocative: "Aquí se dirige a %[1]s, pero la nota es para %[2]s: escriba el nombre correcto.",
		wrongEmployer: "La nota habla de %[1]s, pero la entrevista fue con %[2]s: escriba la empresa correcta.",
		noName:        "Salude a %[1]s por su nombre.", noGreeting: "Empiece con un saludo y llame a %[1]s por su nombre.",
		notSpecific:        "Mencione algo de lo que hablaron, como «%[1]s», y qué piensa de ello: así como está, la nota podría ser para cualquiera.",
		notSpecificUnknown: "Mencione algo de la conversación, como un plan, un problema o un comentario: así como está, la nota podría ser para cualquiera.",
		placeholder:        "Cambie «%[1]s» por lo que debe ir ahí.",
		copied:             "Es casi la misma nota que escribió a otra persona: cuente a cada una lo que habló con ella.",
		copiedOf:           "Es casi la misma nota que escribió a %[1]s: cuente a cada persona lo que habló con ella.",
		noValue:            "Diga en una frase para qué les sirve su experiencia, por ejemplo «%[1]s».", noValueUnknown: "Diga en una frase qué aporta su formación o su experiencia al puesto.",
		noInterest: "Diga que quiere el puesto.", noInterestIn: "Diga que quiere el puesto: %[1]s.",
		tooLong:     "La nota tiene %[1]s palabras: déjela en 250 o menos para que la lean hasta el final.",
		tooShort:    "La nota tiene %[1]s palabras: escriba 40 o más, para que diga algo de la conversación y de usted.",
		stock:       "Casi todo esto está en cualquier plantilla: dígalo con sus palabras o quítelo.",
		pushy:       "Quite esto: la nota da las gracias y, como mucho, pregunta por los plazos.",
		askTimeline: "Nadie le ha dicho cuándo deciden: aquí cabe una pregunta amable sobre los plazos.",
		byPost:      "Lleve la nota en mano o envíela por correo electrónico: por correo postal puede llegar después de la decisión.",
	},
}
