// English, and what all languages share. See claim_cues.hpp.
#include "core/brand/claim_cue_tables.hpp"

#include <array>

namespace mkai::brand {
namespace {

// clang-format off
constexpr std::array k_rows{
    PhraseRow{"*", PhraseRole::cue, CueKind::superlative,
     "no 1|nr 1|nº 1|n 1|n° 1|# 1|no one 1|number 1|№ 1"},
    PhraseRow{"*", PhraseRole::cue, CueKind::statistic,
     "{n} {%}|{n} {what}|{n} {who}|{n} * {who}|{n} * {what}"},
    // Dates are no ratings.
    PhraseRow{"*", PhraseRole::puffery, CueKind::price, "{n} / {n} / {n}|24 / 7"},
    // A price alone ("for £85") is a fact, and held against the brief as one.
    PhraseRow{"en", PhraseRole::cue, CueKind::price,
     "only {$n}|just {$n}|from {$n}|from just {$n}|from only {$n}|now {$n}|now just {$n}|now only {$n}|"
     "under {$n}|less than {$n}|for as little as {$n}|starting at {$n}|low* price*|lowest price*|"
     "best price*|great price*|unbeatable price*|cheap|cheaply|bargain*|affordable|great value|best value|"
     "good value|value for money|no hidden {cost}|no extra {cost}|price match|price promise|low cost|"
     "{$n} a {days}|{$n} per {days}|{$n} each|pennies|never be beaten on price|won't be beaten on price|"
     "unbeatable value|"
     "won't break the bank|prices from|prices start at|prices start from|starts at {$n}|start at {$n}|"
     "priced at {$n}|everyday low *|wallet friendly|budget friendly|pocket friendly|easy on the wallet|"
     "money saving|saves you money|save you money|save money|pay less|pays for itself|lowest cost|factory price*|"
     "trade price*|wholesale price*|cost price|rock bottom *|knockdown price*|unbeatable deal*|best deal*|"
     "great deal*|special price*|introductory price*|launch price*|fixed price*|price freeze|price guarantee|"
     "never knowingly undersold|no booking {cost}|no joining {cost}|no set up {cost}|no hidden charge*|cost less|"
     "costs less"},
    PhraseRow{"en", PhraseRole::cue, CueKind::reference_price,
     "was {$n}|were {$n}|used to be {$n}|save {n} {%}|save up to {n} {%}|save {$n}|save up to {$n}|"
     "saving* of {n} {%}|saving* of {$n}|{n} {%} off|{$n} off|up to {n} {%} off|half price|half the price|"
     "rrp|msrp|recommended retail price|list price|usual price|original price|usually {$n}|normally {$n}|"
     "worth {$n}|discount*|reduced|reduced from|price* cut|price* slashed|slashed|price* is lower|"
     "price* are lower|lower than it was|lower than they were|sale|clearance|{n} {%} less|instead of {$n}|"
     "{n} for the price of {n}|{n} for {n}|buy one get one *|"
     "massive reduction*|huge reduction*|big reduction*|price reduction*|big saving*|huge saving*|price drop*|"
     "marked down|off everything|"
     "before {$n}|down from {$n}|previously {$n}|formerly {$n}|originally {$n}|usual {$n}|compare at {$n}|"
     "regular price|regularly {$n}|normal price|full price|saves you {$n}|saving you {$n}|{$n} saving|"
     "{$n} cheaper|{n} {%} cheaper|{n} {%} discount|{n} {%} saving*|a third off|half off|half the usual price|"
     "two for one|three for two|two for the price of one|three for the price of two|{n} for the price of one|"
     "money off|special offer*|final reduction*|cut price|off the price|off rrp|off your first *|off selected *|"
     "off your order|off your next *|lowest price in {n} {days}|lowest price of the last"},
    PhraseRow{"en", PhraseRole::cue, CueKind::free,
     "free|for free|free of charge|at no cost|no cost|at no extra {cost}|at no additional {cost}|complimentary|"
     "no fee*|without charge|on the house|on us|gift with every|bogof|freebie*|cost* nothing|cost* you nothing|"
     "no postage|no delivery {cost}|no shipping {cost}|pay nothing|nothing to pay|don't pay a penny|"
     "won't pay a penny|without paying|won't cost you a penny|at our expense|"
     "at no charge|free gift*|at no added {cost}|{cost} waived|you pay nothing"},
    PhraseRow{"en", PhraseRole::cue, CueKind::free_trial,
     "first {days} free|{n} {days} free|free trial*|trial|no obligation|no commitment|no strings attached|"
     "no contract|cancel any time|cancel anytime|cancel at any time|cancel online at any time|cancel whenever *|"
     "cancel when *|auto renew*|automatically renew*|renew* automatically|subscription|subscribe for {$n}|"
     "free for {n} {days}|try it free|try it for free|try for free|try us free|try free|free month|free week|"
     "month free|months free|weeks free|free for a {days}|"
     "try before you buy|{n} nights to try|try it for {n} {days}|try it at home for {n} *|{n} {days} to try|"
     "{n} {days} to decide|no card needed|no credit card *|no minimum term|no tie in|no tie ins|no lock in|"
     "no cancellation {cost}|pause or cancel|skip or cancel|pause any time|skip any time|cancel in one click|"
     "renews at {$n}|renews every *|renews each *|roll* over automatically|introductory offer|monthly plan*|"
     "subscribe and save|leave any time|leave whenever you *|stop whenever you *|without a contract|"
     "month is free|week is free"},
    PhraseRow{"en", PhraseRole::cue, CueKind::scarcity,
     "only {n} left|just {n} left|only a few left|a few left|few left|last few|while stock* last*|"
     "while supplies last|while they last|last chance|final chance|ends tonight|ends today|ends soon|"
     "ends tomorrow|ends midnight|ends at midnight|ends on *|ends in {n} {days}|ending soon|today only|"
     "tonight only|this weekend only|one day only|{n} {days} only|for one {days} only|limited|limited time|"
     "limited edition|limited stock|limited offer|limited number*|hurry|don't miss out|before it's gone|"
     "before they're gone|before it's too late|selling fast|going fast|almost gone|nearly gone|"
     "almost sold out|sold out|act now|act fast|now or never|final hours|final {days}|last {days} to|"
     "only {n} {days} left|{n} {days} left|once they're gone|when they're gone|once it's gone|"
     "when it's gone|{n} * left|exclusive offer|closing down|"
     "first come first served|never again|first {n} {who}|"
     "limited availability|limited places|limited spaces|limited tickets|limited run|places are limited|"
     "spaces are limited|numbers are limited|stock is limited|stocks are limited|only a handful *|"
     "only a few remain*|few remain*|just a few left|running out|running low|while it lasts|until it's gone|"
     "until they're gone|until stocks *|subject to availability|last remaining|final few|gone for good|"
     "won't be back|will not be repeated|never to be repeated|won't last|will not last|won't be around *|"
     "this week only|this month only|this sunday only|ends this *|closes tonight|closes soon|the offer ends|"
     "our offer ends|offer ends soon|offer ends tonight|offer closes|deal ends|"
     "doors close|don't delay|before midnight|before it ends|beat the rush|in high demand|"
     "back by popular demand|nearly full|almost full|filling fast|booking fast|filling up fast|flash sale|"
     "one time offer|one time only|time is running out|the clock is ticking|last call|strictly limited|"
     "{n} people are looking|only a few * left|a few remain*"},
    PhraseRow{"en", PhraseRole::cue, CueKind::superlative,
     "best|best ever|best selling|bestselling|best in class|best of breed|number one|the only|"
     "the one and only|the only * that|leading|world leading|market leading|industry leading|leader in|"
     "market leader*|category leader*|world's *|britain's favourite|the uk's *|america's favorite|"
     "nation's favourite|nation's favorite|cheapest|lowest|fastest|quickest|biggest|largest|greatest|finest|"
     "strongest|safest|healthiest|cleanest|easiest|simplest|smartest|toughest|softest|lightest|"
     "thinnest|brightest|longest lasting|richest|purest|freshest|tastiest|coolest|warmest|quietest|highest|"
     "the highest quality|the oldest|the newest|the first|first ever|world first|most advanced|most popular|"
     "most trusted|most loved|most reliable|most comfortable|most powerful|most efficient|most effective|"
     "most complete|most accurate|most affordable|most innovative|most durable|most watched|the most * *|"
     "most * in the *|unbeatable|unbeaten|can't be beaten|cannot be beaten|unrivalled|unrivaled|unmatched|"
     "unparalleled|unsurpassed|unequalled|second to none|like no other|nothing beats|nobody beats|"
     "no one beats|no one else|nobody else|no other * *|world class|best in the world|ultimate|perfect|"
     "flawless|top quality|premier|supreme|state of the art|revolutionary|unique|one of a kind|"
     "once in a lifetime|in a class of its own|gold standard|ever made|top selling|top {n}|"
     "nobody makes a {adj}|no one makes a {adj}|nobody makes {adj}|cannot buy a better|can't buy a better|"
     "won't find a {adj}|"
     "won't find {adj}|"
     "nothing comes close|nothing else comes close|no other comes close|no other * comes close|there is no better|"
     "there's no better|none better|nothing better than|nothing is better|as good as it gets|doesn't get better|"
     "does not get better|it gets no better|top of the range|best known|best rated|best reviewed|highest rated|"
     "highest scoring|hardest wearing|longest running|fastest growing|fastest ever|most * ever|"
     "the only * you'll ever *|the last * you'll ever *|we're the only|we are the only|only we can|unequaled|"
     "peerless|without equal|without rival|no equal|no rival|has no equal|on the market|of all time|"
     "groundbreaking|ground breaking|breakthrough|unprecedented|record breaking|first of its kind|a world first|"
     "slimmest|widest|steadiest|sturdiest|cosiest|coziest|comfiest|most comfy|snuggliest|loveliest|plushest|"
     "crispiest|crunchiest|creamiest|silkiest|sleekest|trusted name in"},
    PhraseRow{"en", PhraseRole::cue, CueKind::comparative,
     "{adj} than|more * than|more * * than|less * than|fewer * than|{n} x {adj}|{n} times {adj}|"
     "{n} times more|{n} times as|twice as|three times as|twice the *|double the *|half the *|better|"
     "outperform*|beats|beat the competition|superior to|ahead of the competition|unlike other *|"
     "compared to|compared with|versus other|vs other|than any other|than ever|than ever before|"
     "than other *|than the competition|than leading|improved|new and improved|more for less|outlast*|"
     "{n} {%} {adj}|{n} {%} more|{n} {%} fewer|up to {n} {%} more|"
     "more than any other|leading brand*|other brand*|the competition|competitor*|unlike ordinary *|"
     "unlike traditional *|better value|goes further|lasts longer|last longer|lasting longer|longer lasting|"
     "works faster|works better|works harder|dries faster|charges faster|holds more|uses less|needs less|"
     "weighs less|{adj} for longer|keeps * for longer|stays * for longer|stay * for longer|outshine*|two times as|"
     "three times the *|four times as|ten times {adj}|twice the|nothing like the old *|an upgrade on"},
    PhraseRow{"en", PhraseRole::cue, CueKind::statistic,
     "{n} out of {n}|{n} in {n} {who}|{nw} out of {nw}|{nw} in {nw} {who}|{n} {%} of|{n} {%} of {who}|"
     "{n} {%} of our {who}|{n} {%} said|{n} {%} agree*|by {n} {%}|of {n} {%}|{n} million {who}|"
     "{n} million *|{n} m {who}|million* of {who}|thousand* of {who}|hundred* of {who}|{n} new *|"
     "over {n} {what}|more than {n} {what}|{n} + {who}|{n} + {what}|{n} + years|{n} years of experience|"
     "over {n} years|trusted by {n}|most {who}|the majority of {who}|half of {who}|stud* show*|"
     "research show*|survey*|{n} star*|{n} / {n}|{n} x *|{n} {%} satisf*|{n} in every {n}|"
     "{nw} million *|most of our {who}|two thirds of|a third of {who}|a quarter of {who}|three quarters of|"
     "{n} in 10|{n} in 5|{n} in 4|{n} in 3|{n} in 100|{n} in 20|{nw} in {nw}|{n} out of every {n}|"
     "{nw} out of every {nw}|one in every *|{n} {%} say|{n} {%} would|{n} {%} felt|{n} {%} saw|{n} {%} reported|"
     "{n} {%} noticed|{n} {%} found|{n} {%} prefer*|{n} {%} recommend*|{n} {%} love*|{n} {%} success *|"
     "the vast majority|a majority of|half our {who}|half of all|two in three|{who} surveyed|of those asked|"
     "of those surveyed|in a survey|in a poll|in tests|in trials|in our trials|in clinical trials|tested on {n}|"
     "an average of {n}|dozens of {who}|sold every *|{n} sold|a million {who}|half a million *|over a million *|"
     "more than a million *|join {n}|join over {n}|join more than {n}|used by {n}|used by over *|chosen by {n}|"
     "rated {n} out of *|in {n} countries|studies prove|studies have shown|proven by research|research proves|"
     "nine times out of ten"},
    PhraseRow{"en", PhraseRole::cue, CueKind::guarantee,
     "guarantee*|money back|money back guarantee|risk free|no risk|warrant*|we promise|our promise|"
     "100 {%} satisfaction|satisfaction or your money|or your money back|full refund|refund* in full|"
     "certain to|sure to|never fail*|always works|fail safe|failsafe|foolproof|lifetime *  warranty|"
     "no questions asked|will never let you down|proven to|proven|"
     "never break*|never fade*|never wear* out|never sag*|never rust*|never leak*|"
     "or we'll refund *|or we refund *|or we pay *|or it's free|or it is free|or you don't pay|we'll refund|"
     "we will refund|we refund|we'll replace|we will replace|your money back|no quibble|no quibbles|"
     "guaranteed for life|lasts for life|lasts a lifetime|last a lifetime|lasts forever|last forever|"
     "will last forever|built for life|never goes wrong|never lets you down|never let you down|100 {%} safe|"
     "completely safe|totally safe|perfectly safe|entirely safe|100 {%} effective|100 {%} secure|100 {%} reliable|"
     "without fail|see results in *|visible results|results in {n} {days}|results in just *|results or *|"
     "works in {n} {days}|works every time|works first time|instant results|love it or *|if you're not happy|"
     "if you are not happy|if you don't love it|if you are not satisfied|if you're not satisfied|"
     "we stand behind *|can't go wrong|cannot go wrong|can't fail|cannot fail|unbreakable|indestructible|"
     "unshakeable|{n} year cover|covered for {n} {days}|covered for life|{n} {days} guarantee"},
    PhraseRow{"en", PhraseRole::cue, CueKind::prize,
     "win|win a *|wins a|be in to win|you could win|chance to win|prize|prizes|prize draw|prize fund|"
     "giveaway*|give away|sweepstake*|raffle|lottery|jackpot|competition to win|enter to win|enter now|"
     "enter our *|contest|grand prize|you've won|you have won|scratch and win|instant win|"
     "lucky draw|"
     "be in with a chance|in with a chance|up for grabs|prizes worth|prize worth|lucky winner*|giving away|"
     "entries close|play to win|spin to win|spin the wheel|bonus entry|to be won|entered into the draw|"
     "entered into our draw"},
    PhraseRow{"en", PhraseRole::cue, CueKind::endorsement,
     "recommended by|endorsed by|approved by|doctor approved|doctor recommended|dermatologist* tested|"
     "dermatologist* approved|dermatologist* recommend*|dentist* recommend*|doctor* recommend*|"
     "expert* recommend*|expert* agree|tested by|certified by|certified|accredited|as seen on|as seen in|"
     "as featured in|featured in|award winning|award winner|winner of the *|voted|voted best|"
     "official partner|official supplier|official sponsor|trusted by|used by professional*|chosen by|"
     "favourite of|favorite of|loved by expert*|nasa|by royal appointment|celebrity|independently tested|"
     "lab tested|laboratory tested|iso {n}|kitemark|seal of approval|top rated|highly rated|five star*|"
     "preferred by|backed by expert*|vet approved|vet recommended|"
     "doctors choose|experts choose|dentists choose|vets choose|professionals choose|used by doctor*|"
     "used by * athlete*|used by athlete*|used by champion*|"
     "doctors say|experts say|scientists say|dentists say|vets say|nutritionists *|dieticians *|physios *|"
     "physiotherapists *|midwives *|pharmacists *|chiropractors *|sleep experts *|chefs choose|chefs love|"
     "chefs use|used by chefs|used in hospital*|used in hotels|hotels choose|awarded|award for|winner of|won gold|"
     "won best *|gold medal*|gold award|best buy|editor's choice|editors choice|editor's pick|product of the year|"
     "brand of the year|retailer of the year|design of the year|verified by|accredited by|b corp*|fda approved|"
     "fda cleared|ce marked|patented|patent pending|developed by doctors|developed with doctors|"
     "developed by scientists|created by doctors|formulated by *|developed with experts|designed with experts|"
     "expert approved|expert tested|scientifically tested|tried and tested|the choice of *|royal warrant|"
     "critically acclaimed|acclaimed by|nhs|government approved|government backed|backed by science|"
     "backed by research|science backed|approved by *|trusted in|won the award"},
    PhraseRow{"en", PhraseRole::cue, CueKind::testimonial,
     "our {who} love|our {who} say|our {who} said|our {who} tell us|{who} love|{who} say|{who} rave|"
     "loved by {n}|loved by million*|loved by {who}|loved by thousand*|rated {n}|rated excellent|"
     "rated * out of|trustpilot|review*|{who} report*|happy {who}|satisfied {who}|success stor*|real {who}|"
     "changed my life|i love *|i've never *|i have never *|{who} can't be wrong|five stars from *|"
     "star review*|"
     "what our {who} say|hear from our *|don't just take our word *|take our word for it|rave review*|"
     "glowing review*|five star review*|{n} star rating|average rating|{who} recommend*|{who} swear by|"
     "{who} trust|{who} prefer|{who} agree|{who} call it|{who} rate|{who} tell us|i swear by|wouldn't be without|"
     "couldn't live without|can't live without|i'm hooked|highly recommend*|would recommend *|it worked for me|"
     "verified buyer*|verified review*|best * i've ever *|best * i have ever *|word of mouth"},
    PhraseRow{"en", PhraseRole::cue, CueKind::health,
     "cure|cures|cured|heal|heals|healing|treats|boost* immun*|boost* your immun*|immunity|immune system|"
     "clinically proven|clinically tested|clinically shown|scientifically proven|medically proven|detox*|"
     "cleanse*|anti ageing|anti aging|lose weight|weight loss|slimming|burn* fat|fat burning|"
     "lower* cholesterol|reduce* cholesterol|lower* blood pressure|relieve* *|pain relief|prevent* disease|"
     "prevent* illness*|prevents|healthy|healthier|good for you|good for your *|superfood*|probiotic*|"
     "low fat|low sugar|no added sugar|high in protein|high protein|source of protein|rich in *|"
     "high in fibre|high in fiber|high in vitamin*|source of vitamin*|improve* sleep|better sleep|"
     "sleep better|reduce* stress|reduce* anxiety|anti inflammatory|antibacterial|kills {n}|kills bacteria|"
     "hypoallergenic|non toxic|nourish*|rejuvenat*|wellbeing|well being|immune|allergy relief|therap*|"
     "medicinal|energy boost|boost* energy|boost* your energy|boost* metabolism|kills germs|side effect*|"
     "back pain|neck pain|joint pain|back ache|backache|neck ache|insomnia|snoring|sleep apnea|sleep apnoea|"
     "help* you sleep|help* you fall asleep|fall asleep faster|natural remed*|remedy for|remedies for|"
     "boost* {body}|boost* your {body}|boost* the {body}|improv* {body}|improv* your {body}|improv* the {body}|"
     "strengthen* {body}|strengthen* your {body}|strengthen* the {body}|support* your {body}|"
     "support* {body} health|support* a healthy *|protect* your {body}|repair* your {body}|restor* your {body}|"
     "good for your {body}|good for the {body}|good for {body}|kind to your {body}|aid* {body}|promot* {body}|"
     "promot* healthy *|promot* better *|healthy {body}|healthier {body}|{body} health|reliev* {ill}|"
     "reliev* * {ill}|reliev* your {ill}|ease* {ill}|ease* * {ill}|easing {ill}|sooth* {ill}|sooth* * {ill}|"
     "treat* {ill}|treat* * {ill}|prevent* {ill}|fight* {ill}|fight* off {ill}|combat* {ill}|beat* {ill}|"
     "banish* {ill}|reduc* {ill}|reduc* * {ill}|stop* {ill}|help* with {ill}|good for {ill}|remedy for {ill}|"
     "relief from {ill}|relief for {ill}|{ill} relief|protect* against {ill}|protect* you from {ill}|"
     "protect* you against {ill}|goodbye to {ill}|goodbye to * {ill}|goodbye {ill}|calm* {ill}|ward* off {ill}|"
     "cure for|cure for {ill}|melt* away {ill}|alleviat*|lifts your mood|mood boosting|stress reliev*|"
     "pain reliev*|fat loss|burn* calories|suppress* appetite|fuller for longer|low calorie|low carb|low salt|"
     "zero sugar|zero calorie*|no sugar|less sugar|packed with vitamin*|packed with protein|packed with nutrients|"
     "full of vitamin*|full of goodness|antioxidant*|five a day|nutritious|low in fat|low in sugar|low in salt|"
     "low in calories|low in cholesterol|source of fibre|source of fiber|source of iron|source of calcium|"
     "source of omega *|healthy choice|healthier choice|live healthier|feel healthier|energising|energizing|"
     "revitalis*|revitaliz*|younger looking|look* younger|feel* younger|years younger|age defying|clinical stud*|"
     "clinically *|medical grade|no side effects|without side effects|balances hormones|balance* your hormones|"
     "burns fat|helps digestion|health benefits|better health|better for you|for a healthy *|ends {ill}|end {ill}|"
     "high in iron|high in calcium|high in antioxidants|no more back pain|no more pain|no more headaches|"
     "no more snoring"},
    PhraseRow{"en", PhraseRole::cue, CueKind::environment,
     "greenest|carbon neutral|climate neutral|co2 neutral|carbon negative|carbon positive|climate positive|"
     "net zero|"
     "zero emission*|zero carbon|carbon free|low carbon|carbon footprint|carbon offset*|offset* our|"
     "offset the emission*|"
     "offset* emission*|offset* carbon|offset* the carbon|better for the environment|better for the earth|"
     "kind to the earth|eco|"
     "eco friendly|eco conscious|ecological|environment* friendly|environment* safe|environment* conscious|"
     "good for the planet|good for the environment|kind to the planet|kinder to the planet|"
     "kind to the environment|better for the planet|planet friendly|save* the planet|climate friendly|"
     "sustainable|sustainably|sustainability|biodegradable|compostable|degradable|recyclable|recycled|"
     "recycle*|reusable|refillable|plastic free|zero waste|green|greener|renewable|renewable energy|ethical|"
     "ethically sourced|responsibly sourced|responsible management|responsibly managed|certified * managed|"
     "fsc|natural|all natural|{n} {%} natural|organic|nature friendly|pollution free|chemical free|"
     "microplastic free|energy efficient|energy saving|ozone friendly|rainforest alliance|fairtrade|"
     "fair trade|climate conscious|earth friendly|less plastic|lower emission*|low emission*|no emission*|"
     "reduced emission*|non polluting|cruelty free|net zero by {n}|"
     "for the planet|love* the planet|planet positive|help* the planet|help* save the *|protect* the planet|"
     "protect* the environment|protect* nature|protect* our planet|save* our planet|good for nature|"
     "good for the earth|good for the climate|better for nature|better for the climate|gentle on the planet|"
     "gentle on the environment|gentle on the earth|kind to nature|kinder to nature|kinder to the environment|"
     "kinder to the earth|easy on the planet|friendly to the environment|friendlier to the environment|"
     "low impact on *|lower impact on *|less impact on *|no impact on *|without harming *|"
     "without costing the earth|won't cost the earth|doesn't cost the earth|does not cost the earth|"
     "reduce* our impact|reduce* your footprint|reduce* your carbon *|smaller footprint|carbon conscious|"
     "carbon friendly|climate smart|fossil free|fossil fuel free|emission free|emissions free|clean energy|"
     "solar powered|wind powered|made from recycled *|made of recycled *|recycled materials|ocean plastic|"
     "plastic neutral|no plastic|without plastic|zero plastic|bio based|biobased|breaks down naturally|toxin free|"
     "no nasties|no harmful chemicals|no harsh chemicals|without harsh chemicals|pesticide free|"
     "without pesticides|saves water|water saving|saves energy|low energy|upcycled|circular economy|"
     "responsibly made|responsibly grown|ethically made|wildlife friendly|bee friendly|ocean friendly|reef safe|"
     "forest friendly|deforestation free|plant* a tree|plant trees|trees planted|tree for every *|co2 free|"
     "less co2|environmental impact|environmental footprint|non toxic for *"},
    PhraseRow{"en", PhraseRole::puffery, CueKind::price,
     "your best night|have the best day|have the best night|have the best time|have the best weekend|"
     "have the best week|have the best summer|have the best holiday|have the best christmas|best night yet|"
     "enjoy the best of *|enjoy the best of the *|enjoy * best|make the best of|make the most of|"
     "get the best out of|get the most out of|all the best|best wishes|best regards|kind regards|"
     "best of luck|at its best|at their best|at your best|look your best|feel your best|sleep your best|"
     "your best self|your best life|best life|best foot forward|best friend*|best man|best before|"
     "best if used by|best served|best enjoyed|best viewed|best with|works best|the best of both worlds|"
     "the best of * days|the best way to|the best time to|the best is yet to come|the best things in life|"
     "best bit|best bits|best part of|for the best|do our best|do your best|doing our best|try our best|"
     "dream*|magic|win back|win you back|win over|winning smile|win win|win hearts|win the day|"
     "limited company|limited to|unlimited|leading role|leading lady|leading man|leading up to|leading to|"
     "leading edge of|feel free|feeling free|felt free|free as a *|break free|breaks free|run free|roam free|"
     "free rein|free fall|free will|free speech|free moment*|are you free|you're free|you are free|"
     "if you are free|free hand|free flow*|free agent*|free trade|free thinking|free thinker*|guilt free|"
     "additive free|meat free|egg free|soy free|wheat free|salt free|paraben free|fragrance free|cage free|"
     "rent free|mess free|free time|free range|free from|free of|free to *|free up|free spirit*|"
     "free standing|freestanding|free kick|free verse|"
     "free your *|set free|set you free|hands free|toll free|duty free|freedom|sugar free|gluten free|"
     "dairy free|fat free|lactose free|nut free|alcohol free|caffeine free|smoke free|stress free|"
     "hassle free|worry free|fuss free|crease free|wire free|wrinkle free|error free|tax free|interest free|"
     "paper free|carefree|wave free|green tea|green salad|green bean*|green light|green room|in green|"
     "dark green|light green|olive green|sage green|emerald green|forest green|green velvet|green fabric|"
     "green leather|green chair*|green sofa*|green cushion*|evergreen|village green|putting green|"
     "green card|green screen|natural light|natural oak|natural linen|sale of|sales team|for sale|"
     "point of sale|perfect for *|perfect with|a perfect *|perfect evening|perfect weekend|perfect day|"
     "healthy appetite|better late than never|better yet|better known|even better|all the better|get better|"
     "better together|the better *|better half|more than just|more than a *|more than ever|"
     "more than welcome|less is more|trial and error|unique to you|unique code|unique link|most of all|"
     "most of us|most of the time|most of it|first * minutes|the first of *|the first time|the first to *|"
     "the first thing|in the first place|"
     "the only thing|the only question|the only one missing|the only way|now and then|reduced mobility|"
     "prize possession|prized|the world's your oyster|review your *|review the *|review our *|review before|"
     "in review|under review|double check|star* {n}|in * hurry|no hurry|in a hurry|enter your *|"
     "trusted friend|well and truly|happy customer service|healing crystal|treats for|sweet treats|sure to|"
     "win some|award winners|festival winner*|medal winner*|past winner*|previous winner*|cured ham|"
     "cured meat*|"
     "cured leather|cure the leather|air cured|dry cured"},
    PhraseRow{"en", PhraseRole::negation, CueKind::price,
     "not|never|cannot|n't|aren't|isn't|wasn't|weren't|don't|doesn't|didn't|can't|couldn't|won't|wouldn't|"
     "shouldn't|haven't|hasn't|hadn't|ain't|dont|doesnt|isnt|cant|wont|hardly|neither|far from|"
     "anything but", 6},
    PhraseRow{"en", PhraseRole::negation, CueKind::price,
     "no|none of|nor|without|without any|no longer|not a|not any|nobody|lacks", 3},
    PhraseRow{"en", PhraseRole::not_negation, CueKind::price,
     "not only|not just|not merely|not simply|not to mention|why not|no doubt|no wonder|no matter|"
     "nothing but|no fewer than|no less than|not least|can't wait|don't wait|don't miss|don't forget|"
     "don't worry|don't just|never mind|no problem|no worries|isn't just|isn't only|aren't just|couldn't be|"
     "can't get enough|can't help"},
    PhraseRow{"en", PhraseRole::qualifier, CueKind::price,
     "up to|from|selected|on selected|at least|as little as|approximately|approx|about|around|almost|nearly|"
     "over|more than|less than|fewer than|some|many|most|may|might|can|could|typically|usually|on average|"
     "average|helps|help|subject to *|terms apply|t & cs apply|while stock* last*|in participating *|"
     "where available|new customers only|for new customers|members only|eligible|excluding *|excludes *|"
     "except *|per *|within *|until *|by *|only|online only|in the uk|in store"},
    PhraseRow{"en", PhraseRole::conjunction, CueKind::price,
     "and|but|yet|so|because|while|whereas|plus|although|though|unless|if|when|as well as"},
    PhraseRow{"en", PhraseRole::presupposition, CueKind::price,
     "did you know|why|how come|who else|what makes|how does our|how do our|have you tried our|"
     "have you seen our|have you heard|ready for|ready to|want to know why|isn't it|aren't they|don't you|"
     "who wouldn't|where else|what other|can you believe|guess what|remember when"},
    PhraseRow{"en", PhraseRole::speech, CueKind::price,
     "says|said|say|writes|wrote|told us|tells us|raves|reports"},
};

constexpr std::array k_classes{
    WordClass{"*", "%",
     "%|percent|per cent|prozent|pour cent|por ciento|per cento|procent|‰"},
    WordClass{"*", "$",
     "$|£|€|¥|₹|¢|eur|gbp|usd|chf|sek|nok|dkk|pln|euro|euros|pound*|dollar*|kr|kronor|fr|franken|p"},
    WordClass{"en", "who",
     "customer*|people|user*|famil*|member*|women|men|mother*|mum*|mom*|dad*|parent*|child*|kids|student*|"
     "client*|compan*|business*|dentist*|doctor*|vet|vets|dermatologist*|expert*|subscriber*|viewer*|"
     "reader*|shopper*|buyer*|owner*|household*|traveller*|traveler*|professional*|team*|manager*|adult*|"
     "patient*|employee*|worker*|guest*|fan*|driver*|player*|pet owners|drinker*|listener*|"
     "couple|couples|sleeper*|athlete*|briton*|american*|european*"},
    WordClass{"en", "what",
     "film*|series|show|shows|shop*|store*|branch*|warehouse*|site*|state*|countr*|cit*|product*|item*|piece*|"
     "recipe*|title*|episode*|channel*|song*|game*|book*|award*|review*|rating*|hotel*|destination*|brand*|"
     "model*|colour*|color*|station*|restaurant*|location*|download*|order*|sale|sales|ingredient*|vitamin*|"
     "star|stars|event*|concert*|match*|course*|lesson*|language*"},
    WordClass{"en", "days",
     "minute*|hour*|day|days|week|weeks|month|months|year|years|night|nights|weekend*"},
    WordClass{"en", "nw",
     "one|two|three|four|five|six|seven|eight|nine|ten|every|hundred"},
    WordClass{"en", "adj",
     "faster|better|cheaper|lower|higher|stronger|longer|cleaner|safer|softer|lighter|quicker|bigger|larger|"
     "smaller|easier|healthier|greener|brighter|quieter|warmer|cooler|smarter|tougher|fresher|tastier|"
     "thinner|finer|simpler|fewer|less|more|newer|richer|darker|sharper|smoother"},
    WordClass{"en", "cost",
     "cost|costs|charge|charges|fee|fees"},
    WordClass{"en", "ill",
     "arthritis|eczema|acne|asthma|allerg*|hay fever|migraine*|headache*|insomnia|depression|anxiety|stress|pain|"
     "pains|ache*|aching *|inflammation|bloating|fatigue|tiredness|colds|flu|infection*|bacteria|germs|wrinkle*|"
     "fine lines|ageing|aging|cellulite|high blood pressure|cholesterol|diabetes|cancer|dementia|cramp*|nausea|"
     "indigestion|heartburn|constipation|snoring|hair loss|dandruff|blemish*|itch*|swelling|stiffness|soreness|"
     "jet lag|hangover*|toothache|backache|disease*|illness*|symptom*|dry skin|sore *|muscle tension"},
    WordClass{"en", "body",
     "immune system|immunity|heart|gut|skin|joint*|back|spine|brain|memory|digestion|metabolism|circulation|"
     "posture|sleep|mood|energy|energy levels|muscle*|bones|teeth|gums|liver|hair|eyes|eyesight|concentration|"
     "wellbeing|well being|blood flow|natural defences|hormones|stamina|fertility|bladder|body"},
};
// clang-format on

}  // namespace

CueTable cue_table_en() {
    return {k_rows, k_classes};
}

}  // namespace mkai::brand
