package coach

import "github.com/afterword-io/afterword/pkg/events"

// Patterns are written as they are matched: without accents, œ is oe.
var french = lexicon{
	thanks: phrases(
		`mer[cs]i(s)?\b`,
		`remerci\w*`,
		`reconnaissan(te?s?|ce)\b`,
		`gratitude`,
		`(suis|sais|saurais) ([a-z]+ ){0,2}gre\b`,
		`(c'est|c'etait|ce fut|quelle|tres|trop|vraiment|bien|tellement|si) ([a-z]+ )?(gentil|gentille|gentillesse|aimable|amabilite|sympa|adorable|chic|genereux|delicat) (de|d'|a vous|a toi)`,
		`(touchee?|emue?) (par|de) (votre|ton|l'|la) ?(accueil|gentillesse|attention|disponibilite|confiance|generosite)`,
		`(thx|thanks|thank you)\b`,
	),
	noThanks: phrases(
		`merci (d'avance|par avance)`,
		`(vous )?remerci\w* (d'avance|par avance)`,
		`(serais|serai) ~(reconnaissante?|gre)`,
		`grace a`,
		`merci de (me |bien vouloir |nous )?(donner|repondre|confirmer|communiquer|faire savoir|tenir|dire|informer|envoyer|transmettre)`,
		`(dieu|ciel) merci`,
		`(a|la|leur|sa) merci (de|du|des|d')\b`,
		`merci (a|au|aux) (mon|ma|mes|ciel|dieu|la vie)\b`,
		`(remercient|remerciaient|remercierent)\b`,
		`merci qui`,
		`(dit|dire|dis|disait|ecrit) (\w+ )?merci (a|au|aux) (mes|mon|ma|les|des|son|ses)?\b`,
		`(disent|disaient|ecrivent|ecrivaient) (\w+ )?merci\b`,
		`(m'|nous |l'|les )(a|ont|avait|avaient) ([a-z]+ )?remerci\w*`,
		`(j'ai|je l'ai|nous avons|ai|avons) ([a-z]+ )?remercie (mon|ma|mes|le|la|les|l'|un|une)`,
		`remerci\w* (mon|ma|mes|dieu|le ciel|la vie|la chance|le hasard)\b`,
		`(ete|etre|fut|fus|etait|etais) ([a-z]+ )?remerciee?s?\b`,
		`remerci\w* (de la part|par (mon|ma|mes|les|des|un|une|la|le))\b`,
		`(lettres?|mots?|cartes?|messages?|courriers?) de remerciements?`,
		`reconnaissance (de (mes|mon|ma|la|l')|des|du|professionnelle|client|vocale|faciale|automatique|d'images?)\b`,
		`reconnaissan\w* (envers|a l'egard de|aupres de) (mon|ma|mes)\b`,
		`(usagers?|residents?|hotes?|passagers?|gens|enfants|collegues) .{0,20}(remerci\w*|merci|reconnaissan\w*)`,
		`non merci`,
		`sans (dire |un )?merci`,
		`(clients?|patients|eleves|parents|usagers|familles|voyageurs) .{0,20}(remerci\w*|merci)`,
	),
	interest: phrases(
		// a wish for anything: noInterest takes back the wish to thank, to know and the like
		`(aimerais|voudrais|souhaite|souhaiterais|souhaitais|desire|desirerais|veux|adorerais|aspire|ambitionne|reve|revais|compte bien|espere|esperais|tiens a|rejoindrais|travaillerais) ([a-z'-]+,? ){0,5}`,
		`jespere`,
		`(je|j'|c'est|d'en) ?(y |en |vous |te |le |la |me |m')?(rejoindrais?|travaillerais?|commencerais?|accepte|accepterais|signe|signerais|viendrais?|integrerais|donnerais?|m'investirais?|investirais|mettrais|prendrais|apporterais|apprendrais|resterais|continuerais|verrais|plairais|ferais|participerais|contribuerais|saute sur|fonce|postule|candidate)\b`,
		`(serais|serai|suis|reste|demeure|sors|repars|serions) ([a-z']+ ){0,4}?(ravie?|heureu(x|se)|honoree?|fiere?|enchantee?|prete?|comblee?|contente?|partante?|enthousiaste|motivee?|interessee?|flattee?|disponible|emballee?|conquise?|seduite?|impatiente?|enthousiasmee?|tentee?|determinee?|decidee?|disposee?|curieu(x|se))\b`,
		`(tres|vraiment|ultra|super|hyper|toujours|plus|particulierement|vivement|sincerement|plus que jamais|d'autant plus|fort|si|totalement|tout a fait) (motivee?|interessee?|enthousiaste|partante?|emballee?|tentee?|impatiente?)\b`,
		`partante?\b`,
		`(mon|vif|grand|sincere|reel|tout mon|un|ma|plein d'|beaucoup d'|enorme|immense|grande|avec) ?([a-z']+ )?(interet|enthousiasme|motivation) (pour|a|de|est|reste|n'a|a|par|et)\b`,
		`(hate|envie|joie|plaisir|desir|souhait|idee|perspective|volonte|impatience|bonheur|fierte|chance|honneur|reve) (de |d'|a l'idee de |que de )(y |vous |en |m'|me )*(rejoindre|integrer|travailler|faire|contribuer|participer|collaborer|commencer|apporter|prendre|relever|m'investir|investir|etre|apprendre|mettre|venir|continuer|montrer|pouvoir|ce poste|cette|cet|demarrer|partager|prouver|debuter|revenir|rester|vous|votre|m'y|tenter|porter|l'equipe)`,
		`(envie|hate|impatience) (de|d')`,
		`qu'une (seule )?(envie|hate)`,
		`(grande?|tres|vraiment|trop|tellement|bien|super|furieusement|sacrement) (envie|hate)\b`,
		`avec (\w+ )?(joie|bonheur|enthousiasme|fierte|grand plaisir|un plaisir|un immense|empressement) que je`,
		`avec ([a-z]+ )?(joie|bonheur|enthousiasme|fierte)\b`,
		`(conforte\w*|renforce\w*|confirme\w*|accru\w*|redouble\w*|decuple\w*|grandi\w*) .{0,40}(interet|envie|motivation|choix|enthousiasme|souhait|desir|que ce|que je|dans)`,
		`(interet|envie|motivation|enthousiasme) .{0,40}(conforte\w*|renforce\w*|confirme\w*|grandi\w*|accru\w*|redouble\w*)`,
		`(ce|le|votre|cette|ces|la) ([a-z]+ )?(poste|metier|mission|missions|defi|aventure|offre|place|travail|emploi|role|stage|alternance|proposition)\b.{0,40}(m'interesse\w*|me plai\w*|m'attire\w*|me correspond\w*|correspond|m'enthousiasme\w*|me motive\w*|me tent\w*|me ressembl\w*|me va|me fait|fait pour moi|pour moi|que je (veux|cherche|recherche|souhaite|vise|voulais)|je le veux|de mes reves|ideal|me tient|me parl\w*)`,
		`(exactement|precisement|justement) (ce que|ce dont|ce qu'|le (type|genre|poste|travail)|la|celui|celle|l'endroit|l'environnement)`,
		`(me|m'y|m'|nous) ?(vois|verrais|projette|projetterais|imagine|imaginerais|voyais)\b`,
		`(m'interesse\w*|me motive\w*|m'enthousiasme\w*|me tente\w*|me plairait|me plaisent|me plait|m'attire\w*|me botte|me branche|m'emballe\w*|me ravirait|me comblerait|m'irait|me conviendrait|me convient|me va tout)\b`,
		`(ce serait|serait pour moi|c'est pour moi|quelle|ce sera) (un|une|mon|le|la)? ?([a-z]+ )?(honneur|plaisir|joie|chance|fierte|bonheur|reve|aventure|privilege)`,
		`fait(e|s)? pour (moi|ca|vous|ce|cela)`,
		`(de (mes|ses) reves|mon reve|un reve|premier choix|tient a coeur|tient tant a coeur)`,
		`(faire|etre|devenir) ([a-z]+ )?(partie |l'un |l'une |un |une )?(de la|de l'|de votre|de vos|des|du|d'un) ?(votres|notres|aventure|equipe|famille|maison|troupe|bande|reseau)`,
		`(integrer|rejoindre|joindre a|me joindre|m'integrer|renforcer|completer) ([a-z']+ )`,
		`(brule|bruler|fremis|meurs|crevais|creve) ([a-z']+ )?(de|d'|d'envie)`,
		`(m'ouvrir|m'ouvre|m'ouvriez) (ses|vos|les) portes`,
		`au sein de (votre|vos) (equipes?|entreprise|societe|maison|etablissement|structure|cabinet|service)`,
		// words of somebody who says yes
		`(reponse|c'est|serait|dis|dirais|dirai|sera) ([a-z']+ ){0,3}oui\b`,
		`si (vous|tu|on|ma|mon) (m'|me |voulez|veux|veut|candidature|profil) ?([a-z']+ ){0,3}(moi|prenez|acceptez|choisissez|retenez|convient|retenue?|plait|interesse|garde|retient|donnez)`,
		`(compte|comptez) sur moi`,
		`(embarquez|engagez|attendez|gardez)-moi`,
		`(suis|serai) (toute? )?(a vous|a toi|des votres|de la partie|au rendez-vous)\b`,
		`(j'embarque|j'en suis|j'en serai|j'arrive|je fonce|je suis la)\b`,
		`crois\w* les doigts`,
		`que (vous|tu) (me|m') ?(choisiss|pren|ret|gard|donn)\w*`,
		`vivement (la suite|lundi|le|de)`,
		`(chaude?|dispo|ok|d'accord|d'attaque) pour\b`,
		`(ca|cela) me (tente|va|plait|dit|botte|branche|convient|parle)`,
		`ne demande qu'a`,
		`(avoir|decrocher|obtenir|occuper|prendre) (le|ce|votre|cette) (poste|place|emploi|stage|alternance)`,
		`donner(ais|ai) (le meilleur|tout|mon)`,
		`prendre le volant`,
	),
	noInterest: phrases(
		`(pas|plus|peu|moins) ~(interessee?|motivee?|enthousiaste|envie)\b`,
		`(aimerais|souhaite|souhaiterais|voudrais|tiens a|tenais a|desire|veux|espere|souhaitais|compte) ([a-z']+ ){0,3}?(savoir|connaitre (la|le|les|votre)|remercier|remercie|demander|exprimer|m'excuser|excuser|une reponse|negocier|recevoir|dire|adresser|transmettre|temoigner|presenter|feliciter|rappeler|souligner|preciser|ajouter|avoir (de vos|des|une) (nouvelles|reponse)|votre reponse|une (\w+ )?(reponse|decision)|de vos nouvelles|que vous (allez|vous portez|avez)|raconter|reparler|parler|envoyer|bon courage|bonne|plein|tout le|que tout)`,
		`(suis|etais|ai ete|fus|reste) ([a-z']+ ){0,4}?(ravie?|heureu(x|se)|enchantee?|contente?|honoree?|flattee?|touchee?) (d'avoir|de vous avoir|de t'avoir|de notre|de cet|de cette|de vous (connaitre|rencontrer|lire)|de faire votre|que vous|d'apprendre|par)`,
		`reste (a|bien|entierement|naturellement|evidemment)`,
		`(suis|reste|serai) ([a-z]+ )?disponible (pour (tout|toute|un|echanger|repondre|en)|si)`,
		`dans l'attente de`,
		`hate d'(avoir|entendre|en savoir|lire)`,
		`(envie|hate) de (rire|pleurer|savoir|vous (dire|poser|remercier|raconter|lire))`,
	),
	value: phrases(
		`(mon|ma|mes) ([a-z'-]+ ){0,3}?(experiences?|formation|parcours|etudes|diplome|annees|travail|stages?|competences?|connaissances?|metier|carriere|projets?|equipe|master|licence|these|alternance|expertise|atouts?|savoir-faire|benevolat|apprentissage|bac|bts|but|dut|cap|brevet|permis|saisons?|service|ecole|fac|universite|patron|chef|cheffe|anciens? collegues?|clients?|eleves|collegiens|patients|ancienne? \w+|precedente? \w+)\b`,
		`(\d+|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|plusieurs|quelques|longues) ([a-z]+ )?(ans|annees|saisons|etes|hivers|mois|semestres|stages)\b`,
		`(j'ai|jai|ai|avoir|ayant|nous avons|nous avions|j'avais|avons) ([a-z']+ ){0,3}?(dirige|gere|conduit|travaille|pilote|mene|reduit|augmente|mis en place|concu|developpe|forme|cree|organise|etudie|encadre|coordonne|appris|ameliore|suivi|supervise|participe|accompagne|obtenu|passe|construit|automatise|migre|assure|assiste|realise|lance|acquis|divise|ecrit|anime|tenu|prepare|planifie|parametre|vendu|trie|garde (nos|notre|mes)|vecu|enseigne|soigne|repare|livre|servi|cuisine|code|programme|deploye|redige|traduit|plaide|classe|negocie|vecu|fait (trois|deux|cinq|\d+|le|la|du|des|mon|ma|une?) ?\w*|rempli|remplace|monte|porte|emballe|teste|mesure|installe|entretenu|recrute|conseille|recu|tourne|exerce|eu la charge|ete (responsable|charge\w*|forme\w*|en charge))\w*`,
		`(lors de|dans|durant|pendant|au cours de|de|depuis|apres|avec|avant) (mon|ma|mes) ([a-z]+ )?(precedent\w*|dernier\w*|actuel\w*|ancien\w*|stage|poste|annees|etudes|alternance|entreprise|experience|premier\w*|licence|master|bts|formation|service|apprentissage|collegiens|eleves|clients)`,
		`(chez|pendant|durant|dans|lors d'|au|a la|en|a) ([a-z'-]+,? ){1,7}?(j'ai|j'avais|j'etais|nous avions|nous avons|nous les|nous en|on (avait|en faisait|faisait|a|etait)|je (tenais (le|la|les|un|une)|faisais|gerais|conduisais|travaillais|m'occupais|preparais|vendais|servais|livrais|reparais)|ou (j'ai|je|nous))\b`,
		`m'(a|ont|avait|avaient) ([a-z]+ )?(appris|rendue?|formee?|enseigne|preparee?|habituee?|aguerrie?)`,
		`(nous (le |la |les |en |y )?(avions|faisions|etions|tenions|gardions|donnions|vendions|passions|utilisions|recevions|livrions|envoyions))\b`,
		`(je|j') ?(tenais (le|la|les|un|une|son|leur|ma|mon)|gerais|travaillais|conduisais|dirigeais|encadrais|preparais|vendais|m'occupais|livrais|servais|appelais|enseignais|animais)\b`,
		`(apporter|apporte|apporterais|apporterai|mettre) ([a-z]+ )?(a profit|au service|mon|mes|ma|cette|ce que)\b`,
		`(en tant que|comme) ([a-z]+ ){1,3}(chez|a|dans|au|pendant|j'ai|je)\b`,
		`(titulaire|diplomee?|formee?|issue?|certifiee?) (d'|de|du|en|a)\b`,
		`(experience|diplome|formation|master|licence) (en|de|d'|dans|comme)\b`,
		`(je|j') ?(gere|pilote|dirige|encadre|conduis|coordonne|organise|assiste|maitrise|connais|parle|enseigne|code|prepare|pratique|cuisine|repare) `,
	),
	noValue: phrases(
		`(en|dans|avec|de) [^,;:]{1,100}? je n'(ai|avais) (\w+ )?(aucune?|pas) (d'|de )?(experience|connaissances?|formation|diplome|competences?|notions?)\b`,
		`(n'ai|n'avais|ne possede) (\w+ )?(aucune?|pas|jamais eu) (d'|de )?(\w+ )?(experience|connaissances?|formation|diplome|competences?|notions?)\b.{0,110}?(,|;|:| mais | et (je|mon|ma|mes)\b| et j\'|$)`,
		`manque (d'|de )(\w+ )?(experience|connaissances?|formation|diplome|competences?|notions?)\b.{0,110}?(,|;|:| mais | et (je|mon|ma|mes)\b| et j\'|$)`,
		`(mon |ma |mes )?(diplome|formation|experience|etudes|licence|master) (ne (\w+ )?(sert|servent|vaut|valent|apporte)|(est|sont) (\w+ )?inutiles?)\b.{0,110}?(,|;|:| mais | et (je|mon|ma|mes)\b| et j\'|$)`,
	),
	pushy: phrases(
		`(dites|faites|communiquez|donnez|confirmez|envoyez|informez|repondez|dis)-moi .{0,50}(decision|reponse|savoir (si|vite|rapidement|au plus)|si (c'est|je|j'ai|ma)|resultat|rapidement|vite)`,
		`(avez-vous|vous avez|a-t-on) .{0,20}(pris (une|votre|la) decision|decide)`,
		`merci de (me |bien vouloir (me )?)(donner|repondre|confirmer|communiquer|faire savoir|dire|informer|transmettre) .{0,50}`,
		`(attends|exige|besoin d'une|veux une|il me faut une|souhaite une|faudrait une) ?(votre )?(\w+ )?(reponse|decision)\b( rapide| rapidement| immediate| ferme| avant)?`,
		`(reponse|decision|retour|repondre|repondez|savoir|decider|nouvelles) ([a-z']+ ){0,4}(rapide|rapidement|immediate|urgente|urgence|au plus vite|des que possible|dans les plus brefs|le plus vite|d'ici (demain|ce soir|vendredi|lundi|la fin)|avant (demain|vendredi|lundi|mardi|mercredi|jeudi|ce soir))\b`,
		`(au plus vite|des que possible|le plus vite possible|dans les plus brefs delais|le plus rapidement possible|d'urgence|rapidement) .{0,40}(reponse|decision|retour|repondre|fixee?|savoir)\b`,
		`(suis-je|ai-je ete) (prise?|retenue?|embauchee?|choisie?)`,
		`(embauchez|choisissez|prenez|recrutez|retenez)-moi`,
		`(donnez|accordez|laissez)-moi .{0,30}(chance|poste|opportunite|occasion)`,
		`(me )?(donner|accorder|laisser) (une|cette|sa|ma) (\w+ )?chance`,
		`(vraiment |absolument |tellement |terriblement )?besoin (\w+ )?(de ce|de cet|d'un|du|de) (poste|travail|emploi|travailler|argent|salaire)`,
		`(supplie|implore|desesperee?|desesperement)\b`,
		`vous ne (le )?regretterez pas`,
		`je vous en (prie|conjure|supplie)`,
		`(quel|combien) .{0,30}(salaire|remuneration|paye|payez|gagner\w*|toucher\w*)`,
		`(le|mon|du|un|sur le|meilleur|mes|au|de) (\w+ )?(salaire|pretentions salariales|remuneration)\b`,
		`(pretentions|attentes|exigences) salariales`,
		`(salaire|remuneration) (de|est|serait|brut\w*|net|annonce)`,
		`\d[\d .]* ?(euros?|\$|eur|k\$?) (nets?|bruts?|par mois|par an|mensuels?|annuels?|de l'heure)\b`,
		`jours de (conges|teletravail)`,
		`(faire|fassiez|feriez|fais) (\w+ )?(une |exception )?exception`,
		`une exception (pour moi|dans mon)`,
		`fermer les yeux`,
		`(desolee?|navree?|confuse?) (de|d'|pour|que|si|encore)`,
		`je suis ([a-z]+ ){0,3}(desolee?|navree?|confuse?)\b`,
		`(je m'excuse|veuillez m'excuser|m'excuser (de|d'|pour)|excusez(-moi| mon| ma| mes)|pardonnez(-moi| mon| ma| mes)|mes ([a-z]+ )?(plates |sinceres )?excuses|je vous (demande pardon|demande de (m'excuser|me pardonner)|prie de m'excuser))`,
		`je regrette (d'|de|mon|ma|mes)`,
		`j'etais (tres |trop |tellement |si |vraiment |affreusement )(nerveu(x|se)|stressee?)`,
		`pas (ete )?a mon (meilleur|avantage)`,
		`(autre|autres|plusieurs) (\w+ )?(offres?|propositions?|pistes?)\b( d'emploi| d'embauche| ailleurs| en| et| sur)?`,
		`(rappellerai|appellerai) .{0,20}(demain|chaque jour|tous les jours)`,
	),
	noPushy: phrases(
		`(et|encore|,) (encore )?(desolee?|navree?) (d'avoir |de |pour |d')(\w+ )`,
		`(pas|sans|jamais|rien) ([a-z']+ ){0,2}(excus\w*|pardon|salaire|exception|desole\w*)`,
		`desolee? (d'apprendre|de savoir|pour (vous|votre))`,
	),
	timeline: phrases(
		`(quand|d'ici quand|sous quel delai|dans quel(s)? delai(s)?|a quelle date|combien de temps|vers quelle date) .{0,40}(decision|reponse|decider\w*|pensez|prevoyez|comptez|retour|esperer|attendre|nouvelles|dure\w*|rendr\w*)`,
		`(pourriez|pouvez|puis|pourrais|pourrait|auriez)[- ](vous|je) .{0,60}(calendrier|delais?|prochaines etapes|suite|quand|etapes)`,
		`(savoir|demander|connaitre|demande|indiquer|preciser|question|curieu(x|se)) .{0,50}(calendrier|delais?|prochaines etapes|suite du processus|la suite|quand|etapes suivantes)`,
		`quel(le)?s? (est|sont|serait|seraient) .{0,30}(calendrier|delais?|prochaines etapes|suite|etapes)`,
	),
	when: phrases(
		`(calendrier|delais?|prochaines etapes|suite du processus|quand|d'ici quand|combien de temps|quelle date|la date de|une date|vers quelle)\b`,
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
		`(l'|cette |d')?(opportunite|occasion|chance) (que vous m'avez|de passer|de vous rencontrer|d'avoir)`,
		`(echanges?|entretien|rencontre|discussion) (m'a|m'ont) (permis|conforte\w*|donne)`,
		`mieux (cerner|comprendre|apprehender|connaitre)`,
		`(m'epanouir|evoluer|m'integrer|trouver ma place) (au sein de|dans) (votre|vos)`,
		`dans l'espoir (d'|de)`,
		`(reponse|suite) favorable`,
		`je vous remercie de m'avoir (recue?|accorde)`,
		`confirme mon interet`,
		`l'expression de (mes|ma)`,
		`(encore|a nouveau|de nouveau) (une fois )?(merci|tous mes remerciements)|merci (encore|a nouveau)`,
		`conforte`,
	),
	talk: phrases(
		`(conversation\w*|echange\w*|entretien|discussion\w*|discut\w*|parl(e|er|iez|ions|ant)\w*|evoqu\w*|mentionn\w*|expliqu\w*|explication\w*|decri\w*|description|racont\w*|dit|disiez|montr\w*|partag\w*|present\w*|pos(e|ee|iez)|question\w*|reponse|entendre|ecout\w*|appris|apprendre|decouvr\w*|idee\w*|avis|remarque\w*|point de vue|reflexion\w*|exemple|anecdote|histoire|impression\w*|interess\w*|passionn\w*|fascin\w*|marqu\w*|frapp\w*|plu|seduit\w*|inspir\w*|(votre|vos) (plan|plans|projet|projets|approche|vision|facon|maniere|travail|equipe)|ce que vous|la facon dont|comment (vous|votre))\b`,
	),
	unsaid: phrases(
		`(n'avons|n'ayons|n'a|n'ait|n'avions) (malheureusement )?(pas|jamais|guere) ((pu|eu le temps de|eu l'occasion de) (parler|discuter)|parle|discute) (de|d'|du|des).{0,110}?(,|;|:| mais | car | parce |$)`,
	),
	me: wholePhrases(
		`(je|j'|mon|ma|mes)`,
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
		`(de|pour) (m'|nous )avoir (\w+ )?(montre|explique|parle|raconte|laisse|fait|decrit|presente|emmene|confie|prete|accompagne|permis|offert|dit|appris|donne)\w*`,
		`(ris|repense|pense|souris|songe|reve) (encore |toujours |souvent |beaucoup )*(de|a|au|aux|en)\b`,
		`(trotte|tourne|reste|restee|restera) (\w+ ){0,3}(tete|memoire|esprit)`,
		`(m'a|m'ont|m'avait) ([a-z]+ )*(fait (rire|reflechir|sourire|rever|penser)|rappele|bluffe\w*|poursuivi\w*|suivie?|amuse\w*|etonne\w*|scotche\w*)`,
		`(l'histoire|l'idee|l'affaire|le coup|l'anecdote|votre histoire|cette histoire) (de|du|des|d')\b`,
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
		`(aimerais|souhait\w*|voudrais|envie|ravie?|hate|enthousiaste|heureu\w+|interesse\w*|motive\w*|espere|perspective|idee) (de |d'|a l'idee de )?.{0,15}?(travailler|commencer|collaborer|etre|continuer|entrer|rester) (chez|pour|avec|au sein de|au|aux|a la)( la| l')?`,
		`faire partie (de|des|du|d')( la| l'equipe de| l'equipe| l')?`,
		`(travailler|commencer|debuter|evoluer|m'investir|m'engager|entrer|rester|venir|continuer|demarrer|bosser|oeuvrer|grandir|progresser|exercer|enseigner|cuisiner|postuler|signer) ([a-z]+ ){0,3}?(chez|pour|au sein (de|du|d'))( la| l'| le| les)?`,
		`(equipe|equipes|rangs|couleurs|aventure|famille|collaborateurs|effectifs|succes|developpement|projets?) (de|des|du|d')( la| l'| l'equipe de)?`,
		`(poste|emploi|role|stage|alternance|entretien|candidature|avenir|place|mission) ([a-z]+ ){0,3}?(chez|au sein (de|du|d')|aupres (de|du|d'))( la| l')?`,
		`(rejoindre|integrer|representer|servir) (l'|l'equipe d'|les equipes d'|l'entreprise d')`,
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
		hiérarchie organigramme ambition ambitions excellence bienveillance disponibilité écoute convivialité convivial
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
		oneWord: "1 mot", manyWords: "%[1]s mots",
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
		tooLong:     "Le mot compte %[1]s : ramenez-le à 250 ou moins, pour qu’il soit lu jusqu’au bout.",
		tooShort:    "Le mot compte %[1]s : écrivez-en 40 ou plus, pour qu’il dise quelque chose de l’entretien et de vous.",
		stock:       "Presque tout cela figure dans n’importe quel modèle : dites-le avec vos mots, ou enlevez-le.",
		pushy:       "Enlevez ceci : ce mot remercie et, au plus, demande le calendrier.",
		askTimeline: "Personne ne vous a dit quand ils décideront : une question polie sur le calendrier a sa place ici.",
		byPost:      "Déposez le mot sur place ou envoyez-le par courriel : par la poste, il peut arriver après la décision.",
	},
}
