package coach

import "github.com/afterword-io/afterword/pkg/events"

// Patterns are written as they are matched: without accents, ñ is n.
var spanish = lexicon{
	thanks: phrases(
		`gra[cs]ias\b`,
		`agrade[cs]\w*`,
		`agradezco\b`,
		`gratitud`,
		`reconocimiento por`,
		`(eternamente|profundamente|muy|sinceramente|tan) reconocid[oa]s?\b`,
		`(muy|tan|que|sumamente) (amable|generos[oa]|gentil|considerad[oa]|detallista) (de|por) (su|tu|vuestra) parte\b`,
		`(valoro|aprecio) (mucho |muchisimo |enormemente |sinceramente |de verdad |de corazon )*(su|sus|tu|tus|que|el tiempo|la|lo|vuestr\w+|esa|ese|cada)\b`,
		`en deuda con`,
		`(thx|thanks|thank you)\b`,
	),
	noThanks: phrases(
		`gracias a (mi|mis|la|el|los|las|un|una|su|que|dios|esa|ese|eso|esos|nuestr\w+)\b`,
		`gracias (de antemano|por adelantado|anticipadas)`,
		`(agradeceria|agradecere|agradecer[ei]a) .{0,60}(respuesta|decision|resolucion|saber|informara|confirm\w*)`,
		`de antemano.{0,20}gracias`,
		`(clientes?|pacientes|huespedes|alumnos|padres|familias|publico) .{0,20}(agradec\w*|gracias)`,
		`(me|nos|le|les) (dio|dieron|daba|daban|da|dan) (\w+ )?(las )?gracias`,
		`(dar|dando) las gracias (a (mi|mis|la vida|dios|los clientes))`,
		`agradec\w* (a|con) (mi|mis|la vida|dios|los (clientes|pacientes))\b`,
		`(muy |tan )?agradecid[oa]s? (con|a) (mi|mis|la vida|dios)\b`,
		`(huesped\w*|publico|gente|vecinos|comensales) .{0,20}agradec\w*`,
		`(es|son) (\w+ )?agradecid[oa]s?`,
		`(agradecen|agradecian|agradecieron)\b`,
		`gracias a que`,
		`no gracias`,
	),
	interest: phrases(
		// a wish for anything: noInterest takes back the wish to thank, to know and the like
		`(quiero|quisiera|querria|queria|deseo|desearia|pretendo|anhelo|ansio|ambiciono|aspiro|sueno con|sonaba con|confio en|espero) (\w+ ){1,4}`,
		`(este|ese|el|la|esta|esa) (\w+ ){0,3}que (\w+ )?(quiero|quisiera|busco|buscaba|deseo|sonaba|soñaba|queria|esperaba|necesitaba)`,
		`(me|nos|lo que mas me|nada me) (\w+ )?(encantaria|gustaria|ilusiona|ilusionaria|entusiasma|entusiasmaria|interesa|interesaria|motiva|apetece|apeteceria|atrae|apasiona|apasionaria|fascinaria|alegraria|honraria|tienta|seduce|emociona|tira|llama mucho)\b`,
		`me (haria|hace|haran|harian) (\w+ ){0,3}(ilusion|feliz|dichos[oa]|felices)\b`,
		`ojala`,
		`ganas\b`,
		`me muero (por|de)`,
		`(mi|gran|sincero|mucho|mucha|muchisima|profundo|vivo|verdadero|toda|tanta|enorme|con|tengo|autentico|pleno|maximo) (\w+ )?(interes|ilusion|entusiasmo|sueno|deseo|motivacion)\b`,
		`(interes|ilusion|entusiasmo|deseo|sueno|motivacion|emocion) (\w+ )?(por|en|de|con) (\w+ ){0,4}(trabaj\w*|formar|incorpor\w*|un\w+|sum\w*|aport\w*|contribu\w*|colabor\w*|empezar|puesto|cargo|vacante|equipo|proyecto|particip\w*|poder|pertenecer|posibilidad|idea|integr\w*|reto)`,
		`(ilusionad|entusiasmad|interesad|motivad|convencid|emocionad|deseos|decidid|dispuest|ansios|animad)[oa]s? (de|con|por|en|ante|a)\b`,
		`(encantad|feliz|felices|honrad|orgullos|dichos|content|afortunad|privilegiad)([oa]s?)? (\w+ )?(de|con|si) (\w+ )?(trabajar|formar|incorporar\w*|unir\w*|sumar\w*|aportar|contribuir|colaborar|empezar|poder|participar|pertenecer|ser|integrar\w*|ayudar|quedar\w*|asumir|llevar|compartir)`,
		`(estaria|estare|quedaria|me sentiria|seria|sere) (\w+ ){0,3}?(encantad|feliz|honrad|orgullos|dichos|content|afortunad)`,
		`(seria|sera) (\w+ ){0,3}?(honor|placer|orgullo|privilegio|alegria|oportunidad|ilusion|sueno|gusto|suerte|fortuna|regalo|maravilla)\b`,
		`(es|seria) (\w+ ){0,2}(mi sueno|un sueno|el trabajo de mi vida|el puesto de mis)`,
		`(reforz|reafirm|confirm|aument|ratific|afianz|acrecent|crecid|crecio|redobl)\w* .{0,40}(interes|ganas|deseo|ilusion|motivacion|que (quiero|este|es))`,
		`(interes|ilusion|deseo|motivacion) .{0,40}(reforz|reafirm|confirm|aument|crec|afianz)\w*`,
		`(exactamente|justo|justamente|precisamente) (lo que|el (tipo|lugar|puesto|trabajo|entorno|sitio)|la|donde|eso)`,
		`me (veo|imagino|visualizo|veria|vi) .{0,40}(trabajando|en|formando|con|como)\b`,
		`(puesto|trabajo|rol|cargo|vacante|plaza) (\w+ ){0,3}(que (quiero|busco)|ideal|para mi|me (encanta|interesa|atrae|ilusiona|llama|apasiona)|de mis suenos|sonado)`,
		`(sumarme|incorporarme|unirme|integrarme|formar parte|ser parte) (a|al|en|con|de|del)\b`,
		`(trabajar|empezar|colaborar|aprender|quedarme|estar|seguir|crecer) (\w+ )?(con (usted\w*|vosotr\w*|su equipo|vuestr\w*)|contigo)\b`,
		`(no puedo|cuesta) esperar`,
		// words of somebody who says yes
		`(cuente|cuenten|cuenta|conta|contad|conten) (\w+ )?conmigo`,
		`me (apunto|ofrezco|quedo con el puesto|quedaria|comprometo)\b`,
		`(acepto|aceptaria|aceptare|firmo|firmaria|firmaba)\b`,
		`(digo|diria|respuesta seria|respuesta es) (\w+ )?si\b`,
		`(estoy|estaria) (\w+ )?(list[oa]|dispuest[oa]|preparad[oa]|hech[oa]) (para|a)\b`,
		`si (\w+ )?(me|nos) (\w+ )?(dan?|dais|dieran?|elig\w*|escog\w*|llam\w*|quier\w*|tom\w*|contrat\w*|acept\w*|necesit\w*|permit\w*)`,
		`a su (entero )?servicio`,
		`soy (el|la|lo) (\w+ ){0,6}que (\w+ )?(busc|necesit|quier)\w*`,
		`me (re |super )?(copa|late|cuadra|mola|flipa|chifla|provoca|prende)\b`,
		`(postulo|me postulo|sigo en carrera|sigo adelante)\b`,
		`me (de|den|da|dan|dieran?) (\w+ ){0,2}oportunidad`,
		`mas (convencid|interesad|ilusionad|motivad|segur)[oa] (de|en|con|que|por)`,
		`cruz(o|are|ando) los dedos`,
	),
	noInterest: phrases(
		`no (me|estoy|tengo) .{0,20}(interes\w*|gust\w*|ilusion\w*)`,
		`(me gustaria|me encantaria|quisiera|querria|queria|quiero|deseo|desearia|espero|aspiro|confio en) (\w+ ){0,3}?(saber|preguntar\w*|consultar\w*|agradecer\w*|agradec\w*|dar(le|les|te|os)?( las)? gracias|darle|darles|darte|dar las|expresar\w*|recibir|aclarar|pedir\w*|negociar|decir\w*|comentar\w*|contar(le|les|te|os)|manifestar\w*|transmitir\w*|aprovechar|reiterar\w*|felicitar\w*|disculpar\w*|enviar\w*|hacer\w* llegar|tener (una |pronta )?(respuesta|noticias)|noticias|respuesta|hablar|conocer (los|el|su|la|cuando|mas)|que (\w+ )?(se )?(encuentr\w*|este|esten|haya|hayan|tenga|pas\w*|disfrut\w*)|su (respuesta|decision|llamada)|una (\w+ )?(respuesta|decision)|contrat\w*)`,
		`me interesa (saber|conocer)`,
		`(espero|quedo a la espera|quisiera) .{0,20}(respuesta|noticias|saber|agradecer\w*|dar\w*)`,
		`(encantad|feliz|honrad|orgullos|content)([oa]s?)? (\w+ )?(de|con) (haber\w*|conocer\w*|la entrevista|la conversacion|su)`,
		`quiero decir`,
		`ya no (me|quiero|deseo)`,
		`(tuve|tuvimos|tenia) (\w+ )?(la|el) (\w+ )?(ganas|deseo) de (preguntar|reir)`,
	),
	value: phrases(
		`(mi|mis|nuestro|nuestra|nuestros) (\w+ ){0,3}?(experiencia|formacion|carrera|estudios|titulo|titulacion|licenciatura|grado|master|trabajo anterior|anos|practicas|trayectoria|conocimientos?|etapa|puesto anterior|proyecto\w*|fortalezas?|tesis|diplomado|maestria|doctorado|oficio|servicio social|voluntariado|temporadas?|beca|pasantia|residencia|universidad|facultad|escuela|empresa|clientes|alumnos|pacientes|jefe|jefa|especialidad|curso|ingles|aleman|frances|idiomas|certificad\w+|negocio|taller|turno|inicios|juventud)\b`,
		`mi (\w+ ){0,2}(puesto|trabajo|empleo|cargo|equipo) (anterior|actual|de antes|como|en|durante)`,
		`mis (\w+ ){0,2}(habilidades|capacidades|competencias) (en|de|con|para|como)\b`,
		`(\d+|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|varios|muchos|largos|tantos) (\w+ )?(anos|temporadas|cursos|semestres|meses|veranos|inviernos|campanas)\b`,
		`(he|habiendo|habia|hemos) (\w+ ){0,2}?(dirigido|liderado|trabajado|gestionado|coordinado|reducido|aumentado|implantado|implementado|disenado|desarrollado|formado|creado|organizado|estudiado|llevado|aprendido|logrado|mejorado|atendido|participado|conseguido|pasado|montado|automatizado|migrado|supervisado|impartido|lanzado|construido|elaborado|hecho|vivido|vendido|ensenado|clasificado|catalogado|reparado|cambiado|tocado|conducido|cuidado|cocinado|servido|programado|escrito|dedicado|manejado|tratado|negociado|resuelto|instalado|probado|cultivado|traducido|publicado|investigado|abierto|cerrado|ganado|perdido)\b`,
		`(lidere|dirigi|trabaje|gestione|coordine|reduje|aumente|implante|implemente|disene|desarrolle|forme|cree|organice|estudie|aprendi|logre|mejore|atendi|participe|consegui|pase|monte|hice|hicimos|ayude|automatice|supervise|lance|redujimos|logramos|conseguimos|lleve|construi|elabore|ensene|vendi|clasifique|catalogue|repare|cambie|conduje|cuide|cocine|servi|programe|dedique|maneje|negocie|resolvi|instale|probamos|fui|era yo|estuve|estube|empece|comence|complete|obtuve|gane|saque el|me gradue|me titule|me forme|me especialice|explique|abri|cerre|practique|traduje|edite|investigue|publique|calcule|levante|rescate|transforme|baje|subi|colabore|domine)\b`,
		`\w+(abamos|iamos)\b`,
		`(trabajaba|dirigia|gestionaba|coordinaba|llevaba yo|atendia|ensenaba|vendia|conducia|reparaba|cocinaba|era (la|el|un|una) (responsable|encargad\w+|jef\w+|segund\w+))\b`,
		`(nos|me) (pasaba|pasaban|tocaba|tocaban|toco|enseno|ensenaron|formo|sirvio|sirvieron) `,
		`(yo )?(vengo|venia|provengo) de\b`,
		`(llevo|llevaba|llevamos) (\w+ ){0,2}(anos|meses|toda|media|desde|tiempo|\d+)`,
		`(en|durante|desde|tras) mi (\w+ )?(anterior|ultimo|actual|etapa|paso|puesto|trabajo|empresa|primer|epoca|ano|tiempo)`,
		`(puedo ofrecer|aportar (mi|mis)|me permit\w+|cuento con|poseo|dispongo de|domino|manejo)\b`,
		`(hablo|escribo|domino|manejo) (\w+ ){0,2}(ingles|frances|aleman|portugues|italiano|chino|catalan|euskera|gallego|idiomas|bien|perfectamente)`,
		`como (\w+ ){1,5}(en|durante|he|habia|aprendi|se|puedo|trabaje|conozco|llevo|vi)\b`,
		`(soy|siendo) (\w+ )?(licenciad|graduad|titulad|diplomad|ingenier|tecnic|maestr|bibliotecolog|emfermer|enfermer|contador|abogad|psicolog|economist)\w*`,
		`(experiencia|master|grado|titulo|licenciatura|formacion) (en|de|como|con)\b`,
		`(es|son) lo (mio|nuestro)\b`,
		`se me (da|dan|daba|daban) (muy |bastante |de )?(bien|maravilla)`,
	),
	noValue: phrases(
		`(en|con|de) [^,;:]{1,100}? no (tengo|tenia|tuve|poseo) (\w+ ){0,2}?(experiencia|conocimientos?|formacion|estudios|titulo)\b`,
		`(no|nunca) (tengo|tenia|tuve|poseo|cuento con|dispongo de|he tenido) (\w+ ){0,2}?(experiencia|conocimientos?|formacion|estudios|titulo)\b.{0,110}?(,|;|:| pero | y (mi|mis|yo)\b| aunque |$)`,
		`carezco de (\w+ )?(experiencia|conocimientos?|formacion|estudios|titulo)\b.{0,110}?(,|;|:| pero | y (mi|mis|yo)\b| aunque |$)`,
		`(mis? )?(titulo|carrera|formacion|experiencia|estudios|grado) (no (\w+ )?(sirven?|valen?|ayudan?|aportan?)|(es|son) (\w+ )?inutil(es)?)\b.{0,110}?(,|;|:| pero | y (mi|mis|yo)\b| aunque |$)`,
	),
	pushy: phrases(
		`(diganme|digame|dime|decidme|comuniqueme|comuniquenme|informeme|informenme|haganme saber|hagame saber|confirmeme|confirmenme|avisame|aviseme|avisenme|necesito saber|exijo saber|quisiera saber (si|ya)) .{0,50}(decision|respuesta|resultado|si (me|estoy|he|soy|el puesto)|elegid|contrat|cuanto|ya\b|antes)`,
		`(puede|pueden|podria|podrian|puedes) (decirme|confirmarme|avisarme) (\w+ ){0,2}(hoy|ya|manana|si (estoy|me|he|soy|el puesto))`,
		`(estoy|he sido|fui|soy|me han) (\w+ )?(contratad|seleccionad|elegid|escogid)[oa]`,
		`si (el|la) (puesto|plaza|vacante|trabajo) es mi[oa]`,
		`(ya )?(han|ha|habeis) (\w+ )?(tomado (una|la) decision|decidido)`,
		`(necesito|exijo|requiero|quiero|urge) (una |su |la |que me den una )?(\w+ )?(respuesta|decision|contestacion)\b`,
		`espero (una |su )(\w+ )?(respuesta|decision) (rapida|pronta|inmediata|urgente|definitiva|ya|lo antes|antes|hoy|manana|cuanto antes)`,
		`(respuesta|decision|contest\w+|respond\w+|confirm(en|e|ar|arme|enme)|decidan|avis(en|e|enme|eme)|resuelvan|llam(en|enme|eme)) (\w+ ){0,4}(rapida|inmediata|urgente|lo antes posible|cuanto antes|hoy|hoy mismo|de inmediato|a la mayor brevedad|antes del|antes de (manana|el|que acabe))\b`,
		`(lo antes posible|cuanto antes|urgentemente|de inmediato|a la mayor brevedad|hoy mismo) .{0,40}(respuesta|decision|saber|contest\w+|respond\w+|confirm\w+|puesto)`,
		`contrat(eme|enme|adme|ame)\b`,
		`(eli|esco)janme|elijame|escojame`,
		`(piense|piensen|piensa) en mi\b`,
		`(deme|denme|darme|dame|de me|me den|que me de) (\w+ ){0,2}(oportunidad|puesto|trabajo|ocasion|chance)`,
		`necesito (\w+ ){0,3}(trabajo|puesto|empleo|trabajar|dinero|ingresos)\b`,
		`(suplic\w*|ruego|rogar\w*|imploro|desesperad[oa]|desesperadamente)\b`,
		`no se arrepentira\w*`,
		`por favor,? (contrat|consider|eli|selecc|ten|piens|dec|dig|hag)\w*`,
		`(cual|cuanto) .{0,25}(salario|sueldo|pagan|paga|remuneracion|cobrar\w*|pagaria\w*|ganaria)`,
		`(el|mi|un|del|sobre el|mejor|su|al|de|que el) (\w+ )?(salario|sueldo)\b`,
		`(expectativas?|pretensiones|banda|aspiracion\w*) salarial(es)?`,
		`(salario|sueldo|remuneracion) (de|es|seria|minimo|bruto|neto)`,
		`\d[\d.,]* ?(euros|\$|pesos|dolares|soles|mxn|eur|usd) (brutos?|netos?|mensuales|anuales|al mes|al ano|por hora|por mes)`,
		`dias de vacaciones`,
		`(hacer|hagan|haga|hicieran|hiciera) (conmigo )?(una |alguna )?excepcion`,
		`una excepcion (conmigo|en mi|para mi)`,
		`(pasen|pase|pasar) por alto`,
		`(lo|muchisimo|mucho) (siento|lamento)\b`,
		`siento (mucho|muchisimo|haber|no haber)\b`,
		`lamento (mucho |muchisimo |sinceramente )*(haber|no haber|mi|mis|que (mi|no|me))\b`,
		`(pido|pedir\w*|mis|mil) (\w+ )?(disculpas|perdon)\b`,
		`(disculpe\w*|perdone\w*|disculpeme|perdoneme|disculpenme|perdonenme|disculpame|perdoname) (por|mi|mis|que|si|los|las|el|la|lo)\b`,
		`(perdoneme|disculpeme|perdonenme|disculpenme)\b`,
		`estaba (muy |bastante |tan |demasiado )nervios[oa]`,
		`no (fue|era|di|estuve|mostre) (\w+ )?(mi mejor|lo mejor|la altura|mi mejor version)`,
		`no estuve (muy )?(bien|a la altura|fin[oa])`,
		`(otra|otras|varias|mas) (\w+ )?(ofertas?|propuestas?) (de trabajo|sobre|encima|en|y|pendiente|de otra)?`,
		`(llamare|volvere a llamar|escribire) .{0,20}(manana|cada dia|todos los dias)`,
	),
	noPushy: phrases(
		`ruego (que )?(\w+ )?(reciba|acepte|transmita|salude|de recuerdos)`,
		`(sin|no) (\w+ ){0,2}(pedir|pido|quiero|busco) (disculpas|perdon|una excepcion|salario|sueldo)`,
		`(que|si) (necesit\w+|quier\w+) .{0,20}(diganme|digame|dime|avisenme|aviseme|haganme saber|hagame saber)`,
		`(diganme|digame|dime|avisenme|aviseme|haganme saber|hagame saber) (\w+ )?si (\w+ ){0,3}(necesit\w+|quier\w+|puedo|hace falta|desea\w*|les|le) `,
	),
	timeline: phrases(
		`(cuando|para cuando|en que plazo\w*|cuanto tiempo|que plazos?|en que fechas?) .{0,40}(decid\w*|decision|respuesta|noticias|tomar\w*|resolver\w*|preven|prevee|esperan?|calcul\w*|tardar\w*|comunicar\w*|proceso|manejan)`,
		`(podria|podrian|puede|pueden|podriais) .{0,50}(plazos?|calendario|proximos pasos|siguientes? (paso|pasos|fase)|cuando|fecha|tiempos)`,
		`(saber|preguntar\w*|conocer|pregunto|consultar\w*|curiosidad|agradeceria|indicarme|orientar\w*|comentarme) .{0,50}(plazos?|calendario|proximos pasos|siguientes? (paso|pasos|fase)|cuando|tiempos|fechas? (aproximad|previst|orientativ)\w*)`,
		`cual(es)? (es|son|seria|serian) .{0,30}(plazos?|calendario|proximos pasos|siguientes? pasos?|tiempos)`,
	),
	when: phrases(
		`(plazos?|calendario|proximos pasos|siguientes? pasos?|cuando|para cuando|cuanto tiempo|cuanto tard\w*|que fecha|tiempos del proceso)\b`,
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
		`(agradezco|gracias por) .{0,20}(oportunidad|participado|proceso)`,
		`(fue|ha sido) (muy |realmente )?(grato|agradable|un gusto|un honor|enriquecedor|interesante)`,
		`(conocer|saber) mas (de|del|acerca|sobre)`,
		`quedo (muy )?(atent[oa]|pendiente|a la espera|a la orden|a su)`,
		`(cualquier|alguna) (\w+ )?(inquietud|aclaracion|duda|consulta)`,
		`interesad[oa] en (la|el|esta|este) (posicion|puesto|cargo|vacante|oportunidad)`,
		`(gran|mi|un buen) aporte`,
		`quedo a disposicion`,
		`sin otro particular`,
		`tras nuestra (conversacion|entrevista)`,
		`interes por el puesto`,
		`(encajaria|encajo|adapto|adaptaria) (\w+ ){0,3}en (su|el|la|vuestro)`,
		`de nuevo,? (muchas )?gracias|gracias (de nuevo|nuevamente|otra vez)|reitero mi agradecimiento`,
	),
	talk: phrases(
		`(conversacion\w*|charla\w*|hablar|hablamos|hablo|hablasteis|comento|coment\w*|menciono|mencion\w*|explic\w*|describ\w*|descripcion|cont(o|aron|asteis|ado|arme)|conto|dijo|dijeron|mostr\w*|ensen\w*|compart\w*|coment\w*|pregunt\w*|respuesta|oir|escuchar|aprend\w*|conocer|plante\w*|idea|ideas|opinion|punto|reflexion\w*|ejemplo|anecdota|historia|impresion\w*|interes(ante|o|a)|fascin\w*|llamo la atencion|gust(o|aron)|entusiasm\w*|(su|vuestro|sus) (plan|planes|proyecto|enfoque|vision|manera|forma|trabajo|equipo)|lo que|como (usted|ustedes|su equipo|vosotros))\b`,
	),
	unsaid: phrases(
		`no (hablamos|hayamos hablado|hemos hablado|habiamos hablado|pudimos hablar|hablaramos|conversamos|llegamos a hablar|alcanzamos a hablar|nos dio tiempo (a|de) hablar) (de|del|sobre|acerca)\b.{0,110}?(,|;|:| pero | porque |$)`,
	),
	me: wholePhrases(
		`(yo|mis?|he|tengo|soy|estoy|puedo|podria|llevo)`,
	),
	you: wholePhrases(
		`(usted|ustedes|su|sus|le|les|nos|nuestr\w+|vuestr\w+|os|te|tu|tus|me (cont|explic|mencion|mostr|ensen|coment|dij|habl)\w+|\w*(aron|asteis|amos|aste))`,
	),
	about: phrases(
		`(conversacion|charla|dialogo|debate|intercambio|comentario|comentarios|explicacion|explicaciones|ideas?|punto|opinion|historia|anecdota|reflexion(es)?|ejemplo|vision|plan(es)?|visita|recorrido|pregunta|consejos?) (sobre|de|acerca de|en torno a|para|por|con)\b`,
		`(usted |ustedes )?(me |nos )?(menciono|mencionaron|explico|explicaron|describio|describieron|conto|contaron|comento|comentaron|mostro|mostraron|enseno|ensenaron|compartio|dijo|hablo|hablaron|planteo|hablamos|comentamos|conversamos|mencionaste|contaste|comentaste|explicaste)( de| sobre| que| como| acerca de| por que)?\b`,
		`(hablar|oir|escuchar|hablando|pensando|pensar|leer) (mas )?(sobre|de|como|acerca de|en)\b`,
		`(saber|conocer|aprender) (mas )?(sobre|como|acerca de)\b`,
		`(impresiono|intereso|gusto|fascino|sorprendio|impresiona|llamo la atencion|encanto|inspiro|gusta|hizo gracia|hizo pensar|dejo pensando|quede con|quedo grabad\w+) (\w+ )?`,
		`(por|de) (mostr|ensen|cont|explic|coment|dej|bajar|subir|llev|present|prest|habl|confi|compart|invit|describ|mencion|respond|acompan)\w*(me|nos)\b`,
		`que me (mostr|ensen|cont|explic|coment|dej|baj|llev|present|prest|habl|confi|compart|invit)\w*(ra|ran|ras|se|sen)\b`,
		`(dando|doy|dado|di) (\w+ )?vueltas a\b`,
		`(no dejo|no he dejado|no paro|sigo) (de )?(pensar|pensando|dar vueltas|darle vueltas)( en)?\b`,
		`(lo|eso) de (que |el |la |los |las )?`,
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
		`equipo (de|del|de la|en)`,
		`(empezar|continuar|quedarme|dar clases?) (\w+ )?(en|para)( la| el| el equipo del?| todo el equipo del?)?`,
		`como (\w+ ){1,3}?(de|del|en|de la|en la|en el)`,
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
		motivadora informativo informativa valioso honrado honrada afortunado afortunada tranquilo cómodo cómoda rutina
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
		oneWord: "1 palabra", manyWords: "%[1]s palabras",
		noThanks:      "Da las gracias por su tiempo: para eso es la nota.",
		wrongName:     "La nota saluda a %[1]s, pero es para %[2]s: escribe el nombre correcto.",
		wrongVocative: "Aquí te diriges a %[1]s, pero la nota es para %[2]s: escribe el nombre correcto.",
		wrongEmployer: "La nota habla de %[1]s, pero la entrevista fue con %[2]s: escribe la empresa correcta.",
		noName:        "Saluda a %[1]s por su nombre.", noGreeting: "Empieza con un saludo y llama a %[1]s por su nombre.",
		notSpecific:        "Menciona algo de lo que hablaste, como «%[1]s», y qué piensas de ello: así como está, la nota podría ser para cualquiera.",
		notSpecificUnknown: "Menciona algo de la conversación, como un plan, un problema o un comentario: así como está, la nota podría ser para cualquiera.",
		placeholder:        "Cambia «%[1]s» por lo que debe ir ahí.",
		copied:             "Es casi la misma nota que escribiste a otra persona: cuenta a cada una lo que hablaste con ella.",
		copiedOf:           "Es casi la misma nota que escribiste a %[1]s: cuenta a cada persona lo que hablaste con ella.",
		noValue:            "Di en una frase para qué les sirve tu experiencia, por ejemplo «%[1]s».", noValueUnknown: "Di en una frase qué aporta tu formación o tu experiencia al puesto.",
		noInterest: "Di que quieres el puesto.", noInterestIn: "Di que quieres el puesto: %[1]s.",
		tooLong:     "La nota tiene %[1]s: déjala en 250 o menos para que la lean hasta el final.",
		tooShort:    "La nota tiene %[1]s: escribe 40 o más, para que diga algo de la conversación y de ti.",
		stock:       "Casi todo esto está en cualquier plantilla: dilo con tus palabras o quítalo.",
		pushy:       "Quita esto: la nota da las gracias y, como mucho, pregunta por los plazos.",
		askTimeline: "Nadie te ha dicho cuándo deciden: aquí cabe una pregunta amable sobre los plazos.",
		byPost:      "Lleva la nota en mano o envíala por correo electrónico: por correo postal puede llegar después de la decisión.",
	},
}
