package coach

import "github.com/afterword-io/afterword/pkg/events"

var english = lexicon{
	thanks: phrases(
		`(much|very) obliged`,
		`thank(s| you| u|ed|ing)\b`,
		`thx\b`,
		`(many|much|heartfelt|sincere) thanks`,
		`(very |so |truly |deeply |sincerely |most )?grateful\b`,
		`gratitude`,
		`(i|we) (really |truly |sincerely |greatly |very much |deeply |also |so |genuinely |do )*appreciate(d)?\b`,
		`appreciated? (you|your|the|that|how|everything|being|having|meeting|speaking|talking|our|hearing|learning|all|every|both|so much)\b`,
		`(much|greatly|really|truly) appreciated`,
		`appreciation`,
		`appreciative`,
		`(it was|that was|you were) (so |very |really |truly )?(kind|generous|good) of you`,
		`very kind of you`,
		`indebted`,
		`thankful`,
	),
	noThanks: phrases(
		`thanks to (my|a|an|the|this|that|these|our|his|her)\b`,
		`thank(s| you) in advance`,
		`thank(s| you) for (your prompt|a quick|your quick|an early)`,
		`thank god`,
		`thank goodness`,
		`thanks giving`,
		`no thanks`,
		`(would|will|i'd|i'll|we'd) ~(appreciate|be grateful|be thankful)`,
		`appreciate (it )?if`,
		`appreciate (an?|your) (update|answer|decision|reply|response|early|quick|prompt)`,
		`appreciation (of|for) (the )?(field|art|importance)`,
		`thank you (note|letter|card|email)`,
		`thanks but`,
		`you('ll| will)? (can )?thank me`,
		`(customers?|clients?|patients?|they|he|she|team|boss|manager) (often |always )?thank(ed)?\b`,
		`not (thank|grateful)`,
		`instead of thank`,
		`without thank`,
		`(to )?appreciate (how|that) (i|my)\b`,
	),
	interest: phrases(
		`(remain|stay|am still) (\w+ )?(interested|keen|excited)\b`,
		`forward to (a |our |the |any )?(possible |potential |future |close )*(collaborat|cooperat|work)\w*`,
		`(am|'m|was|be|being|remain|feel|felt|left|came away|more|even more|very|so|really|truly|genuinely|still|incredibly|extremely) ~(excited|enthusiastic|thrilled|eager|keen|motivated|delighted) (about|to|by|at|for|than|on|in)`,
		`need (this|the) (job|position|role)`,
		`(excited|enthusiastic|eager|keen|enthused|excitement|enthusiasm|eagerness|even more|more than ever) ~(about|to|for) (~)?(join|work|role|position|job|opportunit\w*|team|contribut\w*|start|tak\w+|possib\w*|prospect|chance|becom\w*|bring\w*|be part|help\w*)`,
		`(remain|am|'m|still|very|more|really|strongly|highly|most|sincerely|genuinely|keenly) ~interested in`,
		`interest(ed)? in (~)?(position|role|job|post|working|joining|opportunity|internship|the team|your team|this|becoming|contributing)`,
		`(my|strong|continued|keen|sincere) interest`,
		`(i'd|would|we'd) ~(love|like|enjoy|welcome|relish|be (\w+ )?(happy|glad|delighted|proud|honou?red|thrilled|excited|an honou?r|a privilege)|jump) ~(to|at|the (chance|opportunity))\b`,
		`(i )?(want|hope|wish|aim|intend|plan|long) (very much |really |dearly )?to (join|work|be (a )?part|contribute|take|help|be (your|the)|become|do this|have the (chance|opportunity)|bring|start|run|lead|build)`,
		`(really |very much |do |definitely |truly )?want (this|the|that) (\w+ ){0,3}(job|role|position|work|post)`,
		`look(ing)? forward to (~)?(join|work|contribut|becom|the (possibility|opportunity|prospect|chance) of|being|starting|start|bring|help|tak)\w*`,
		`(it would be|would be) (an? )?(honou?r|privilege|pleasure|joy|delight) to (join|work|be|contribute|serve|help)`,
		`(job|role|position|work|post|opportunity) (i|that i) (want|am looking for|have been looking for|hope|would love|was hoping)`,
		`(exactly|just|precisely) (what|the|the kind of|where|the sort of) ~(i|place|work|role|job|team|environment)`,
		`hope to (be|join|work|have)`,
		`hope (that )?(i|we) (can|get to|will|could|may) (join|work|be|bring|contribute|help)`,
		`more (than ever )?(convinced|certain|sure|determined)`,
		`(convinced|confirmed|reinforced|strengthened|deepened|increased|renewed|confirms|reinforces) ~(my )?(~)?(interest|wish|desire|enthusiasm|excitement|that (i want|this is)|me)`,
		`see myself (in|at|working|on|doing|joining|as)`,
		`count me in`,
		`(my|first) (first |top )?choice`,
		`would accept`,
		`can'?t wait to`,
		`cannot wait to`,
		`eager to (join|start|contribute|work|get|help|bring|roll|be)`,
		`happy to (join|start|accept|take on)`,
		`(this|the|that) (\w+ ){0,3}(role|position|job) (is|would be|seems|feels|sounds) (like )?(~)?(the one|ideal|perfect|right|my|a dream|exactly|everything|next)`,
		`be (a )?part of (~)?(team|it|that|this|work|effort|project|company|group|journey)`,
		`(appeals|appealing|attracts) ~to me`,
		`attracts me`,
		`like to be considered`,
		`my (wish|desire|hope) (is )?to (join|work|be)`,
		`joining ~(team|you|us) (is|would)`,
	),
	noInterest: phrases(
		`(i'd|would|we'd) ~(love|like|enjoy|welcome|be (\w+ )?(happy|glad|delighted|pleased)) ~to (\w+ly )?(know|ask|hear|thank|discuss|express|add|say|mention|apologi\w+|talk (about|through)|negotiate|clarify|share|send|provide|answer|point|take this|follow|come back|tell|show|see|receive|get (an?|your|the)|understand|find out|learn (more|when|whether|about)|read|try|test|go through|supply|forward|give (you )?(more|further|references|any)|schedule|arrange|meet)\b`,
		`(not|no longer|isn't|less|never) ~(interested|excited|keen|eager)`,
		`interested (parties|in (your|the) (decision|salary|answer))`,
		`(withdraw|decline) `,
		`do(n't| not) want (to|this|the)`,
		`look(ing)? forward to (hearing|your (reply|response|answer|decision))`,
		`lost interest`,
	),
	value: phrases(
		`i (also )?(speak|know|hold|drive|used to|am used to) (\w+)`,
		`my (\w+ ){0,4}?(experience|background|degree|education|studies|training|thesis|internship|apprenticeship|years|work|career|expertise|certification\w*|coursework|skills?|track record|strengths?|qualification\w*|knowledge|practice|research|project\w*|dissertation|diploma|bachelor\w*|master\w*|mba|msc|bsc|phd|bsn|volunteering|service)\b`,
		`(i|i've|i have|we) (\w+ly |also |once |recently |have |had |already |previously |personally )*(led|built|managed|ran|run|worked|designed|launched|cut|reduced|increased|raised|grew|trained|taught|studied|developed|created|introduced|implemented|migrated|organi[sz]ed|coordinated|handled|supervised|oversaw|set up|rolled out|shipped|delivered|improved|automated|wrote|spent|earned|graduated|completed|specialised|specialized|supported|started|moved|opened|planned|negotiated|coached|mentored|hired|cared|treated|sold|served|solved|saved|dealt|learned to|learnt to|did (this|that|exactly|something)|gained|acquired|used|replaced|headed|directed|brought|faced|made|took|helped|kept|conducted|ran|analy[sz]ed|founded|tested|maintained)\b`,
		`my (current|last|previous|former|present|first|old) (\w+ )?(role|job|position|employer|company|team|work|time)`,
		`(having|after) (\w+ly )?(led|built|managed|run|worked|designed|launched|cut|reduced|spent|trained|taught|studied|been|done)\b`,
		`\d+ years`,
		`(two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|several|many|\w+) years (of|as|in|with|at|on)`,
		`i (can |could |would |will )?(bring|offer)\b`,
		`i (have|hold|possess) (a|an|my|the|\d+|\w+ years)\b`,
		`(in|at|from|during) my (\w+ )?(last|current|previous|former|present|first|old|earlier)`,
		`as (a|an) (\w+ ){0,3}(at|for|in|with|who|i)\b`,
		`at (my )?(university|college|uni|school)`,
		`(degree|bachelor|master|mba|msc|phd|diploma|certificat\w+) (in|of|from)`,
		`i am (a )?(certified|trained|licensed|qualified|fluent)`,
		`i was (the|a|an|responsible|in charge)`,
	),
	pushy: phrases(
		`(tell|let) me (know )?(whether|if) i (got|get|have|am|was)\b`,
		`sorry (for|about|again|if|i|that (i|my|we)|to (have|bother|disturb|trouble|be|ask))\b`,
		`(i am|i'm|so|very|really|terribly) sorry[,.!]`,
		`(let|tell|give|send|inform) me (know )?(of |about )?(~)?(your|the|a|my) (final |firm |quick |prompt |clear |positive )?(decision|answer|verdict)`,
		`(have|did|has) (you|the team|anyone) (already )?(~)?(made|reached|come to|taken) (a|your|the) (final )?decision`,
		`(did|do|have) i (get|got|gotten|have) (the|this) (job|position|role)`,
		`(am|was) i (hired|selected|chosen)`,
		`(need|want|expect|require|demand|await) (to have |an?|your|the) (immediate |quick |prompt |final |firm |fast |early )*(decision|answer|response|reply)`,
		`need to know (by|whether|if|today|now|soon|as soon|your|when)`,
		`(expect|want) to (hear|know) (back )?(by|within|today|tomorrow|no later|before)`,
		`(decide|decision|answer|reply|respond|get back to me|hear (back )?from you|call me|response) (as soon as possible|asap|immediately|right away|by (tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|noon|the end of)|today|tomorrow|within (24|48|a day|two days))`,
		`as soon as you (possibly )?can`,
		`asap\b`,
		`urgent(ly)?\b`,
		`hire me`,
		`(pick|choose|select) me\b`,
		`give me (a|the|this|one|that|another) (\w+ )?(chance|opportunity|shot|job|position|role|try)`,
		`(really|desperately|badly|truly|urgently) need (this|the|a) (job|position|role|work|income)`,
		`desperate`,
		`(please|kindly) (please )?(hire|choose|consider me|select|pick|reconsider|overlook|forgive|excuse|don't hold|do not hold|make an)`,
		`i (beg|implore|plead)`,
		`begging`,
		`you won't (regret|be disappointed)`,
		`you will not (regret|be disappointed)`,
		`(what|how much) (is|are|would|will|does) (~)?(salary|pay|compensation|wage|package)`,
		`(my|the|your|starting|expected|a higher|higher|about|on|discuss|negotiate|negotiable|regarding) (\w+ )?(salary|compensation|pay package|wages?|remuneration|bonus|signing bonus)\b`,
		`salary (expectation|requirement|range|offer|negotiation|question|is|of|would)\w*`,
		`how much (you|the (job|position|role)|i would|do you|does it) (pay|pays|earn|be paid)`,
		`(pay|paid) (me )?(at least|more|less than)`,
		`vacation days`,
		`days off`,
		`remote days`,
		`relocation (package|money)`,
		`(\$|usd|eur|gbp) ?\d+[ ,.]?\d*k?\b ~(salary|a year|per year|annually|base)`,
		`(make|grant|allow) (me )?(~)?(an )?exception`,
		`an exception (for me|in my case)`,
		`(waive|overlook|bend|relax) (the|my|this|that|your) (\w+ )?(requirement|lack|rule|degree|missing|deadline)\w*`,
		`sorry[,!]`,
		`apolog(y|ies|i[sz]e|i[sz]ing)\b`,
		`(please )?forgive (me|my)`,
		`excuse (me|my)`,
		`pardon my`,
		`i know i (was|am|did|messed|failed|blew|didn't|stumbled|rambled)`,
		`i (messed|screwed) up`,
		`not my best (day|interview)`,
		`(wasn't|was not) (at )?my best`,
		`(other|another|competing|several) (job )?offers?\b ~(on|from|pending|that|to|by|i|and|waiting|in hand|elsewhere|so)?`,
		`(deadline|offer) ~(from|with) another`,
		`(call|calling|email|emailing|follow up with|write to) you (every|again (tomorrow|each)|daily|each day|tomorrow|on monday until)`,
		`i (expect|assume|trust) (that )?(you will|you'll|to be|i will be|an offer|the offer) ~(hire|offer|chosen|selected|offered|from you)?`,
		`why (haven't|have you not|has no)`,
		`waiting for your (decision|answer)`,
		`when (will|can|do) i start\b`,
	),
	timeline: phrases(
		`(when|by when|how soon|how long|what) ~(do|does|might|may|should|can|could|will|would|is|are) (you|i|we|the|your|it) ~(plan|expect|hope|think|anticipate|decide|hear|make|deciding|decision|take|know|timeline|time frame|timeframe|schedule|be in touch|next)`,
		`(could|can|would|may|might) (you|i) ~(tell|share|let|say|ask|give|know|mind|remind|outline|advise|inquire) .{0,60}(timeline|time line|timeframe|time frame|next steps?|when |by when|schedule|how long|hiring process|decision process)`,
		`(what|how|where) (is|are|does|do|would) (the|your) ~(timeline|time line|timeframe|time frame|next steps?|schedule|hiring process|process)`,
		`(may|might|could|can) i ask .{0,40}(when|timeline|next step|how long|what happens)`,
		`(wondering|wonder|curious|like to (know|ask)|love to know|interested to (know|hear|learn)|grateful to (know|hear)|glad to (know|hear|learn)|appreciate ~(knowing|hearing|any|an idea|a sense|some idea)|question (i|about|is)|(i )?forgot to ask|meant to ask|let me know|helpful to know|good to know|happy to (know|hear)) .{0,50}(timeline|time line|timeframe|time frame|next steps?|\bwhen\b (?:you|a |the|i )|how long|schedule for|your process|the process from here)`,
	),
	when: phrases(
		`(timeline|time line|timeframe|time frame|next steps?|when .{0,40}(decid|decision|hear|know)|how long|decision be made|expect (a|to hear|an answer)|schedule for)`,
	),
	stock: phrases(
		`thank(s| you) ~for (~)?(taking|your time|the opportunity|the chance|meeting|speaking|talking|interviewing|considering|your consideration|the interview)`,
		`tak(e|ing) the time`,
		`time (and consideration|out of your (busy )?(day|schedule))`,
		`(it was|was) ~(a )?(great |real |true )?(pleasure|great|nice|wonderful|lovely|good|honou?r|delight) (to |of )?(meet|meeting|speak|speaking|talk|talking|chat|chatting)`,
		`enjoyed (~)?(meeting|speaking|talking|learning|our (conversation|discussion|chat|time|meeting)|the conversation|getting to know|hearing|chatting|the interview)`,
		`learn(ing|ed)? (a (lot|great deal) )?(more )?about (the|your) (\w+ )?(company|role|position|team|opportunity|organi[sz]ation|culture)`,
		`(very |so |really |extremely |truly |even more |more )*(excited|enthusiastic|thrilled) (about|by|for) (the|this|your) (\w+ )?(opportunity|possibility|prospect|position|role|chance|company|team|job)`,
		`(great|perfect|good|excellent|strong|ideal) (fit|match|addition|asset)`,
		`valuable (asset|addition|member|contribution)`,
		`an asset to`,
		`look(ing)? forward to (hearing|speaking|meeting|the next|your (reply|response))`,
		`(do not|don't|please) hesitate`,
		`feel free to (contact|reach|call|email)`,
		`if you (need|require|have|would like) (any )?(further|additional|more|other|questions)`,
		`(any|further|additional) (questions|information)`,
		`my skills and (experience|abilities|qualifications|background)`,
		`(experience|background|skills|qualifications) (make|makes|would make|align|aligns|match|matches|would be|are|is) ~`,
		`(hit the ground running|team player|fast learner|quick learner|hard worker|hard working|self starter|go getter|think outside the box|detail oriented|results driven|passionate about|proven track record|wealth of|dynamic (team|environment)|fast paced|next level|add value|make a difference|positive impact|win win|synergy|thought leader)`,
		`(contribute|contributing) to (the|your) (\w+ )?(team|company|success|growth|organi[sz]ation|mission|goals)`,
		`(join|joining) (your|the) (\w+ )?(team|company|organi[sz]ation)`,
		`(my|strong|continued|reiterate my|express my) (\w+ )?interest in (the|this) (\w+ ){0,4}(position|role|opportunity|job)`,
		`(i am|i'm) (very |confident|certain|sure|convinced) (that )?`,
		`(thank you|thanks) (again|once again|once more)`,
		`hear(ing)? from you( soon)?`,
		`next steps in the (process|hiring)`,
		`at your (earliest )?convenience`,
		`insight(s|ful)? (into|about|conversation)`,
		`your (company|organi[sz]ation)('s)? (culture|mission|values|vision|goals|reputation|success)`,
		`(great|wonderful|amazing|fantastic|exciting|unique|incredible) (opportunity|company|team|place|organi[sz]ation|culture)`,
		`(warm|friendly) (welcome|atmosphere)`,
		`reaffirm\w* my`,
	),
	talk: phrases(
		`(conversation|discuss\w*|talk\w*|mention\w*|describ\w*|description|explain\w*|explanation|hear\w*|learn\w*|told|tell\w*|said|saying|show\w*|shared?|sharing|point\w*|chat\w*|spoke\w*|speak\w*|ask\w*|answer\w*|question\w*|insight\w*|perspective|thoughts?|stor(y|ies)|remark\w*|comment\w*|outlin\w*|walk(ed|ing)?|rais(ed|ing)|brought up|account of|your (plan|plans|idea|ideas|approach|view|work|example|vision|team's|project|problem|challenge)|the way you|how you|what you|listen\w*|stayed with me|stuck with me|kept thinking|been thinking|thinking about|impress\w*|struck|fascinat\w*|intrigu\w*|excit\w*|interest\w*)\b`,
	),
	you: wholePhrases(
		`(you|your|yours|we|our|us)`,
	),
	about: phrases(
		`you (gave|told)( me| us)?( of| about)?\b`,
		`(chat|talk|speak) about\b`,
		`(explaining|describing|showing|telling|sharing|walking|mentioning|outlining|demonstrating|discussing)( me| us)?( about| how| why| that| through| what| of)?\b`,
		`(you|you've|you had|robert|we) (\w+ly |also |both |all |had |have |then |even |briefly )*(mentioned|described|explained|told me|showed me|shared|talked|discussed|touched on|spoke|said|outlined|raised|brought up|pointed out|went into|walked me through|covered|demonstrated|chatted|compared|sketched|drew|referred to|asked)( me)?( about| of| on| how| that| through| why| what)?\b`,
		`(our|the|that|my|a|this) (\w+ )?(conversation|discussion|talk|chat|exchange|debate) (about|on|of|around|regarding|over)\b`,
		`(talking|speaking|chatting|hearing|hear|learn|learning|reading|thinking|learned|heard|listening) (\w+ )?(\w+ )?(about|how|of|why|what)\b`,
		`your (\w+ )?(point|remark|story|stories|description|question|account|example|advice|thoughts?|idea|ideas|explanation|comment|view|views|take|perspective|insights?|plan|plans|approach|decision|experience|observation|analogy|warning|note|vision|answer|work|anecdote|tip|concern|tour) (about|on|of|for|to|with|regarding|that|how|into)\b`,
		`the way (you|your team)\b`,
		`how (you|your team|your engineers|your nurses|your company)\b`,
		`(struck|impressed|fascinated|intrigued|surprised|inspired|moved) (by|with|me was|that)\b`,
		`(tour|demo|demonstration|walkthrough|glimpse|look|story) (of|at|through|about)\b`,
		`(challenge|problem|task|goal|question|idea|project|plan) of\b`,
	),
	struck: phrases(
		`(that|the way|how|what) (you|your \w+) .{3,120}(impressed|struck|surprised|stayed with|stuck with|moved|amazed|delighted|convinced|amused|inspired) me\b`,
	),
	wasSaid: phrases(
		`(that )?(you|we) (\w+ly |also |both |had |have )?(mentioned|described|explained|showed me|showed|shared|talked about|discussed|touched on|spoke about|spoke of|outlined|raised|brought up|told me about|walked me through|covered|sketched|drew)\b`,
	),
	joins: wholePhrases(
		`(eager|want|love|like|hope|able|ready|excited|happy|glad|delighted|chance|opportunity) to help( the)?`,
		`contribut(e|ing) (\w+ ){1,3}to( the)?`,
		`join(ing)?( the)?( (team|people) (at|of))?`,
		`(role|position|job|opportunity|opening|internship|post|vacancy|career|future|everyone|people|team|colleagues|interview\w*|interview(ed|ing) me) (at|within)( the)?`,
		`(role|position|job|career|opportunity) with`,
		`(role|position|job|post|work|working|works|serve|serving|start|starting|begin|join|joining|be|become|becoming|teach|teaching|opening|opportunity) (of|as) (\w+ ){1,6}?(at|with|for)`,
		`(excited|love|like|want|hope|eager|keen|thrilled|forward|happy|proud|honou?red|delighted|interested|opportunity|chance|dream\w*) (to |in |of |about )?~(work|working|being|be|start|starting) (at|for)( the)?`,
		`(be|being|become|becoming) (a )?part of( the)?`,
		`(contribut(e|ing) to|bring(ing)? (\w+ ){1,4}to|value to|asset to|addition to|fit (for|at))( the)?`,
		`apply(ing)? (to|at)`,
		`application (to|at)`,
	),
	formerly: phrases(
		`(my|a|his|her|their) (\w+ )?(last|current|previous|former|present|first|old|earlier|past|time|years|internship|role|job|position|work|stint|days|experience|career|stay|tenure)`,
		`(i|i've|i have|we|having) (\w+ )?(worked|work|led|built|managed|ran|spent|was|were|been|held|had|did|used|launched|learned|loved|enjoyed|joined|left|started|interned|trained|taught|cut|introduced|implemented|reduced)\b`,
		`(while|when i was|years|months|worked|formerly|previously|back) (\w+ )?(working )?(at|with|for)`,
	),
	units: phrases(
		`(\$ ?\d[\d,.]*( ?(k|m|bn|million|billion))?|\d[\d,.]* ?(percent|%|\$|km|miles?|kg|tons?|tonnes|sites?|stores?|depots?|beds?|users?|customers?|clients?|employees|people|patients?|orders?|parcels?|trucks?|vehicles?|countries|languages?|offices?|servers?|requests?|services?|units?|pallets?|machines?|robots?|schools?|students?|families|homes|square|acres|million|billion|k|releases?|deployments?|tickets?|teams?|nurses|drivers|engineers|developers))(\W|$)`,
	),
	departments: wordSet(`
		department unit ward division program lab office faculty crew emergency intensive care
		operations engineering sales marketing finance hr human product data platform design support logistics planning customer
		it r&d research legal procurement nursing pediatrics warehouse people qa quality security infrastructure development
		frontend backend mobile growth analytics success service services board`),
	generic: genericStems(events.English, `
		ideal closely self starter communication teamwork integrity respect trust transparency transparent agile growth-minded
		mindset ownership accountability drive driven proactive flexible flexibility reliable adaptable
		adaptability versatile resourceful resilience priorities priority ambitions trajectory stability balance lifestyle
		benefits perks salary package facilities facility space energy energetic energized spirit vibe ethos principles
		standards reputation brand name presence footprint portfolio leadership teams colleagues peers stakeholders partners
		partnership synergy synergies scope nature breadth depth daily routine workflow description profile
		vacancy opening post employment employed employers recruiter seniority junior senior hire hires closely aligned
		alignment align resonates resonated resonate appeal appealed attractive eager keen honored honoured privileged fortunate
		lucky thankful gratitude genuine genuinely heartfelt sincere sincerely warmth kindness kind patience patient attentive
		attention courtesy courteous cordial comfortable ease relaxed smooth upcoming coming currently recent recently trend
		trends landscape sector economy discussion discussions chat exchange dialogue encounter occasion
		invitation invite availability available reference references resume cv cover letter portfolio email phone call video
		zoom
		surprised struck moved amazed convinced stayed stuck recruit recruiting recruitment recruiter grow growing comfortable
		position role company team opportunity job organization organisation organizations culture mission value values goal
		goals vision work working environment responsibility responsibilities day expectation expectations future project
		projects growth success challenge challenges need needs department experience skill skills background qualification
		qualifications interview conversation discussion time meeting chance detail details insight insights information product
		products service services business industry people staff colleague colleagues process processes plan plans strategy
		strategies initiative initiatives direction way thing things great good exciting excited exciting interesting interested
		fascinating thank thanks grateful appreciate appreciated today yesterday morning afternoon evening week month year years
		minute minutes hour hours day days busy schedule take taking took give gave giving get getting learn learning learned
		hear hearing heard talk talking talked speak speaking spoke meet met tell told share shared sharing mention mentioned
		discuss discussed describe described explain explained show showed enjoy enjoyed pleasure nice wonderful lovely really
		truly very much lot many more even also forward look looking hope hoping feel feeling felt believe think thinking
		thought know knowing help helping helped contribute contributing contribution join joining joined bring bringing offer
		offering make making made want wanted would like love loved consider consideration considering candidate application
		apply applying hire hiring decision next step steps best regard regards sincerely question questions answer answers
		please contact hesitate free reach further additional new big small well happy glad delighted impressed impress
		impressive insightful informative helpful valuable strong stronger perfect fit match asset member members part kind
		approach everyone everything something anything one two first second last different important key main whole current
		currently overall general specific passion passionate passionately dedicated dedication commitment committed
		professional professionalism atmosphere welcoming warm friendly dynamic innovative innovation leader leadership leading
		leaders world class market customer customers client clients career path development develop opportunities ability
		abilities strength strengths requirement requirements duty duties task tasks function structure organization expect idea
		ideas potential possibility prospect person personally advice story journey history reputation office place area areas
		field topic topics aspect aspects level quality excellence excellent amazing fantastic incredible unique convinced
		confirm confirmed enthusiasm enthusiastic interest able start starting use using come came go going see seeing saw say
		said put keep find found try need fast paced run running mr mrs ms dr soon hearing thorough thoroughly overview
		perspective perspectives view views open honest candid candidly openness honesty engaging engagement collaborative
		collaboration collaborate supportive support long term short impact positive difference improve improvement solution
		solutions result results achieve achievement achievements success successful ambitious ambition exact clear clearly fun
		bit little couple several various wide range diverse diversity inclusive community together everybody others another
		within across around throughout firm employer employees employee workplace manager management operation operations daily
		basis tour visit reading thoughtful generous generously hospitality welcome greatly inspiring inspired inspire motivated
		motivating motivation memorable pleasant great regarding concerning additionally`),
	say: sayings{
		noThanks:      "Thank them for their time: it is what the note is for.",
		wrongName:     "The note greets %[1]s, but it is to %[2]s: write the right name.",
		wrongVocative: "Here the note speaks to %[1]s, but it is to %[2]s: write the right name.",
		wrongEmployer: "The note speaks of %[1]s, but the interview was with %[2]s: write the right employer.",
		noName:        "Greet %[1]s by name.", noGreeting: "Begin with a greeting, and greet %[1]s by name.",
		notSpecific:        "Mention something you talked about, such as “%[1]s”, and what you think of it: as it is, the note could go to anybody.",
		notSpecificUnknown: "Mention one thing from the conversation, such as a plan, a problem or a remark of theirs: as it is, the note could go to anybody.",
		placeholder:        "Replace “%[1]s” by what belongs there.",
		copied:             "This is nearly the note to another interviewer: write to each about what you discussed with them.",
		copiedOf:           "This is nearly the note to %[1]s: write to each about what you discussed with them.",
		noValue:            "Say in a sentence why your experience helps them, such as “%[1]s”.", noValueUnknown: "Say in a sentence what your education or experience brings to this position.",
		noInterest: "Say that you want the position.", noInterestIn: "Say that you want the position as %[1]s.",
		tooLong:     "The note has %[1]s words: shorten it to 250 or fewer, so that it is read to the end.",
		tooShort:    "The note has %[1]s words: write 40 or more, so that it says something of the conversation and of you.",
		stock:       "Most of this stands in every template: say it in your own words, or leave it out.",
		pushy:       "Leave this out: the note thanks, and asks for nothing but the timeline.",
		askTimeline: "Nobody has told you when they decide: one polite question about the timeline fits here.",
		byPost:      "Carry the note to the office or email it: by post it may come after the decision.",
	},
}
