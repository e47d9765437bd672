package coach

import "github.com/afterword-io/afterword/pkg/events"

var english = lexicon{
	thanks: phrases(
		`(much|very|so|greatly) obliged|obliged to you`,
		`thank (you|u|ya)\b`,
		`thank(s|ed|ing|ful|fully)?\b`,
		`(thx|thanx|thnx|thnks|tnx|tks|tysm|ty|ta)\b( |,|!)`,
		`cheers (for|mate|again)\b`,
		`(very |so |truly |deeply |sincerely |most )?grateful(ly)?\b`,
		`gratitude`,
		`(i|we) (really |truly |sincerely |greatly |very much |deeply |also |so |genuinely |do |much |particularly |especially )*appreciate(d)?\b`,
		`appreciated? (u|ur|you|your|the|that|how|everything|being|having|meeting|speaking|talking|our|hearing|learning|all|every|both|so much|it)\b`,
		`(much|greatly|really|truly|so|very|deeply|highly) appreciated`,
		`appreciation`,
		`appreciative`,
		`(kind|kinder|generous|good|nice|decent|gracious|sweet|lovely|considerate|thoughtful|patient) of you`,
		`your (\w+ )?(kindness|generosity) (in|to|and|on|was|meant)`,
		`(means|meant) (a lot|a great deal|so much|the world) (to me )?(that|how|when) you`,
		`indebted`,
		`(in|owe) (you|your) (a )?(debt|lot|big one|one)\b`,
	),
	noThanks: phrases(
		`thanks to (my|a|an|the|this|that|these|our|his|her|their|which|whom)\b`,
		`(part|parts|measure|largely|partly|mostly|mainly|only|all|and|is|was|succeeded|works?|possible|better|faster) thanks to\b`,
		`thanks to your (\w+ ){0,2}\w+[.,;]`,
		`(without (a|saying|any)|nobody (said|says)|never (said|got)|not a word of|expects? no) thanks?\b`,
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
		`(customers?|clients?|patients?|guests?|residents?|students?|parents?|people|who|nobody|they|he|she|it|team|boss|manager) (\w+ )?(thanked|thank|thanks|appreciated?)\b`,
		`not (thank|grateful)`,
		`instead of thank`,
		`without thank`,
		`(to )?appreciate (how|that) (i|my)\b`,
	),
	// A wish or a plan of the first person, as a rule without what it is for: noInterest takes back what is wished for and is not the position.
	interest: phrases(
		`(remain|am|i'm|im|still|very|more|really|strongly|highly|most|sincerely|genuinely|keenly|be|deeply) ~interested in`,
		`(i'd|i'll|i|id|we'd|would|should|and|but|so|still|also|honestly) ~(love|like|gladly|happily|dearly|relish|welcome|jump|enjoy) ~(to|at|the|this|that|it|working|being|doing|joining|learning|nothing|come|work|join|take|do|go|be|put|start|accept|help|bring|teach|drive|finishing|finding|trying|having)\b`,
		`(would|should|i'd|id|we'd|'d|will|i'll|am|i'm|im|be|being|feel|felt|remain|remaining|left|more|very|so|really|truly|genuinely|still|incredibly|extremely|quite|most|super|absolutely|honestly|it is|that is|is|was) (\w+ ){0,3}?(happy|glad|delighted|proud|honou?red|thrilled|excited|eager|keen|enthusiastic|stoked|pumped|chuffed|pleased|ecstatic|overjoyed|over the moon|privileged|lucky|motivated?|ready|determined|game|up|grateful for the chance|tickled|psyched) ~(to|about|for|on|if|at|with|by|like)\b`,
		`(excited|enthusiastic|eager|keen|enthused|excitement|enthusiasm|eagerness|even more|more than ever|raring|itching|dying|ready) ~(about|to|for) (~)?(join|work|role|position|job|opportunit\w*|team|contribut\w*|start|tak\w+|possib\w*|prospect|chance|becom\w*|bring\w*|be part|help\w*|go|get|roll|learn|dive|try|see)\b`,
		`(honou?r|privilege|pleasure|joy|delight|dream|treat|pride|blast|thrill) (\w+ )?to (~)?(join|work|be|be part|contribute|serve|help|do|take|move|learn|teach|build|lead|assist|start|finish|carry|come)\b`,
		`dream (job|role|position|come true|team|place|come|of (working|being|joining))`,
		`would be (an? )?(~)?(dream|honou?r|privilege|joy|pleasure)`,
		`(i|i've|and|but|we|really|do|still|just|even|only|definitely|definately|badly|truly|would|always|so) ~(want|wants|wanted|wish|long|yearn|aim|aspire|intend|plan) (very much |really |dearly |badly |nothing more |so badly )?(in|to|this|that|the|it|nothing|one|your|for|out)\b`,
		`(this|the|that|it) (is|was|would be|seems|feels|sounds|has to be|must be) (\w+ ){0,3}?(one|job|role|position|place|team|work|chance|opportunity|post|step|thing|company|school|shop|kitchen|ward|hospital)\b (i|for me|that i|where i|of my|to be|in which i|with which i)`,
		`(this is|that's|it's|its|is) (the one|for me|my (dream|first choice|thing)|what i want|where i (want|belong)|exactly (what|the|my))`,
		`(job|role|position|place|team|work|one|post|opportunity|apprenticeship|internship|company) (that )?(i|i've|i'd) (\w+ )?(want|been (looking|waiting|hoping)|am looking|looking|hope|hoping|would (love|like|choose)|was hoping|need)`,
		`want(s|ed)? (this|the|that|your) (\w+ ){0,3}(job|role|position|work|post|one|place|internship|apprenticeship)`,
		`want(ing)? in\b`,
		`(hope|hoping|hopeful) (very much |really |sincerely |still |dearly |so |too |that |soon |and trust )*(to|i|we|it|you'll have me|you will have me|for this|for the|for it|this works|that what)\b`,
		`(my|great|strong|continued|keen|sincere|dear|dearest|greatest|biggest) (\w+ ){0,2}?(interest|wish|desire|hope|ambition|eagerness|excitement|enthusiasm|goal)\b`,
		`(remain|am|i'm|im|still|very|more|really|strongly|highly|most|sincerely|genuinely|keenly|be|deeply) ~interested\b`,
		`interest(ed)? in (~)?(position|role|job|post|working|joining|opportunity|internship|the team|your team|this|becoming|contributing|learning|being)`,
		`look(ing)? forward to (~)?(join|work|contribut|becom|the (possibility|opportunity|prospect|chance) of|being|starting|start|bring|help|tak|doing|learn|a (possible |potential |future )?collab|collab|cooperat|next year|rolling|getting started)\w*`,
		`more (than ever )?(convinced|certain|sure|determined)`,
		`(convinced|confirmed|reinforced|strengthened|deepened|increased|renewed|confirms|reinforces|decided|settled|sealed|sold|won) (~)?(my|me|it for me|that i|that this|over)\b`,
		`i'?m (all )?(in|sold|hooked|game|on board)\b`,
		`i am (all |completely |totally )?(in if|in,|in and|sold|hooked|game|on board|convinced that i (want|belong))`,
		`(picture|see|imagine|saw) myself`,
		`count me in|sign me up|where do i sign|say yes|i would accept|i'd accept|gladly accept|accept (it|the (job|offer|challenge|position|role)|at once|immediately|in a heartbeat)|in a heartbeat`,
		`(my|first) (first |top |number one )?choice`,
		`my (mind|heart) is (made up|set)|made up my mind|set (my heart )?on`,
		`can'?t wait|cannot wait|couldn'?t wait|can hardly wait|fingers crossed`,
		`(i|i'm|i am|and|could|can|would|happily|gladly) ~(start|begin|available) (right away|straight away|any|at once|immediately|tomorrow|next|on|in|from|as soon|whenever|work|the (day|week))\b`,
		`(nothing|anything) (i would|i'd|better|more|rather|would)`,
		`(i'd|i would|would) (\w+ )?(rather|sooner|fit in|belong|feel at home|do well|suit me|give (\w+ )?(it|everything|anything|my|110|one hundred)|be (a|your|the|part|one|well|spent|useful|of (use|help|service)|on board|at home|there))\b`,
		`(join|joining) (you|your|the|this|us|such|a|as|in|forces)\b`,
		`(to|could|i|by|of|me|and|about|possibly|would) (\w+ )?(join|joining) \w+`,
		`(be|become|becoming|being) (a |an )?(~)?(part of|member of|one of (you|your|them|those)|your (next|new))`,
		`(to|as|be) your (next|new|intern|apprentice|colleague|team lead|teacher|nurse|guide)\b`,
		`(come|get|welcome me|have me|bring me|be) (on board|aboard|along)`,
		`(work|working|works) (~)?(with|for|at|alongside|beside|under) (you|your|the|this|such|a)\b`,
		`(appeals|appealing|attracts|tempts|suits|suit) ~(to )?me\b`,
		`like to be considered|consider (me|my (candidature|candidacy|application))`,
		`(i'd|id|i would|i'd also|i'll|we'd) \w+`,
		`it (would|will|'d) (\w+ )?(be|make|mean|feel|suit)\b`,
		`(if|hope|should) (that )?(you|you'll|you will|you would) (\w+ ){0,2}(have|take|want|choose|let|hire|pick|give|decide)( \w+){0,3} (me|for me|with you)\b`,
		`(hope|trust|wish|pray|believe|think) (that )?(\w+ ){0,7}(colleagues?|together|back|team|chosen|selected|part of|work(ing)? with|join(ing)?|the one|the same)\b`,
		`(job|position|role|place|team|company|thing) for me\b`,
		`(this|the|that) (\w+ ){0,3}(role|position|job) (is|would be|seems|feels|sounds) (like )?(~)?(ideal|perfect|right|my|a dream|everything|next)`,
		`where (i'd|i would|i want|i belong|i see|i hope)`,
		`(give|put) (it|this) (my|everything|110|all)`,
		`need (this|the) (job|position|role)`,
	),
	noInterest: phrases(
		`(i'd|id|i would|i'll|we'd) (\w+ly |also |just |still )?(have|say|ask|thank|call|not|never|need|expect|appreciate|be (\w+ )?(grateful|lying|remiss)|think|suppose|guess|imagine|advise|recommend|require|prefer|assume|add|describe|rate|mention|forgotten|been|hardly|seen|heard|known|let|send|wait|keep|follow|read|better|be in (touch|contact))\b`,
		`it (would|will) be (\w+ )?(helpful|useful|good|nice|great|kind|interesting|wonderful) (to (know|hear|learn|have|get|receive)|if|for me to know)`,
		`would (like|love|be \w+) ~to (know|hear|thank|ask|say|express)`,
		`(i'd|i'll|i|id|we'd|would|should|will|wanted|want|wish|hope|hoping|like|love|happy|glad|delighted|pleased|eager|keen|thrilled|excited|pleasure|honou?r) (\w+ ){0,3}?to (\w+ly |once |also |first |just |briefly |again |please )*(know|ask|hear|thank|discuss|express|add|say|mention|apologi\w+|talk|negotiate|clarify|share|send|provide|answer|point|follow up|(tell|show) you|see (you|how|the|what|if|whether|that|your)|receive|get (an?|your|back)|understand|find out|learn (more|when|whether|about|that|of)|read|go through|supply|forward|give (you )?(more|further|references|any)|schedule|arrange|meet|speak|write (you|to you|again|this)|let you|enclose|attach|remind|confirm|stress|repeat|reiterate|note|congratulate|wish|keep in|stay in|connect|be (honest|clear|frank|able to tell))\b`,
		`(i|we) (\w+ )?(wish|hope) (that )?((you|you're|all|everyone) (are|have a|had|get|enjoy|all|and|felt|agree|will (get|find|forgive|understand)|can|find|found)|your|you (a|all|and|both|every|good|much|the)|this (note|e|message|letter|finds)|my (answers?|note)|the (team|weather))\b`,
		`(was|were|been) (\w+ ){0,3}(happy|glad|delighted|thrilled|excited|pleased|eager|keen|proud|honou?red|lucky|privileged) (\w+ ){0,2}?(to|that|about|with|by|at) (\w+ly )?(hear|learn|meet|see|be invited|have|know|speak|talk|get|find|read|discover|you|your|the|how|what|it)`,
		`(not|no longer|isn't|less|never|without|nobody|neither) ~(interested|excited|keen|eager|want|wish|hope|join)`,
		`(you|they|she|he|who|people|others) (\w+ )?(hope|hoped|want|wanted|wish|would|need)\b`,
		`interested (parties|in (your|the) (decision|salary|answer))`,
		`(withdraw|decline) `,
		`do(n't| not) want (to|this|the)`,
		`look(ing)? forward to (hearing|your (reply|response|answer|decision))`,
		`lost interest`,
		`(thank(s| you) (\w+ )?for|before|since|after|when|you|who|asked me to|invited me to|until) (\w+ )?join\w*`,
		`(used|wanted|hoped|was hoping|would have (liked|loved)|tried|pleased|glad|happy|proud|honou?red|excited|lucky) (\w+ ){0,2}(about|that|for|with|by|of|at) (the (interview|meeting|call|visit|tour|chance to (meet|speak|talk|discuss))|your (time|help|call|mail|message))`,
		`(great|strong|sincere) (interest|wish|desire|enthusiasm) (with|from|you|they|in my (work|answers|background))`,
		`(would|i'd|will|'d) (\w+ )?(be )?(happy|glad|delighted|pleased|useful|grateful) (if|for) (you|an? (answer|reply|update))`,
	),
	value: phrases(
		`i (also )?(speak|hold|drive|used to|am used to) (\w+)`,
		`i know (\w+ ){0,1}?(how|what|from|where|why|well|my way|the (trade|work|drill|feeling|routine|system|pain)|python|excel|sql)\b`,
		`my (\w+ ){0,4}?(experience|background|degree|education|studies|training|thesis|internship|apprenticeship|years|career|expertise|certifica\w+|coursework|course|skills?|track record|strengths?|qualification\w*|knowledge|practice|practicum|placement|research|project\w*|dissertation|diploma|bachelor\w*|master\w*|mba|msc|bsc|phd|bsn|cpa|rn|volunteering|service|licen[cs]e|semester|shift|shifts|level \d|(night|kitchen|old|own|former) (crew|team))\b`,
		`(i|i've|i have|ive|we|we've|and|who|having|myself|also) (\w+ly |also |once |have |had |already |always |even |still |then |often |usually |mostly |twice |both |myself |only |never |finally |just |been |personally |helped )*(led|built|managed|ran|run|worked|designed|launched|cut|reduced|increased|raised|grew|trained|taught|studied|developed|created|introduced|implemented|migrated|organi[sz]ed?|coordinated|handled|supervised|oversaw|set up|rolled out|shipped|delivered|improved|automated|wrote|written|spent|earned|graduated|completed|specialised|specialized|supported|started|moved|opened|planned|negotiated|coached|mentored|hired|cared|treated|sold|served|solved|saved|dealt|learn(ed|t) to|learn(ed|t) (that|the hard way|how to)|did (this|that|exactly|something|the same|so|my|a|bathrooms)|done (this|that|the|it|same|both|bathrooms)|gained|acquired|used|replaced|headed|directed|brought|faced|made|took|helped|kept|conducted|analy[sz]ed|founded|tested|maintained|drove (a|an|the|my|school|for|trucks|buses|children|people)|driven|fitted|filled|inducted|installed|wired|welded|repaired|fixed|cleaned|cooked|baked|painted|packed|stocked|counted|audited|reconciled|closed|filed|translated|interpreted|edited|published|coded|programmed|debugged|deployed|operated|monitored|tracked|measured|calibrated|sampled|researched|interviewed|surveyed|recruited|onboarded|chaired|hosted|performed|played|captained|volunteered|tutored|nursed|minored|majored|passed|practi[cs]ed|photographed|carried|rewrote|rebuilt|scored|sorted|scheduled|dispatched|looked after|been through|put|lost (a|an|no)|shadowed|assisted|interned|freelanced|guided|lived|rang|waited (tables|on)|stood|held (the|a|an)|won|switched|nursed|scanned|drafted|presented|prepared|processed|produced|purchased|bought|resolved|restored|reviewed|secured|shaped|simplified|streamlined|structured|tackled|transformed|turned|wrangled)\b`,
		`(my|our) (\w+ )?(current|last|previous|former|present|first|old|earlier) \w+`,
		`(my|our) (own |student )?(students|patients|customers|clients|boss|ward|kitchen|apprentices|pupils)`,
		`(having|after) (\w+ly )?(led|built|managed|run|worked|designed|launched|cut|reduced|spent|trained|taught|studied|been|done|driven|sold|raised)\b`,
		`(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|several|many|some|few|couple of) (\w+ )?(years|yrs|summers|winters|seasons|semesters|terms|decades)`,
		`(a|half a|my) (year|semester|summer|decade|winter) (of|as|in|with|at|on|abroad)`,
		`\w+ years (of|as|in|with|at|on)\b`,
		`i (can |could |would |will |'d )?(bring|offer)\b`,
		`i'd (bring|offer)\b`,
		`i (have|hold|possess) (a|an|my|the|\d+|\w+ years)\b`,
		`i(ve| have|'ve) got (a|an|my|the)\b`,
		`(in|at|from|during|for|with) (my|our) (\w+ )?(last|current|previous|former|present|first|old|earlier|own|time at|years)`,
		`as (a|an) (\w+ ){0,3}(at|for|in|with|who|i)\b`,
		`as (a|an) (\w+ )?(student|apprentice|trainee|intern|volunteer|nurse|parent|mother|father|veteran|career changer|waiter|waitress|cook|teacher|tutor|scout|freelancer)\b`,
		`(while|when|where) i was (a|an|at|in|on|the|with)\b`,
		`(while|when|where|until|since|before) i (worked|taught|ran|sold|studied|spent|had|did|led|trained|lived|started|joined|drove|cooked|helped|arrived|cut|got)\b`,
		`(at|in) (my )?(university|college|uni|bootcamp|boot camp|nursing school|culinary school|trade school|the army|the navy)`,
		`(degree|bachelor'?s?|master'?s?|mba|msc|bsc|ba|ma|phd|diploma|certificat\w+|licen[cs]e) (in|of|from|behind|at)\b`,
		`i(am|'m| am) (a |an )?(\w+ )?(certified|trained|licensed|qualified|fluent|bilingual|native speaker)`,
		`(i'm|i am) (doing|studying|finishing|training|a|an) (\w+ ){0,3}(degree|ba|bsc|ma|msc|nurse|student|teacher|engineer|apprentice|carpenter|cpa|course)`,
		`i (study|teach|coordinate|run|lead|manage|organi[sz]e|volunteer|train|work (as|at|in|for|on))\b`,
		`i was (the|responsible|in charge|a (\w+ )?(leader|nurse|cook|teacher|manager|driver|student|volunteer|captain|member))`,
		`(background|experience|career|years|degree|training) in\b`,
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
		`i (beg|implore|plead)\b`,
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
		`(tell|let me know|know|hear|answer|decide|confirm|reply) ~(today|tonight|tomorrow|right now|immediately|at once|by (noon|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday))\b`,
		`whether i (have|got|get|am getting|will get|made) (the|this|it)\b`,
		`(rather|would|do|could|can|will)( not|n't) (want to |like to |be able to )?wait (another|any longer|much longer|longer|for ever|forever)`,
		`(keep|make|making|keeping|let) me wait(ing)?`,
		`(pretty |oh )?please[, ]+please\b`,
		`(don't|do not) (hold (it|this|that) against|let (this|that|it) (ruin|spoil|count)|count (it|that|this) against|judge me)`,
		`(at least|minimum of|less than|no less than|expect|require|need|ask(ing)? for) ~(\$ ?)?\d[\d,.]* ?(k|dollars?|pounds|euros?|\$|an hour|per hour|a year|per year|a month|per annum)`,
		`(pay|salary|wage|rate|raise|bonus) (be|is|would be|of|to be)? ?(higher|negotiable|\$|\d)`,
	),
	noPushy: phrases(
		`sorry (once more |again |once again |about |for )*(for )?((being|coming|running|arriving|turning up|showing up) (\w+ ){0,4}?late|the (\w+ )?(late|short|long|brief|typos?|noise|mess|mud|boots|wait|delay|mix|echo|dog|background)|typos|any typos|my (dog|cat|phone|boots|shoes|umbrella|camera|connection|microphone|handwriting|thumbs))`,
		`(without|never|no need to|nothing to|not|customers?|guests?|patients?|clients?|who) (\w+ )?(apologi\w+|sorry|beg\w*)`,
		`(feel|felt|feeling|is|are|was) (\w+ )?sorry (for|about)`,
		`(not|nothing|isn't|never) (\w+ )?urgent`,
	),
	timeline: phrases(
		`(when|by when|how soon|how long|what) ~(do|does|might|may|should|can|could|will|would|is|are) (you|i|we|the|your|it) ~(plan|expect|hope|think|anticipate|decide|hear|make|deciding|decision|take|know|timeline|time frame|timeframe|schedule|be in touch|next)`,
		`(could|can|would|may|might) (you|i) ~(tell|share|let|say|ask|give|know|mind|remind|outline|advise|inquire) .{0,60}(timeline|time line|timeframe|time frame|next steps?|when |by when|schedule|how long|hiring process|decision process)`,
		`(what|how|where) (is|are|does|do|would) (the|your) ~(timeline|time line|timeframe|time frame|next steps?|schedule|hiring process|process)`,
		`(may|might|could|can) i ask .{0,40}(when|timeline|next step|how long|what happens)`,
		`(wondering|wonder|curious|like to (know|ask)|love to know|interested to (know|hear|learn)|grateful to (know|hear)|glad to (know|hear|learn)|appreciate ~(knowing|hearing|any|an idea|a sense|some idea)|question (i|about|is)|(i )?forgot to ask|meant to ask|let me know|helpful to know|good to know|happy to (know|hear)) .{0,50}(timeline|time line|timeframe|time frame|next steps?|\bwhen\b (?:you|a |the|i )|how long|schedule for|your process|the process from here)`,
	),
	when: phrases(
		`(when|date|day|by which|how (long|soon)|timing|timeline|what|where|idea|clue) .{0,60}(decid|decision|hear|know|choos|choice|pick|get back|final|answer|contact|in touch|word|news|result|your minds?|next|happen|process|round|finished|people (for|know))`,
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
		`(be|become|becoming|being) (a|an|your|the) (\w+ ){1,5}?(at|for|with)( the)?`,
		`(start|starting|begin|beginning|do|doing|continue|spend|serve|learn) (my|an|the) (\w+ ){0,3}?(apprenticeship|internship|career|placement|training|chapter|trade|craft|job) (at|with)( the)?`,
		`(interview|visit|meeting|tour|conversation|welcome|introduction) (at)( the)?`,
		`(bring|put|use|offer) (\w+ ){1,8}?to( the)?`,
		`apply(ing)? (to|at)`,
		`application (to|at)`,
	),
	formerly: phrases(
		`(my|a|his|her|their) (\w+ )?(last|current|previous|former|present|first|old|earlier|past|time|years|internship|role|job|position|work|stint|days|experience|career|stay|tenure)`,
		`(i|i've|i have|we|having) (\w+ )?(worked|work|led|built|managed|ran|spent|was|were|been|held|had|did|used|launched|learned|loved|enjoyed|joined|left|started|interned|trained|taught|cut|introduced|implemented|reduced)\b`,
		`used to`,
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
		reinforced strengthened deepened confident honestly ideal closely self starter communication teamwork integrity respect trust transparency transparent agile growth-minded
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
