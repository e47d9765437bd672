package coach

import "github.com/afterword-io/afterword/pkg/events"

// Patterns are written as they are matched: without accents, œ is oe.
var french = lexicon{
	thanks: phrases(
		`merci\b`,
		`remerci(e|er|ons|ait|ements?|ee?)\b`,
		`reconnaissante?s?\b`,
		`gratitude`,
		`je vous (suis|sais) (\w+ )?gre\b`,
	),
	noThanks: phrases(
		`merci (d'avance|par avance)`,
		`(vous )?remerci\w* (d'avance|par avance)`,
		`(serais|serai) ~(reconnaissante?|gre)`,
		`grace a`,
		`merci de (me |bien vouloir |nous )?(donner|repondre|confirmer|communiquer|faire savoir|tenir|dire|informer|envoyer|transmettre)`,
		`non merci`,
		`(clients|patients|equipe) .{0,20}remerci\w*`,
	),
	interest: phrases(
		`(suis|reste|demeure) (\w+ )?(tres |vraiment |extremement )?(motivee?|interessee?|enthousiaste)\b`,
		`(tres |vraiment |particulierement |vivement |sincerement |toujours |d'autant plus |plus que jamais |fort )*(interessee?|enthousiaste|motivee?|enthousiasmee?|ravie?|impatiente?|seduite?|emballee?) ~(par|de|d'|a|pour|l'idee)`,
		`(mon|vif|grand|sincere|reel|tout mon) ~(interet|enthousiasme|motivation) (pour|a|de)?`,
		`(aimerais|souhaite|souhaiterais|voudrais|desire|desirerais|espere|veux|j'adorerais|adorerais) .{0,30}(rejoindre|integrer|travailler|faire partie|contribuer|participer|occuper|mettre|collaborer|prendre|apporter|poste|relever|vous aider|m'investir|etre des votres|m'engager|pouvoir)`,
		`(serais|seras|suis) .{0,20}(ravie?|heureu(x|se)|honoree?|fiere?|enchantee?|prete?) de .{0,30}(rejoindre|integrer|travailler|faire|contribuer|participer|mettre|collaborer|prendre|apporter|relever|vous)`,
		`(hate|envie|joie|plaisir|desir|souhait|idee|perspective|volonte) (de |d'|a l'idee de )(\w+ )?(rejoindre|integrer|travailler|faire partie|contribuer|participer|collaborer|commencer|apporter|prendre|relever|m'investir)\w*`,
		`(conforte\w*|renforce\w*|confirme\w*|accru\w*|redouble\w*) .{0,40}(interet|envie|motivation|choix|enthousiasme|souhait|desir|que ce|que je|dans)`,
		`(ce|le|votre) (\w+ )?poste .{0,30}(m'interesse|me plait|m'attire|me correspond|correspond|m'enthousiasme|me motive|me tente|que je (veux|cherche|recherche))`,
		`(exactement|precisement) (ce que|le (type|genre|poste|travail)|la|celui)`,
		`me (vois|projette|projetterais) ~`,
		`(m'interesse|me motive|m'enthousiasme|me tente|me plairait|me plait|m'attire)\b`,
		`(ce serait|serait pour moi) (un|une) (\w+ )?(honneur|plaisir|joie|chance|fierte)`,
		`j'accepterais`,
		`candidature .{0,20}(plus que|motivee)`,
		`au sein de votre (equipe|entreprise)`,
	),
	noInterest: phrases(
		`(pas|plus|peu|moins) ~(interessee?|motivee?|enthousiaste)`,
		`(aimerais|souhaite|souhaiterais|voudrais) (\w+ )?(savoir|connaitre|vous remercier|remercier|vous demander|demander|exprimer|m'excuser|une reponse|negocier|recevoir)`,
		`dans l'attente de`,
		`hate d'(avoir|entendre)`,
	),
	value: phrases(
		`(mon|ma|mes) (\w+ ){0,3}?(experiences?|formation|parcours|etudes|diplome|annees|travail|stages?|competences?|connaissances?|metier|carriere|projets?|equipe|master|licence|these|alternance|expertise|atouts?|qualites|savoir-faire|benevolat)\b`,
		`(\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|plusieurs|quelques) (ans|annees)\b`,
		`(j'ai|ai|avoir|ayant) (\w+ment |aussi |deja |pu |egalement |su )?(dirige|gere|conduit|travaille|pilote|mene|reduit|augmente|mis en place|concu|developpe|forme|cree|organise|etudie|encadre|coordonne|appris|ameliore|suivi|supervise|participe|accompagne|obtenu|passe|construit|automatise|migre|assure|assiste|realise|lance|acquis|divise|ecrit|anime|tenu|prepare|planifie)\w*`,
		`(lors de|dans|durant|pendant|au cours de|de) (mon|ma|mes) (\w+ )?(precedent\w*|dernier\w*|actuel\w*|ancien\w*|stage|poste|annees|etudes|alternance|entreprise|experience|premier\w*)`,
		`(apporter|apporte|apporterais|apporterai|mettre (a profit|au service|mon|mes|ma))\b`,
		`en tant que (\w+ ){1,3}(chez|a|dans|au)\b`,
		`(experience|diplome|formation|master|licence) (en|de|d'|dans|comme)\b`,
		`(je|j') ?(gere|pilote|dirige|encadre|conduis|coordonne|organise|assiste) `,
	),
	pushy: phrases(
		`(dites|faites|communiquez|donnez|confirmez|envoyez|informez)-moi .{0,50}(decision|reponse|savoir|si |resultat|rapidement)`,
		`(avez-vous|vous avez|a-t-on) .{0,20}(pris (une|votre|la) decision|decide|choisi)`,
		`merci de (me |bien vouloir (me )?)(donner|repondre|confirmer|communiquer|faire savoir|dire|informer|transmettre) .{0,50}`,
		`(attends|exige|besoin d'une|veux une|il me faut une|souhaite une) ?(votre )?(\w+ )?(reponse|decision)\b( rapide| rapidement| immediate| ferme| avant)?`,
		`(reponse|decision) (rapide|immediate|urgente|au plus vite|des que possible|dans les plus brefs|avant (demain|vendredi|lundi|mardi|mercredi|jeudi))`,
		`(au plus vite|des que possible|le plus vite possible|dans les plus brefs delais|urgent\w*|le plus rapidement possible|d'urgence)\b`,
		`(suis-je|ai-je ete) (prise?|retenue?|embauchee?|choisie?)`,
		`(embauchez|choisissez|prenez|recrutez|retenez)-moi`,
		`(donnez|accordez|laissez)-moi .{0,30}(chance|poste|opportunite|occasion)`,
		`(me )?(donner|accorder|laisser) (une|cette|sa|ma) (\w+ )?chance`,
		`besoin de ce (poste|travail|emploi)`,
		`(supplie|implore|desesperee?)`,
		`vous ne (le )?regretterez pas`,
		`je vous en prie`,
		`(quel|combien) .{0,30}(salaire|remuneration|paye|payez|gagner)`,
		`(le|mon|du|un|sur le|meilleur|mes) (\w+ )?(salaire|pretentions salariales|remuneration)\b`,
		`(pretentions|attentes|exigences) salariales`,
		`(salaire|remuneration) (de|est|serait|brut\w*|net)`,
		`jours de (conges|teletravail)`,
		`(faire|fassiez|feriez|fais) (\w+ )?(une |exception )?exception`,
		`une exception`,
		`fermer les yeux`,
		`(desolee?|navree?|m'excuse\w*|excusez|pardonn\w*|pardon|mes excuses|regrette (de|d'|mon|ma|mes|que))\b`,
		`j'etais (tres |un peu |assez )?(nerveu(x|se)|stressee?)`,
		`pas (ete )?a mon (meilleur|avantage)`,
		`(autre|autres|plusieurs) (\w+ )?(offres?|propositions?) (d'emploi|d'embauche|ailleurs|en|et|sur)?`,
		`(rappellerai|appellerai) .{0,20}(demain|chaque jour|tous les jours)`,
	),
	timeline: phrases(
		`(quand|d'ici quand|sous quel delai|dans quel(s)? delai(s)?|a quelle date|combien de temps|vers quelle date) .{0,40}(decision|reponse|decider\w*|pensez|prevoyez|comptez|retour|esperer|attendre|nouvelles|dure\w*|rendr\w*)`,
		`(pourriez|pouvez|puis|pourrais|pourrait|auriez)[- ](vous|je) .{0,60}(calendrier|delais?|prochaines etapes|suite|quand|etapes)`,
		`(savoir|demander|connaitre|demande|indiquer|preciser|question|curieu(x|se)) .{0,50}(calendrier|delais?|prochaines etapes|suite du processus|la suite|quand|etapes suivantes)`,
		`quel(le)?s? (est|sont|serait|seraient) .{0,30}(calendrier|delais?|prochaines etapes|suite|etapes)`,
	),
	when: phrases(
		`(calendrier|delais? (de|pour|du)|prochaines etapes|suite du processus|quand .{0,40}(decision|reponse|decider|retour|nouvelles)|d'ici quand|combien de temps)`,
	),
	stock: phrases(
		`(merci|remerci\w*) .{0,30}(pour|de) .{0,30}(temps|entretien|accueil|accorde\w*|recue?|disponibilite|opportunite|echange|rencontre|attention|interet)`,
		`(ce fut|c'etait|cela a ete|j'ai eu) (un|le|un grand|un vrai|un reel) (plaisir|bonheur)`,
		`(en savoir plus|decouvrir|en apprendre (davantage|plus)|mieux connaitre|mieux comprendre) .{0,20}(sur )?(votre|l'|le|la|les) ?(entreprise|poste|equipe|societe|missions?|activite)`,
		`(vif|grand|mon|tout mon|sincere) interet pour (ce|le|votre|cette)`,
		`(correspond|corresponde|correspondent|adequation|profil (ideal|correspond|en))\b`,
		`(reste|tiens) (a|bien entendu) .{0,20}disposition`,
		`(n'hesitez|n'hesitez pas)`,
		`(toute|pour tout|tout) (\w+ )?(question|renseignement|information|complement)`,
		`dans l'attente de|en attendant votre|hate d'avoir de vos nouvelles|esper\w* avoir de vos nouvelles`,
		`(mes|mon|ma) (competences|experience|parcours|qualites) .{0,50}(atout|profit|contribuer|correspond\w*|valeur|permett\w*|service)`,
		`(esprit d'equipe|dynamique|motivee?|rigoureu(x|se)|polyvalente?|passionnee?|force de proposition|autonome)`,
		`(rejoindre|integrer|faire partie de) (votre|l'|vos) ?(equipe|entreprise|societe|equipes)`,
		`(tres|vraiment|particulierement) (interessant\w*|enrichissant\w*|agreable|instructif|apprecie)`,
		`(belle|formidable|excellente|superbe|grande) (entreprise|opportunite|equipe|societe)`,
		`contribuer (au|a la) (succes|reussite|croissance|developpement)`,
		`(valeurs|culture|ambiance|vision) (de l'|de votre|d'entreprise|de la)`,
		`je suis (convaincue?|persuadee?|certaine?|sure?) (que|de|d')`,
		`(encore|a nouveau|de nouveau) (une fois )?(merci|tous mes remerciements)|merci (encore|a nouveau)`,
		`conforte`,
	),
	talk: phrases(
		`(conversation\w*|echange\w*|entretien|discussion\w*|discut\w*|parl(e|er|iez|ions|ant)\w*|evoqu\w*|mentionn\w*|expliqu\w*|explication\w*|decri\w*|description|racont\w*|dit|disiez|montr\w*|partag\w*|present\w*|pos(e|ee|iez)|question\w*|reponse|entendre|ecout\w*|appris|apprendre|decouvr\w*|idee\w*|avis|remarque\w*|point de vue|reflexion\w*|exemple|anecdote|histoire|impression\w*|interess\w*|passionn\w*|fascin\w*|marqu\w*|frapp\w*|plu|seduit\w*|inspir\w*|(votre|vos) (plan|plans|projet|projets|approche|vision|facon|maniere|travail|equipe)|ce que vous|la facon dont|comment (vous|votre))\b`,
	),
	you: wholePhrases(
		`(vous|votre|vos|nous|notre|tu|ton|ta|tes)`,
	),
	about: phrases(
		`(conversation|echange|echanges|discussion|discussions|explications?|remarques?|idees?|point de vue|avis|histoire|anecdote|reflexions?|exemple|vision|plans?|projets?|visite|presentation|question|conseils?|description|recit) (sur|au sujet de|autour de|a propos de|concernant|de|du|des|d'|pour)\b`,
		`(vous|nous) (m'avez|avez|avons|m'aviez|aviez|me|nous) ?(\w+ )?(parle|evoque|mentionne|explique|decrit|raconte|montre|partage|presente|dit|discute|parliez|disiez|pose|aborde|expose|echange)\w*( de| du| des| d'| sur| que| comment| pourquoi)?`,
		`(parler|entendre|apprendre|decouvrir|savoir|reflechi|reflechir|penser|repense|pense|discuter|ecouter|echanger) (plus )?(sur|de|du|des|comment|a|au|aux|que)\b`,
		`(impressionnee?|marquee?|frappee?|interessee?|seduite?|inspiree?|passionnee?|touchee?|surprise?|plu) (par|que|est|a|dans)?\b`,
		`(m'a|m'ont) (\w+ )?(marque|frappe|interesse|plu|impressionne|seduit|inspire|passionne|touche|surpris)\w*`,
		`ce que vous (m'avez |avez )?(dit|disiez|decrit|raconte|explique)\w*`,
		`la (facon|maniere) dont\b`,
		`(defi|probleme|objectif|idee|projet|enjeu) (de|du|des|d')\b`,
	),
	struck: phrases(
		`(que|la facon dont|la maniere dont|comment) (vous|votre|vos|l'equipe) .{3,120}(m'a|m'ont) (\w+ )?(surpris|impressionn|plu|marqu|touch|amus|frapp|convaincu|inspir|sedui)\w*`,
	),
	wasSaid: phrases(
		`(que|dont|qu') ?(vous|nous) (m'avez|avez|avons|m'aviez|aviez|me|nous)? ?(\w+ )?(parle|evoque|mentionne|explique|decrit|decrivez|raconte|montre|partage|presente|dit|discute|parliez|disiez|aborde)\w*`,
	),
	joins: wholePhrases(
		`(poste|emploi|role|fonction|opportunite|offre|stage|entretien|avenir|candidature|equipe|carriere|travail) (de (\w+ ){1,6}?|d'\w+ )?(chez|a|de|au sein de|pour)( la| l')?`,
		`(rejoindre|integrer)( la| l'equipe de| les equipes de| l'entreprise)?`,
		`(aimerais|souhait\w*|voudrais|envie|ravie?|hate|enthousiaste|heureu\w+|interesse\w*|motive\w*|espere|perspective|idee) (de |d'|a l'idee de )?.{0,15}?(travailler|commencer|collaborer|etre) (chez|pour|avec|au sein de)( la| l')?`,
		`faire partie (de|des)( la| l'equipe de| l'equipe)?`,
	),
	formerly: phrases(
		`(mon|ma|mes|son|sa) (\w+ )?(precedent\w*|dernier\w*|actuel\w*|ancien\w*|premier\w*|passage|annees|poste|travail|stages?|experience|carriere|alternance|temps)`,
		`(j'ai|travaillais|travaille|dirigeais|etais|actuellement|auparavant|precedemment|pendant|durant|annees|ans)\b`,
	),
	units: phrases(
		`(\d[\d ,.]* ?(pour cent|%|\$|km|kilometres|kg|tonnes|sites?|magasins|lits|utilisateurs|clients|salaries|employes|patients|commandes|colis|camions|vehicules|pays|langues|serveurs|millions?|euros|machines|robots|ecoles|eleves|equipes|metres|m2|ateliers|chantiers|fournisseurs|collaborateurs|dossiers))\b`,
	),
	departments: wordSet(`
		ventes marketing achats logistique rh ressources humaines developpement recherche production finances informatique
		support qualite planification technique service equipe direction pole departement communication ateliers maison`),
	generic: genericStems(events.French, `
		proximité communication esprit intégrité respect confiance transparence flexibilité flexible responsable proactif
		adaptable profil description annonce employeur climat énergie philosophie principes standards renommée marque nom
		portefeuille avantages salaire direction partenaires partenariat étendue diversité ouverture bienvenue hospitalité
		patience courtoisie invitation rendez-vous curriculum références actuel prochain récent tendances économie inspirant
		inspirante motivant motivante instructif instructive riche richesse honoré honorée chanceux privilège aise routine
		horaires hiérarchie organigramme ambition ambitions excellence bienveillance disponibilité écoute convivialité convivial
		humain humaine chaleur dynamisme développement professionnel évolution perspectives
		surpris plu marqué touché amusé frappé inspiré séduit impressionnée marquée
		poste offre emploi rôle fonction fonctions entreprise société organisation équipe équipes opportunité travail culture
		mission missions valeur valeurs objectif objectifs but vision environnement cadre ambiance responsabilité
		responsabilités quotidien jour attentes avenir futur projet projets croissance succès réussite défi défis enjeu enjeux
		besoin besoins service département expérience expériences compétence compétences connaissances parcours formation profil
		entretien conversation échange échanges discussion rencontre réunion temps moment détail détails information
		informations produit produits services activité activités secteur métier métiers gens personnes personne collègues
		collaborateurs processus plan plans stratégie direction manière façon chose choses bon bonne grand grande excellent
		excellente formidable intéressant intéressante passionnant passionnante enrichissant enrichissante merci remercier
		remercie remerciements reconnaissant aujourd'hui hier demain matin après-midi semaine mois an ans année années minute
		minutes heure heures prendre pris donner donné accorder accordé recevoir reçu accueillir accueil rencontrer connaître
		apprendre savoir écouter entendre parler parlé raconter expliquer expliqué mentionner décrire décrit montrer partager
		évoquer évoqué présenter présentation plaisir ravi ravie agréable aimable gentillesse sympathique chaleureux chaleureuse
		beaucoup très plus aussi encore également vraiment espérer espère croire crois penser pense sentir aider apporter
		contribuer contribution rejoindre intégrer faire partie offrir vouloir souhaiter souhaite aimer aimerais considération
		candidat candidate candidature recrutement décision prochain prochaine prochaines suivante étape étapes suite
		cordialement salutations question questions réponse réponses contacter disposition nouveau nouvelle petit petite bien
		heureux heureuse content impressionné impression utile précieux précieuse fort forte parfait parfaite correspondre
		correspond correspondent adéquation atout membre genre approche tout tous toute chose premier première deuxième dernier
		dernière différent important importante clé principal actuel actuellement général spécifique passion passionné
		engagement engagé professionnel professionnalisme atmosphère accueillant dynamique innovant innovante innovation leader
		monde marché client clients carrière chemin développement développer force forces exigence exigences tâche tâches
		structure idée idées potentiel possibilité personnel personnellement conseil histoire réputation bureau bureaux lieu
		domaine domaines sujet sujets aspect aspects niveau qualité incroyable fantastique merveilleux convaincu convaincue
		certain intérêt intéressé intéressée enthousiasme enthousiaste motivation motivé motivée attention fonctionnement clarté
		clair franchise visite perspective ensemble collaboration`),
	say: sayings{
		noThanks:      "Remerciez pour le temps accordé : c’est à cela que sert ce mot.",
		wrongName:     "Le mot salue %[1]s, mais il s’adresse à %[2]s : écrivez le bon nom.",
		wrongVocative: "Ici, vous parlez à %[1]s, mais le mot s’adresse à %[2]s : écrivez le bon nom.",
		wrongEmployer: "Le mot parle de %[1]s, mais l’entretien était chez %[2]s : écrivez le bon employeur.",
		noName:        "Saluez %[1]s par son nom.", noGreeting: "Commencez par une salutation, avec le nom : %[1]s.",
		notSpecific:        "Citez quelque chose dont vous avez parlé, par exemple « %[1]s », et ce que vous en pensez : tel quel, ce mot pourrait aller à n’importe qui.",
		notSpecificUnknown: "Citez quelque chose de l’entretien, un projet, un problème ou une remarque : tel quel, ce mot pourrait aller à n’importe qui.",
		placeholder:        "Remplacez « %[1]s » par ce qui doit s’y trouver.",
		copied:             "C’est presque le même mot que pour une autre personne : écrivez à chacune ce dont vous avez parlé avec elle.",
		copiedOf:           "C’est presque le même mot que pour %[1]s : écrivez à chaque personne ce dont vous avez parlé avec elle.",
		noValue:            "Dites en une phrase ce que votre expérience leur apporte, par exemple « %[1]s ».", noValueUnknown: "Dites en une phrase ce que votre formation ou votre expérience apporte à ce poste.",
		noInterest: "Dites que vous voulez le poste.", noInterestIn: "Dites que vous voulez le poste : %[1]s.",
		tooLong:     "Le mot compte %[1]s mots : ramenez-le à 250 ou moins, pour qu’il soit lu jusqu’au bout.",
		tooShort:    "Le mot compte %[1]s mots : écrivez-en 40 ou plus, pour qu’il dise quelque chose de l’entretien et de vous.",
		stock:       "Presque tout cela figure dans n’importe quel modèle : dites-le avec vos mots, ou enlevez-le.",
		pushy:       "Enlevez ceci : ce mot remercie et, au plus, demande le calendrier.",
		askTimeline: "Personne ne vous a dit quand ils décideront : une question polie sur le calendrier a sa place ici.",
		byPost:      "Déposez le mot sur place ou envoyez-le par courriel : par la poste, il peut arriver après la décision.",
	},
}
