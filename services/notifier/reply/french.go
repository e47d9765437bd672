package reply

// french reads ANNULER as the wish to take a report back; who wants no more texts writes STOP in France, as every
// text of a business there says.
func french() vocabulary {
	return vocabulary{
		stop: stopWords{
			alone: []string{
				"arrêt", "arrêter", "arrête", "arrêtez", "stop", "stopp", "stopper", "stoppez", "stop sms", "arrêt sms", "désabonner", "me désabonner", "désabonnez moi", "désabonne moi", "désabonnement", "désinscrire", "me désinscrire", "désinscrivez moi", "désinscription", "fin", "finir", "résilier", "résiliation", "quitter",
				"révoquer", "je révoque", "cesser", "cessez", "supprimer", "supprimez moi", "supprime moi", "retirer", "retirez moi", "retire moi", "enlevez moi", "enlève moi", "bloquer", "ça suffit", "assez", "ça suffit maintenant", "plus rien", "fini", "fichez moi la paix", "laissez moi", "laisse moi", "terminer", "sortir",
				"arrêtez tout", "arrêtez ça", "arrête ça", "arrêtez maintenant", "je veux arrêter", "je ne veux plus", "je veux plus",
			},
			strong: []string{"stop", "désabonner", "désabonnement", "désinscrire", "désinscription"},
			wishes: []string{
				"arrêtez de m'écrire", "arrête de m'écrire", "arrêtez de m'envoyer", "arrête de m'envoyer", "arrêtez d'envoyer", "arrête d'envoyer", "arrêtez les sms", "arrêtez les messages", "arrêtez les rappels", "arrêtez ces messages", "arrêtez ces sms", "arrêtez vos messages", "arrêtez vos sms", "arrête les sms", "arrête les messages", "arrêtez de me contacter",
				"arrêtez de me déranger", "arrêtez de me harceler", "arrête de me contacter", "arrête de me déranger", "arrêter les sms", "arrêter les messages", "arrêter les rappels", "arrêter de recevoir", "cessez de m'écrire", "cessez de m'envoyer", "cessez de me contacter", "cessez d'envoyer", "cessez les messages", "cessez les sms",
				"ne m'écrivez plus", "ne m'écris plus", "ne m'envoyez plus", "ne m'envoie plus", "ne me contactez plus", "ne me contacte plus", "ne me dérangez plus", "m'écrivez plus", "m'envoyez plus", "me contactez plus", "n'envoyez plus", "plus de sms", "plus de messages", "plus de message", "plus de rappels", "plus de rappel", "plus aucun message", "plus aucun sms",
				"plus de textos", "aucun message", "veux plus de", "veux plus recevoir", "souhaite plus recevoir", "souhaite plus de", "veux pas recevoir", "souhaite pas recevoir", "désire plus recevoir", "veux pas de sms", "veux pas de messages", "veux plus être contacté", "veux plus être contactée", "souhaite plus être contacté", "souhaite plus être contactée",
				"laissez moi tranquille", "laisse moi tranquille", "foutez moi la paix", "fichez moi la paix", "laissez moi en paix", "retirez moi de", "retire moi de", "enlevez moi de", "enlève moi de", "supprimez moi de", "supprimez mon numéro", "supprime mon numéro", "effacez mon numéro", "retirez mon numéro", "enlevez mon numéro", "oubliez mon numéro",
				"me désabonner", "me désinscrire", "désabonnez moi", "désabonne moi", "désinscrivez moi", "désinscris moi", "retire mon consentement", "révoque mon consentement", "retirer mon consentement", "annuler mon abonnement", "annulez mon abonnement", "résilier mon abonnement", "résiliez mon abonnement", "annuler l'abonnement", "annulez l'abonnement", "annulez les rappels", "annuler les rappels",
				"annulez les sms", "annuler les sms", "annuler les messages", "stop aux sms", "stop aux messages", "stop aux rappels",
			},
			idioms: []string{
				"arrêt maladie", "en arrêt", "un arrêt", "l'arrêt", "sans arrêt", "d'arrêt", "arrêt de bus", "arrêt de travail", "n'arrête pas", "j'arrête pas", "peux pas m'arrêter", "arrête pas de", "non stop", "auto stop", "le stop", "un stop", "du stop", "au stop", "panneau stop", "plus de messages de leur part", "aucun message de leur part", "aucun message d'eux",
				"me désabonner de linkedin", "me désinscrire de", "aucun message de la", "aucun message du", "plus de message de leur", "plus de messages d'eux",
			},
			denials: []string{"n'ai", "j'ai eu", "j'ai", "je n'ai", "eu", "reçu", "ils", "elle", "il"},
			others:  []string{"à l'entreprise", "au recruteur", "de leur part", "d'eux"},
		},
		commands: []command{
			{Start, alone, []string{
				"commencer", "démarrer", "débuter", "reprendre", "reprise", "start", "continuer", "recommencer", "réactiver", "activer", "m'abonner", "abonner", "s'abonner", "réabonner", "me réabonner", "abonnez moi", "réabonnez moi", "recommencez", "reprenez", "continuez", "réinscrire", "me réinscrire", "je veux reprendre", "je veux recommencer",
				"écrivez moi à nouveau", "remettez les sms",
			}},
			{Yes, alone, []string{"oui", "ouais", "oui s'il vous plaît", "oui merci"}},
			{Help, alone, []string{
				"info", "infos", "information", "informations", "commandes", "menu", "options", "que puis-je répondre", "que répondre", "quoi répondre", "je réponds quoi", "que dois-je répondre", "c'est quoi", "c'est qui", "qui est-ce", "qui êtes-vous", "qui es-tu", "qu'est-ce que c'est", "ça veut dire quoi", "comment ça marche", "quoi", "hein",
				"je ne comprends pas", "je comprends pas",
			}},
			{Help, first, []string{"aide", "besoin d'aide", "j'ai besoin d'aide", "aidez moi", "aide moi", "à l'aide", "au secours"}},
			{Undo, alone, []string{
				"erreur", "c'est une erreur", "c'était une erreur", "par erreur", "mon erreur", "faux", "c'est faux", "c'était faux", "pas vrai", "ce n'est pas vrai", "je me suis trompé", "je me suis trompée", "me suis trompé", "me suis trompée", "trompé", "oups", "rétracter", "je retire", "je retire ça", "mauvaise manipulation", "faute de frappe", "revenir en arrière",
				"j'annule",
			}},
			{Undo, first, []string{"annuler", "annule", "annulez", "défaire", "défais", "retour", "retour en arrière", "undo"}},
			{NoAnswer, first, []string{
				"pas de réponse", "aucune réponse", "sans réponse", "personne ne répond", "personne n'a répondu", "personne répond", "personne a répondu", "ils n'ont pas répondu", "ils ont pas répondu", "n'a pas répondu", "n'ont pas répondu", "pas répondu", "ça ne répond pas", "ça répond pas", "ne répond pas", "ne répondent pas", "ils ne répondent pas", "ils répondent pas",
				"ne décroche pas", "ne décrochent pas", "ils ne décrochent pas", "personne ne décroche", "personne n'a décroché", "personne au bout du fil", "répondeur", "tombé sur le répondeur", "tombée sur le répondeur", "je suis tombé sur le répondeur", "je suis tombée sur le répondeur", "messagerie", "messagerie vocale", "laissé un message", "j'ai laissé un message",
				"occupé", "c'était occupé", "ligne occupée", "pas de nouvelles", "pas de nouvelle", "aucune nouvelle", "sans nouvelles", "toujours rien", "toujours pas de réponse", "toujours pas de nouvelles", "personne", "injoignable", "injoignables", "pas joignable", "pas réussi à les joindre", "je n'ai pas réussi à les joindre", "pas pu les joindre", "je n'ai pas pu les joindre",
			}},
			{Called, first, []string{
				"appelé", "appelés", "j'ai appelé", "ai appelé", "je les ai appelés", "je les ai appelé", "j'ai déjà appelé", "déjà appelé", "je viens d'appeler", "viens d'appeler", "téléphoné", "j'ai téléphoné", "je leur ai téléphoné", "parlé", "j'ai parlé", "je leur ai parlé", "j'ai parlé avec eux", "j'ai demandé", "demandé", "je leur ai demandé", "relancé", "j'ai relancé",
				"je les ai relancés", "je les ai eus", "je les ai eus au téléphone", "appel fait", "appel passé", "contacté", "j'ai contacté", "je les ai contactés", "appel effectué",
			}},
			{Called, telling, []string{
				"ils ont besoin", "ils veulent", "il leur faut", "ils décident", "ils décideront", "ils vont décider", "ils n'ont pas encore décidé", "ils ont pas encore décidé", "pas encore décidé", "ils hésitent encore", "ils réfléchissent", "toujours en réflexion", "encore en réflexion", "ils me rappellent", "ils me rappelleront", "ils vont me rappeler", "ils me diront",
				"ils me répondent", "ils me répondront", "réponse d'ici", "réponse avant", "réponse prévue", "décision d'ici", "décision avant", "décision le", "décision prévue", "ils prennent leur décision", "ils me recontactent", "ils me recontacteront", "ils vont me recontacter", "pas encore de décision", "ils disent d'ici", "ils ont dit d'ici",
			}},
			{Snooze, telling, []string{"demain", "ce soir", "cet après-midi"}},
			{Later, first, []string{"plus tard", "après", "peut-être plus tard", "reporter", "reporté", "attendez jusqu'à", "attends jusqu'à"}},
			{Snooze, first, []string{
				"rappelez moi", "rappelle moi", "rappelez le moi", "rappelle le moi", "rappelez moi plus tard", "rappelle moi plus tard", "pas maintenant", "pas aujourd'hui", "pas encore", "pas tout de suite", "tout à l'heure", "snooze", "une autre fois", "demandez moi plus tard",
			}},
			{Offer, alone, []string{"embauché", "embauchée", "je suis embauché", "je suis embauchée", "je suis pris", "je suis prise", "engagé", "engagée", "recruté", "recrutée"}},
			{Offer, first, []string{"offre", "offre d'emploi", "offre reçue", "proposition d'embauche"}},
			{Offer, anywhere, []string{
				"j'ai une offre", "j'ai reçu une offre", "j'ai reçu l'offre", "j'ai eu une offre", "reçu une offre", "ils m'ont fait une offre", "m'ont fait une offre", "m'a fait une offre", "m'ont proposé le poste", "m'a proposé le poste", "m'ont offert le poste", "m'a offert le poste", "j'ai eu le poste", "j'ai le poste", "j'ai obtenu le poste", "obtenu le poste",
				"décroché le poste", "j'ai eu le job", "j'ai le job", "ils m'ont pris", "ils m'ont prise", "ils me prennent", "ils m'embauchent", "ils m'ont embauché", "ils m'ont embauchée", "ils ont dit oui", "m'ont dit oui", "je suis embauché", "je suis embauchée",
			}},
			{No, alone, []string{
				"non", "no", "refus", "refusé", "refusée", "rejeté", "rejetée", "c'est non", "c'était non", "un non", "pas retenu", "pas retenue", "non retenu", "non retenue", "réponse négative", "négatif", "pas pris", "pas prise", "je ne suis pas retenu", "je ne suis pas retenue", "je suis refusé", "je suis refusée", "candidature rejetée", "pas sélectionné", "pas sélectionnée",
			}},
			{No, anywhere, []string{
				"ils ont dit non", "m'ont dit non", "ils ont refusé", "m'ont refusé", "m'ont refusée", "m'a refusé", "m'a refusée", "j'ai été refusé", "j'ai été refusée", "j'ai été rejeté", "j'ai été rejetée", "pas été retenu", "pas été retenue", "pas été pris", "pas été prise", "pas été sélectionné", "pas été sélectionnée", "pas retenu ma candidature", "pas eu le poste", "pas obtenu le poste",
				"pas eu le job", "reçu un refus", "eu un refus", "réponse négative", "pris quelqu'un d'autre", "choisi quelqu'un d'autre", "un autre candidat", "une autre candidate", "le poste est pourvu", "poste déjà pourvu", "poste a été pourvu", "ne m'ont pas pris", "ne m'ont pas prise", "m'ont pas pris", "m'ont pas prise", "m'ont pas retenu", "m'ont pas retenue",
			}},
			{Sent, first, []string{
				"envoyé", "envoyée", "envoyés", "envoyées", "j'ai envoyé", "ai envoyé", "je l'ai envoyé", "je l'ai envoyée", "je les ai envoyés", "je les ai envoyées", "déjà envoyé", "déjà envoyée", "déjà envoyés", "déjà envoyées", "c'est envoyé", "c'est parti", "parti", "tout envoyé", "tout est envoyé", "tous envoyés", "toutes envoyées", "j'ai tout envoyé", "je viens d'envoyer",
				"je viens de l'envoyer", "je viens de les envoyer", "viens d'envoyer", "message envoyé", "mot envoyé", "mail envoyé", "mails envoyés", "remerciement envoyé", "remerciements envoyés", "lettre envoyée", "note envoyée", "sent", "expédié", "posté", "transmis",
			}},
			{Done, first, []string{
				"fait", "c'est fait", "c'est bon", "j'ai fait", "je l'ai fait", "déjà fait", "tout fait", "tout est fait", "terminé", "j'ai terminé", "c'est terminé", "accompli", "effectué", "réalisé", "c'est réglé", "réglé",
			}},
		},
		polite: []string{
			"ok", "okay", "d'accord", "bonjour", "bonsoir", "salut", "coucou", "s'il vous plaît", "s'il te plaît", "svp", "stp", "s il vous plaît", "merci", "merci beaucoup", "merci bien", "mille mercis", "merci d'avance", "bien", "très bien", "parfait", "super", "entendu", "bon", "alors", "pardon", "désolé", "désolée", "je suis désolé", "je suis désolée",
			"excusez moi", "euh", "oh", "ah", "et", "cordialement", "bonne journée", "bonne soirée", "à bientôt", "madame", "monsieur", "voilà", "donc",
		},
		doubts: []string{
			"pas", "rien", "aucun", "aucune", "non", "jamais", "ni", "encore", "si", "quand", "sauf", "mais", "seulement", "que une", "qu'une", "un seul", "une seule", "moitié", "presque", "peut-être", "j'espère", "espère", "devrais", "vais", "allais", "dois", "veux", "voudrais", "attends", "attente", "quelqu'un", "ami", "amie", "qui", "quoi", "comment",
			"est-ce que", "y a-t-il", "il y a une", "manque", "manquent",
		},
		whole: []string{"non merci", "non merci beaucoup", "non merci bien", "non pardon", "non désolé", "non désolée", "non s'il vous plaît", "non svp", "no merci"},
		ordinary: []string{
			"appel", "appels", "appelle", "appelez", "appeler", "appelles", "rappelé", "épelé", "envoi", "envoie", "envoyer", "envoyez", "envoyeur", "renvoyé", "convoyé", "offres", "offert", "offrez", "coffre", "chiffre", "aides", "aider", "aidé", "raide", "laide", "faire", "faites", "faits", "parfait", "effet", "parle", "parlez", "parler", "perlé", "parti", "partie", "partis", "partir",
			"sorti", "sortie", "sorties", "finie", "finis", "final", "finit", "fines", "assis", "aspirer", "arrêté", "arrêts", "après", "retours", "autour", "détour", "erreurs", "terreur", "horreur", "annulé", "annuel", "annulés", "aptes", "quitte", "quittez", "quitté", "tirer", "rentrer", "retiré", "retirez", "cesse", "poste", "postes", "porte", "porté", "porter", "poster", "contact", "contacts", "compte",
			"demande", "demandes", "demandez", "demander", "demeure", "réglés", "règle", "règles", "régler", "réalisée", "refuse", "refuser", "refusez", "personnes", "infos", "menus", "option",
		},
	}
}
