// French, Spanish and Italian. See claim_cues.hpp.
#include "core/brand/claim_cue_tables.hpp"

#include <array>

namespace mkai::brand {
namespace {

// clang-format off
constexpr std::array k_rows{
    PhraseRow{"fr", PhraseRole::cue, CueKind::price,
     "seulement {$n}|à seulement {$n}|à partir de {$n}|dès {$n}|pour seulement {$n}|moins de {$n}|"
     "pas cher|pas chère|pas chers|bon marché|petit* prix|prix bas|bas prix|meilleur prix|"
     "meilleurs prix|prix mini|prix imbattable*|prix cassé*|bonne* affaire*|sans frais cachés|"
     "rapport qualité prix|{$n} par {days}|{$n} le {days}|abordable*|prix le plus bas|économique*|"
     "à prix doux|prix doux|prix malin*|prix juste|prix d' ami|à prix réduit|moins cher|moins chère|moins chers|"
     "meilleur tarif|meilleurs tarifs|tarif* avantageux|tarif* réduit*|petits budgets|petit budget|"
     "vous économisez|faites des économies|sans frais supplémentaires|aucun frais caché|prix garanti|"
     "à prix coûtant|sans vous ruiner|prix attractif*|prix compétitif*|prix accessible*"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::reference_price,
     "{n} {%} sur *|{$n} d' économie*|{n} {%} d' économie*|"
     "au lieu de {$n}|était à {$n}|prix barré*|prix conseillé|prix d'origine|prix initial|"
     "{n} {%} de réduction|{n} {%} de remise|{n} {%} de moins|jusqu' à {n} {%}|jusqu' à {n} {%} de *|"
     "économis* {n} {%}|économis* {$n}|économis* jusqu' à {n} {%}|économis* jusqu' à {$n}|remise*|"
     "réduction*|soldes|solde|promo|promos|promotion*|rabais|à moitié prix|moitié prix|déstockage|"
     "liquidation|prix réduit*|baisse de prix|valeur de {$n}|{n} pour le prix de {n}|offre spéciale|"
     "avant {$n}|valait {$n}|coûtait {$n}|prix habituel|prix normal|prix public|{n} {%} moins cher*|"
     "{$n} de réduction|{$n} de remise|{$n} offerts|{$n} de moins|code promo|prix en baisse|offres spéciales|"
     "vente privée|ventes privées|le deuxième à *|le second à *|deux pour le prix d' un|"
     "trois pour le prix de deux|prix le plus bas des|vente flash|ventes flash|prix sacrifié*|bonnes affaires"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::free,
     "gratuit|gratuite|gratuits|gratuites|gratuitement|offert|offerte|offerts|offertes|sans frais|"
     "livraison offerte|en cadeau|zéro frais|"
     "frais de port offerts|port offert|cadeau offert|sans supplément|ne coûte rien|ne vous coûte rien|"
     "ne vous coûtera rien|à nos frais|zéro euro|aucun frais|sans rien payer|ne payez rien"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::free_trial,
     "sans engagement|sans obligation|sans abonnement|essai gratuit|essai|premier mois offert|"
     "{n} {days} offert*|{n} {days} gratuit*|résiliable à tout moment|résiliez à tout moment|"
     "résilier à tout moment|annulez à tout moment|abonnement*|renouvellement automatique|essayez gratuitement|"
     "essayer gratuitement|premier mois gratuit|mois offert|mois gratuit|"
     "à l' essai|essayez {n} {days}|{n} {days} pour essayer|{n} {days} d' essai|{n} nuits d' essai|"
     "période d' essai|sans carte bancaire|sans durée d' engagement|reconduction automatique|"
     "reconduit* automatiquement|résiliez quand *|résiliable|arrêtez quand vous voulez|annulez quand vous voulez|"
     "annulation gratuite|sans reconduction"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::scarcity,
     "plus que {n}|plus que quelques *|il ne reste que {n}|derniers exemplaires|dernières pièces|"
     "dernière chance|"
     "dernières heures|derniers jours|dernier jour|jusqu' à épuisement|dans la limite des stocks|"
     "stock* limité*|offre limitée|édition limitée|durée limitée|quantité* limitée*|limité|limitée|limités|"
     "limitées|aujourd'hui seulement|se termine ce soir|se termine bientôt|prend fin|dépêchez vous|vite|"
     "faites vite|bientôt épuisé|presque épuisé|ne ratez pas|ne manquez pas|maintenant ou jamais|"
     "les {n} premiers|n' attendez plus|"
     "stocks limités|places limitées|nombre limité|en nombre limité|places sont limitées|dernier week end|"
     "dernières places|jusqu' à ce soir|ce soir seulement|ce week end seulement|cette semaine seulement|"
     "uniquement aujourd'hui|aujourd'hui uniquement|pour une durée limitée|avant qu' il ne soit trop tard|"
     "avant rupture|rupture de stock|il n' en reste|profitez en vite|profitez en avant|tant qu' il en reste|"
     "tant qu' il y en a|l' offre se termine|l' offre expire|l' offre prend fin|compte à rebours|hâtez vous|"
     "le temps presse|ne tardez pas|épuisé|épuisée|épuisés|dépêchez|presque plus|quelques exemplaires|"
     "quelques places"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::superlative,
     "le meilleur|la meilleure|les meilleurs|les meilleures|meilleur|meilleure|meilleurs|meilleures|"
     "numéro un|numéro 1|n° 1|le plus *|la plus *|les plus *|le moins cher|les moins chers|la moins chère|"
     "le seul|la seule|les seuls|l' unique|unique|uniques|leader|leaders|leader du marché|premier au monde|"
     "première mondiale|inégalé*|imbattable*|incomparable*|sans égal|sans pareil|inégalable*|parfait|"
     "parfaite|ultime|révolutionnaire*|exceptionnel*|de qualité supérieure|haut de gamme|jamais vu|au monde|"
     "sans équivalent|sans concurrence|hors pair|le top du|le plus vendu|les plus vendus|la plus vendue|"
     "best seller*|best sellers|seul au monde|la référence|jamais égalé*|jamais vue|irréprochable*|du marché|"
     "au sommet|premier de sa catégorie|rien de mieux|rien de tel|on ne fait pas mieux|nul autre|aucun autre *|"
     "première qualité|révolutionne"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::comparative,
     "plus * que|moins * que|mieux que|meilleur que|meilleure que|deux fois plus *|trois fois plus *|"
     "{n} fois plus *|{n} fois moins *|{n} {%} plus *|{n} {%} de plus|que jamais|que les autres|"
     "que la concurrence|par rapport à|comparé à|supérieur* à|contrairement aux autres|surpasse|amélioré*|"
     "nouvelle formule|"
     "dure plus longtemps|durent plus longtemps|tient plus longtemps|tiennent plus longtemps|consomme moins|"
     "plus efficace*|plus performant*|plus résistant*|moins cher que|que nos concurrents|nos concurrents|"
     "la concurrence|encore mieux|encore meilleur*|deux fois moins *|trois fois moins *|plus longtemps que|"
     "que toutes les autres|que tous les autres|que n' importe quel*"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::statistic,
     "{n} sur {n}|{n} {who} sur {n}|{nw} sur {nw}|{nw} {who} sur {nw}|{n} {%} des|{n} {%} de nos|de {n} {%}|"
     "{n} millions de *|"
     "millions de {who}|des millions de *|des milliers de {who}|des centaines de {who}|plus de {n} {who}|"
     "plus de {n} {what}|{n} nouveaux *|{n} nouvelles *|{n} ans d' expérience|depuis {n} ans|"
     "la majorité des|la plupart des {who}|étude* montre*|une étude|sondage|selon une étude|{n} étoiles|"
     "{n} / {n}|"
     "{n} {%} d' entre *|{n} {%} se *|{n} {%} ont *|{n} {%} recommand*|{n} {%} constat*|{n} {%} satisf*|"
     "{n} {%} les *|des études montrent|des études prouvent|étude* prouve*|études cliniques|étude clinique|"
     "en moyenne {n}|un {who} sur|deux tiers des|trois quarts des|la moitié des|près de {n} {who}|"
     "plus d' un million|un million de *|toutes les {n} secondes|toutes les {n} minutes|{n} avis|"
     "neuf fois sur dix|la majorité de|selon une enquête"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::guarantee,
     "garanti|garantie|garantis|garanties|garantit|garantissons|satisfait ou remboursé|"
     "satisfaits ou remboursés|remboursé*|remboursement|sans risque|sans aucun risque|nous promettons|"
     "promis|infaillible*|prouvé|prouvée|zéro risque|à coup sûr|à vie|"
     "ou remboursé*|on vous rembourse|nous vous remboursons|nous remboursons|vous êtes remboursé*|"
     "argent remboursé|{n} ans de garantie|sans condition|résultats visibles|résultats en {n} *|"
     "résultat* garanti*|100 {%} efficace|100 {%} sûr|efficace à {n} {%}|totalement sûr|sans danger|"
     "effet immédiat|incassable*|inusable*|indestructible*|jamais en panne|dure* toute une vie|c' est promis|"
     "à tous les coups|ne vous laisse jamais|ne vous lâche jamais|marche toujours"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::prize,
     "gagnez|gagner|gagne|à gagner|gagnant*|tirage au sort|jeu concours|concours|grand prix|gros lot|"
     "loterie|tentez votre chance|vous avez gagné|lots à gagner|tombola|jackpot|"
     "à remporter|remportez|remporter|participez et *|participez pour *|à la clé|tentez de gagner|tirés au sort|"
     "tirage"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::endorsement,
     "recommandé* par|approuvé* par|testé* par|testé* dermatologiquement|"
     "testé* sous contrôle dermatologique|dermatologiquement testé*|certifié*|élu*|élu produit de l' année|"
     "vu à la télé|vu à la tv|vu sur|primé*|récompensé*|partenaire officiel|label|labellisé*|"
     "dentistes recommandent|médecins recommandent|experts recommandent|choisi* par|plébiscité*|agréé*|"
     "testé* et approuvé*|dentistes conseillent|médecins conseillent|conseillé* par|pharmaciens recommandent|"
     "sages femmes recommandent|vétérinaires recommandent|kinés recommandent|validé* par|choix de la rédaction|"
     "produit de l' année|marque de l' année|médaille d' or|médaillé*|lauréat*|breveté*|ecocert|"
     "marque préférée des|préféré* des *|utilisé* par les *|développé* avec des *|développé* par des *|"
     "nous font confiance|font confiance|scientifiquement testé*|testé* en laboratoire"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::testimonial,
     "nos {who} adorent|nos {who} aiment|nos {who} disent|nos {who} témoignent|{who} adorent|"
     "{who} satisfait*|avis {who}|avis|témoignage*|noté {n}|notée {n}|a changé ma vie|j' adore|conquis|"
     "de vrais {who}|"
     "{who} recommandent|{who} plébiscitent|ne jurent que par|ce que disent nos *|cinq étoiles|je recommande|"
     "plus m' en passer|avis vérifiés|avis positifs|je ne jure que|ils nous recommandent|en sont ravi*|"
     "{who} ravi*|{who} heureu*"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::health,
     "guérit|guérir|soigne|soigner|soulage|soulager|renforce l' immunité|renforce vos défenses|"
     "défenses immunitaires|système immunitaire|immunité|cliniquement prouvé*|cliniquement testé*|"
     "scientifiquement prouvé*|détox*|detox*|minceur|maigrir|perdre du poids|perte de poids|brûle graisse*|"
     "brûle les graisses|anti âge|réduit le cholestérol|prévient|bon pour la santé|bonne pour la santé|sain|"
     "saine|sains|saines|santé|bienfait*|riche en *|source de vitamin*|sans sucre* ajouté*|antibactérien*|"
     "anti inflammatoire*|hypoallergénique*|réduit le stress|bien être|thérap*|effets secondaires|"
     "soulage* {ill}|soulage* les {ill}|soulage* la {ill}|soulage* le {ill}|soulage* vos {ill}|apaise* {ill}|"
     "apaise* les {ill}|apaise* la {ill}|apaise* le {ill}|contre {ill}|contre les {ill}|contre la {ill}|"
     "contre le {ill}|contre l' {ill}|combat {ill}|combat les {ill}|combat la {ill}|combat le {ill}|réduit {ill}|"
     "réduit les {ill}|réduit la {ill}|réduit le {ill}|réduit l' {ill}|diminue* les {ill}|diminue* la {ill}|"
     "diminue* le {ill}|atténue* les {ill}|élimine* les {ill}|élimine* la {ill}|prévient les {ill}|"
     "prévient la {ill}|anti {ill}|traite* les {ill}|traite* la {ill}|traite* l' {ill}|fini les {ill}|"
     "fini le {ill}|finie la {ill}|adieu {ill}|adieu les {ill}|renforce* le système immunitaire|"
     "renforce* votre système immunitaire|renforce* votre immunité|stimule* le système immunitaire|"
     "stimule* l' immunité|améliore* le sommeil|améliore* votre sommeil|améliore* la digestion|"
     "améliore* la circulation|améliore* la mémoire|améliore* la posture|favorise* le sommeil|"
     "favorise* la digestion|favorise* l' endormissement|facilite* la digestion|facilite* l' endormissement|"
     "aide* à dormir|aide* à mieux dormir|aide* à digérer|mieux dormir|dormez mieux|bon pour le dos|"
     "bon pour votre dos|bon pour le cœur|bon pour la peau|bon pour vous|régénère*|rajeuni*|anti rides|"
     "anti stress|énergisant*|revitalis*|sans effet* secondaire*|sans matières grasses|peu calorique*|"
     "antioxydant*|brûle les calories|coupe faim|meilleur sommeil|bonne digestion|booste* l' immunité|"
     "booste* votre immunité|booste* vos défenses|booste* votre énergie|booste* le système immunitaire|"
     "source de protéine*|source de fibres|source de calcium|source de fer|faible en sucre*|pauvre en sucre*|"
     "pauvre en graisse*|pauvre en sel"},
    PhraseRow{"fr", PhraseRole::cue, CueKind::environment,
     "neutre en carbone|neutralité carbone|zéro carbone|bas carbone|zéro émission*|empreinte carbone|"
     "compensation carbone|climatiquement neutre|écologique*|éco *|éco responsable*|écoresponsable*|"
     "respectueux de l' environnement|respectueuse de l' environnement|respecte l' environnement|"
     "bon pour la planète|pour la planète|durable|durables|développement durable|biodégradable*|"
     "compostable*|recyclable*|recyclé*|réutilisable*|rechargeable*|sans plastique|zéro déchet|vert|verte|"
     "énergie verte|renouvelable*|bio|biologique*|naturel*|{n} {%} naturel*|issu* de forêts|"
     "issu* de l' agriculture biologique|commerce équitable|équitable|fsc|responsable|responsables|"
     "non polluant*|économe en énergie|"
     "respecte* la planète|respectueu* de la planète|respectueu* de la nature|respectueu* de l' environnement|"
     "respectueu* du climat|bon pour l' environnement|bon pour le climat|bonne pour la planète|"
     "bonne pour l' environnement|protège* la planète|protège* l' environnement|préserve* la planète|"
     "préserve* l' environnement|préserve* la nature|sauve* la planète|ami de la planète|ami de la nature|"
     "ami de l' environnement|sans impact|faible impact|impact réduit|empreinte écologique|neutre pour le climat|"
     "neutre en co2|climat neutre|moins de co2|sans co2|zéro co2|zéro plastique|moins de plastique|"
     "plastique recyclé|matières recyclées|matériaux recyclés|éco conçu*|écoconçu*|eco friendly|écolo|écolos|"
     "énergie* propre*|énergies renouvelables|sans pesticide*|sans produit* chimique*|non toxique*|circuit court|"
     "cruelty free|plantons un arbre|un arbre planté|arbre* planté*|geste pour la planète|fabrication responsable|"
     "moins polluant*|ne pollue pas"},
    PhraseRow{"fr", PhraseRole::puffery, CueKind::price,
     "meilleurs vœux|meilleures salutations|meilleur ami|meilleure amie|meilleurs amis|meilleurs moments|"
     "le meilleur du *|le meilleur de *|profitez du meilleur|le meilleur est à venir|au mieux|de plus|"
     "en plus|thé vert|haricot* vert*|feu vert|le plus souvent|le plus tôt possible|le plus vite possible|"
     "au plus vite|au plus tard|le plus grand soin|une seule question|parfait pour *|parfaite pour *|rêve*|"
     "bien sûr|gagner du temps|gagnez du temps|gagner en *|gagnez en *|gagnez en confort|plus que jamais|"
     "à la santé|libre de *|votre avis|à notre avis|à votre avis|avis de *|sans gluten|bonne santé|"
     "en promotion interne|la seule chose"},
    PhraseRow{"fr", PhraseRole::negation, CueKind::price,
     "pas|jamais|aucun|aucune|sans|ni|nullement|guère", 5},
    // "ne guérit pas": the verb alone, since "ne ... que" denies nothing.
    PhraseRow{"fr", PhraseRole::negation, CueKind::price, "ne|n'", 1},
    PhraseRow{"fr", PhraseRole::not_negation, CueKind::price,
     "pas seulement|non seulement|pas que|pas moins de|pourquoi pas|pas de problème|pas de souci|"
     "ne ratez pas|ne manquez pas|n' hésitez pas|n' attendez pas|sans doute|sans aucun doute|comme jamais|"
     "jamais vu|maintenant ou jamais"},
    PhraseRow{"fr", PhraseRole::qualifier, CueKind::price,
     "jusqu' à|à partir de|dès|sélectionné*|une sélection de|au moins|environ|près de|presque|plus de|"
     "moins de|certains|certaines|de nombreux|la plupart|peut|peuvent|pourrait|en moyenne|aide à|aident à|"
     "selon *|sous conditions|sous réserve|voir conditions|dans la limite des stocks|participants|hors *|"
     "sauf *|seulement|en ligne|uniquement"},
    PhraseRow{"fr", PhraseRole::conjunction, CueKind::price,
     "et|mais|car|donc|parce|tandis|puis|quand|si|lorsque|bien que|ainsi que"},
    PhraseRow{"fr", PhraseRole::presupposition, CueKind::price,
     "saviez vous|le saviez vous|savais tu|pourquoi|comment se fait|qui d' autre|prêt* pour|prêt* à|"
     "avez vous essayé notre|avez vous essayé nos|connaissez vous notre|connaissez vous nos|"
     "qu' est ce qui rend|n' est ce pas"},
    PhraseRow{"fr", PhraseRole::speech, CueKind::price,
     "dit|disent|écrit|raconte|affirme|témoigne|déclare"},
    PhraseRow{"es", PhraseRole::cue, CueKind::price,
     "solo {$n}|sólo {$n}|por solo {$n}|por sólo {$n}|desde {$n}|desde solo {$n}|"
     "menos de {$n}|ahora {$n}|barato|barata|baratos|baratas|precio* bajo*|bajo* precio*|mejor precio|"
     "mejores precios|precio mínimo|precio más bajo|precio* imbatible*|ganga*|chollo*|asequible*|económic*|"
     "sin costes ocultos|sin costos ocultos|relación calidad precio|{$n} al {days}|{$n} por {days}|"
     "a buen precio|precio* especial*|precio* increíble*|por menos de {$n}|más barato|más barata|más económic*|"
     "ahorra dinero|ahorrar dinero|sin gastos ocultos|sin letra pequeña|precio garantizado|mejor oferta|"
     "mejores ofertas|muy poco dinero|precio* reducido*"},
    PhraseRow{"es", PhraseRole::cue, CueKind::reference_price,
     "antes {$n}|antes a {$n}|en lugar de {$n}|en vez de {$n}|{n} {%} de descuento|{n} {%} dto|"
     "{n} {%} menos|ahorra {n} {%}|ahorra un {n} {%}|ahorra hasta {n} {%}|ahorra hasta un {n} {%}|"
     "ahorre hasta un {n} {%}|ahorra {$n}|ahorra hasta {$n}|ahorre {$n}|hasta un {n} {%}|descuento*|rebajas|"
     "rebaja|rebajado*|rebajada*|oferta|ofertas|pvp|pvpr|precio recomendado|precio original|precio anterior|"
     "mitad de precio|a mitad de precio|liquidación|promoción|promociones|valorado en {$n}|{n} x {n}|"
     "{n} por {n}|{n} por el precio de {n}|"
     "costaba {$n}|valía {$n}|precio habitual|precio normal|{n} {%} más barat*|{$n} de descuento|{$n} menos|"
     "ahórrate|dos por uno|tres por dos|segunda unidad|precio tachado|precio* rebajado*|venta flash|ventas flash|"
     "código promocional|antes costaba"},
    PhraseRow{"es", PhraseRole::cue, CueKind::free,
     "gratis|gratuito|gratuita|gratuitos|gratuitas|gratuitamente|sin coste|sin costo|sin cargo|sin cuota*|"
     "de regalo|regalo|regalamos|envío gratis|invita la casa|"
     "envío gratuito|sin gastos de envío|sin gastos|no cuesta nada|no te cuesta nada|invitamos nosotros|"
     "te lo regalamos|obsequio|por nuestra cuenta|sin pagar"},
    PhraseRow{"es", PhraseRole::cue, CueKind::free_trial,
     "sin compromiso|sin permanencia|prueba gratis|prueba gratuita|periodo de prueba|primer mes gratis|"
     "{n} {days} gratis|cancela cuando quieras|cancele cuando quiera|cancela en cualquier momento|"
     "cancelar en cualquier momento|cancele en cualquier momento|suscripción|suscripciones|"
     "renovación automática|pruébalo gratis|pruebe gratis|mes gratis|"
     "pruébalo {n} {days}|pruébalo durante *|prueba de {n} {days}|{n} {days} de prueba|{n} noches de prueba|"
     "a prueba|sin tarjeta|sin ataduras|cancelación gratuita|baja cuando quieras|date de baja|"
     "se renueva automáticamente|renueva automáticamente|mes de prueba|sin contrato"},
    PhraseRow{"es", PhraseRole::cue, CueKind::scarcity,
     "solo quedan {n}|sólo quedan {n}|quedan {n}|quedan pocas|quedan pocos|quedan pocas unidades|"
     "últimas unidades|última* oportunidad*|últimos días|último día|últimas horas|últimas plazas|"
     "hasta agotar existencias|hasta fin de existencias|mientras duren|existencias limitadas|"
     "edición limitada|oferta limitada|tiempo limitado|limitado|limitada|limitados|limitadas|solo hoy|"
     "sólo hoy|solo por hoy|termina hoy|termina esta noche|acaba hoy|acaba pronto|termina pronto|date prisa|"
     "dese prisa|corre|no te lo pierdas|no se lo pierda|ahora o nunca|casi agotado|agotado|los primeros {n}|"
     "a punto de agotarse|"
     "plazas limitadas|unidades limitadas|cantidades limitadas|stock limitado|por tiempo limitado|"
     "solo este fin de semana|solo esta semana|último fin de semana|la oferta termina|la oferta acaba|"
     "oferta flash|antes de que se agote|antes de que se acabe|antes de que se agoten|se agota|se agotan|"
     "no esperes más|cuenta atrás|últimas entradas|quedan muy poc*|solo quedan|aforo limitado|por pocos días"},
    PhraseRow{"es", PhraseRole::cue, CueKind::superlative,
     "el mejor|la mejor|los mejores|las mejores|lo mejor|mejor|mejores|número uno|número 1|n.º 1|núm 1|"
     "el más *|la más *|los más *|las más *|el * más *|la * más *|los * más *|las * más *|"
     "el menos *|lo más *|el único|la única|los únicos|las únicas|"
     "único|única|únicos|líder|líderes|líder del mercado|líder mundial|el primero|primero en el mundo|"
     "inigualable*|insuperable*|imbatible*|incomparable*|sin igual|perfecto|perfecta|definitivo|definitiva|"
     "revolucionari*|excepcional*|máxima calidad|de primera|del mundo|jamás visto|"
     "más vendido|más vendida|más vendidos|sin rival|sin competencia|no hay otro igual|no tiene igual|nada igual|"
     "la referencia|inmejorable*|calidad superior|pionero*|pionera*|no hay nada mejor|nadie más|ningún otro *"},
    PhraseRow{"es", PhraseRole::cue, CueKind::comparative,
     "más * que|menos * que|dura* más que|mejor que|mejores que|peor que|el doble de *|el triple de *|"
     "la mitad de *|"
     "dos veces más *|tres veces más *|{n} veces más *|{n} {%} más *|que nunca|que otros|que otras|"
     "que la competencia|en comparación con|comparado con|superior a|supera a|a diferencia de otr*|mejorado|"
     "mejorada|nueva fórmula|"
     "dura más|duran más|más eficaz|más eficaces|más resistente|consume menos|mucho mejor|que los demás|"
     "que las demás|que cualquier otr*|más tiempo que|mejor valorad* que|superan a"},
    PhraseRow{"es", PhraseRole::cue, CueKind::statistic,
     "{n} de cada {n}|{n} de cada {n} {who}|{nw} de cada {nw}|el {n} {%} de|el {n} {%}|un {n} {%}|"
     "{n} {%} de los|{n} {%} de las|{n} {%} de nuestr*|{n} millones de *|millones de {who}|miles de {who}|"
     "cientos de {who}|más de {n} {who}|más de {n} {what}|{n} nuevos *|{n} nuevas *|{n} años de experiencia|"
     "desde hace {n} años|la mayoría de|estudio* demuestra*|un estudio|según un estudio|encuesta*|"
     "{n} estrellas|{n} / {n}|"
     "{n} {%} recomienda*|{n} {%} nota*|{n} {%} satisfech*|uno de cada *|una de cada *|dos tercios de|"
     "la mitad de los|más de un millón|un millón de *|estudios demuestran|estudios clínicos|de media {n}|"
     "cada {n} segundos|cada {n} minutos|según una encuesta|casi todos los {who}|de los encuestados|"
     "la gran mayoría"},
    PhraseRow{"es", PhraseRole::cue, CueKind::guarantee,
     "garantía|garantías|garantizado|garantizada|garantizados|garantizadas|garantizamos|garantiza|"
     "devolución del dinero|te devolvemos el dinero|le devolvemos el dinero|devolvemos el dinero|"
     "satisfacción garantizada|sin riesgo*|sin ningún riesgo|prometemos|infalible*|reembolso|de por vida|"
     "demostrado|comprobado|nunca falla|"
     "o te devolvemos *|o le devolvemos *|te devolvemos|le devolvemos|o tu dinero|si no te gusta|"
     "si no te convence|si no quedas satisfech*|{n} años de garantía|resultados visibles|resultados en {n} *|"
     "100 {%} seguro|100 {%} segura|100 {%} eficaz|totalmente seguro|efecto inmediato|irrompible*|indestructible*|"
     "funciona siempre|no falla|sin fallos|para toda la vida|dura toda la vida"},
    PhraseRow{"es", PhraseRole::cue, CueKind::prize,
     "gana|gane|ganar|ganas|ganador*|sorteo*|sorteamos|premio*|concurso*|lotería|rifa|gran premio|"
     "participa y gana|has ganado|ha ganado|bote|llévate|"
     "llévate un *|puedes ganar|opción a *|entra en el sorteo|premiamos"},
    PhraseRow{"es", PhraseRole::cue, CueKind::endorsement,
     "recomendado* por|recomendada* por|avalado* por|avalada* por|aprobado* por|probado* dermatológicamente|"
     "testado* dermatológicamente|dermatológicamente probad*|dermatológicamente testad*|certificado*|"
     "certificada*|visto en televisión|visto en tv|visto en|premiad*|galardonad*|elegido producto|"
     "elegid* por|votad*|socio oficial|patrocinador oficial|dentistas recomiendan|médicos recomiendan|"
     "expertos recomiendan|sello de calidad|homologad*|"
     "aconsejad* por|farmacéuticos recomiendan|veterinarios recomiendan|pediatras recomiendan|producto del año|"
     "marca del año|medalla de oro|patentad*|preferid* por *|confían en nosotros|usado por profesionales|"
     "utilizado por profesionales|desarrollad* por *|probado en laboratorio|testado en laboratorio|"
     "científicamente *"},
    PhraseRow{"es", PhraseRole::cue, CueKind::testimonial,
     "nuestr* {who} adoran|a nuestr* {who} les encanta|nuestr* {who} dicen|nuestr* {who} opinan|"
     "{who} satisfech*|{who} felices|opiniones|reseña*|testimonio*|valorado con|valorad* con {n}|"
     "me cambió la vida|me encanta|"
     "{who} nos recomiendan|{who} recomiendan|{who} confían|lo recomiendo|cinco estrellas|{n} opiniones|"
     "lo que dicen nuestr*|no puedo vivir sin|me ha cambiado la vida|totalmente recomendable"},
    PhraseRow{"es", PhraseRole::cue, CueKind::health,
     "cura|curan|curar|sana|sanan|sanador*|alivia|aliviar|trata el *|trata la *|refuerza tus defensas|"
     "refuerza las defensas|refuerza el sistema inmun*|sistema inmun*|inmunidad|clínicamente probad*|"
     "clínicamente demostrad*|científicamente probad*|científicamente demostrad*|detox*|desintoxica*|"
     "depurativ*|adelgaza*|perder peso|pérdida de peso|quema grasa*|quemagrasas|antiedad|anti edad|"
     "reduce el colesterol|baja el colesterol|previene|saludable*|sano|salud|beneficios para la salud|"
     "bueno para la salud|rico en *|rica en *|fuente de vitamin*|sin azúcar* añadid*|antibacterian*|"
     "antiinflamatori*|hipoalergénic*|reduce el estrés|bienestar|terap*|efectos secundarios|"
     "alivia* {ill}|alivia* el {ill}|alivia* la {ill}|alivia* los {ill}|calma* el {ill}|calma* la {ill}|"
     "calma* los {ill}|contra {ill}|contra el {ill}|contra la {ill}|contra las {ill}|contra los {ill}|"
     "combate* {ill}|combate* el {ill}|combate* la {ill}|combate* las {ill}|combate* los {ill}|reduce* {ill}|"
     "reduce* el {ill}|reduce* la {ill}|reduce* las {ill}|elimina* {ill}|elimina* el {ill}|elimina* la {ill}|"
     "elimina* las {ill}|previene* {ill}|previene* la {ill}|previene* las {ill}|adiós al {ill}|adiós a la {ill}|"
     "adiós a las {ill}|refuerza* tu sistema *|refuerza* el sistema *|mejora* el sueño|mejora* tu sueño|"
     "mejora* la digestión|mejora* la circulación|mejora* la memoria|mejora* la postura|mejora* tu salud|"
     "ayuda* a dormir|duerme mejor|dormir mejor|bueno para el corazón|bueno para la espalda|bueno para la piel|"
     "cuida tu salud|cuida tu corazón|cuida tu espalda|rejuvene*|antiarrugas|antiestrés|energizante*|revitaliza*|"
     "sin efectos secundarios|antioxidante*|nutritiv*|más energía|quema calorías|sin azúcar|protege* contra {ill}|"
     "protege* contra la {ill}|protege* contra los {ill}|fuente de proteína*|fuente de fibra|fuente de calcio|"
     "fuente de hierro|bajo en grasa*|bajo en azúcar*|bajo en calorías|bajo en sal|alto en proteína*|"
     "alto en fibra|refuerza* tus defensas|bueno para tu salud|bueno para tu espalda|bueno para tu corazón|"
     "bueno para tu piel|buena para tu salud"},
    PhraseRow{"es", PhraseRole::cue, CueKind::environment,
     "neutro en carbono|carbono neutr*|neutralidad de carbono|cero emisiones|emisiones cero|bajas emisiones|"
     "huella de carbono|cero neto|ecológic*|eco|ecoamigable*|eco amigable*|respetuos* con el medio ambiente|"
     "respetuos* con el planeta|amigable con el medio ambiente|bueno para el planeta|cuida el planeta|"
     "sostenible*|sustentable*|sostenibilidad|biodegradable*|compostable*|reciclable*|reciclad*|"
     "reutilizable*|recargable*|sin plástic*|residuo cero|cero residuos|verde|energía verde|renovable*|"
     "orgánic*|biológic*|natural|naturales|{n} {%} natural*|comercio justo|fsc|responsable|responsables|"
     "bosques gestionados|no contaminante*|eficiencia energética|bajo consumo|"
     "respetuos* con la naturaleza|respetuos* con el clima|cuida del planeta|cuida el medio ambiente|"
     "cuida la naturaleza|protege* el planeta|protege* el medio ambiente|salva* el planeta|"
     "bueno para el medio ambiente|bueno para el clima|amigo del planeta|amigo del medio ambiente|por el planeta|"
     "sin impacto|bajo impacto|menor impacto|huella ecológica|huella hídrica|neutral* en carbono|"
     "climáticamente neutr*|neutro en co2|sin co2|menos co2|menos plástico|plástico reciclado|"
     "materiales reciclados|libre de plástico|libre de tóxicos|sin pesticidas|sin químicos|no tóxic*|"
     "energía limpia|energía solar|economía circular|plantamos un árbol|kilómetro cero|cruelty free|"
     "ecosostenible*|ecoeficiente*|no contamina|sin contaminar"},
    PhraseRow{"es", PhraseRole::puffery, CueKind::price,
     "mejores deseos|mejor amigo|mejor amiga|mejores amigos|lo mejor de *|disfruta de lo mejor|"
     "disfruta lo mejor|disfrute de lo mejor|los mejores momentos|lo mejor está por llegar|a lo mejor|"
     "mejor tarde que nunca|lo más pronto posible|lo antes posible|por lo más|té verde|judías verdes|"
     "luz verde|ensalada verde|más que nunca|gana tiempo|ganar tiempo|gana en *|ganar en *|perfecto para *|"
     "perfecta para *|sueñ*|sin gluten|por supuesto|salud y *|sana y salva|un único *|corre la voz|"
     "tu opinión|lo único que|el único problema"},
    PhraseRow{"es", PhraseRole::negation, CueKind::price,
     "no|nunca|jamás|ningún|ninguna|ninguno|sin|ni|tampoco|nada de", 5},
    PhraseRow{"es", PhraseRole::not_negation, CueKind::price,
     "no solo|no sólo|no solamente|no te pierdas|no te lo pierdas|no se lo pierda|por qué no|no menos de|"
     "sin duda|no hay duda|como nunca|ahora o nunca|no esperes|no olvides|no es solo"},
    PhraseRow{"es", PhraseRole::qualifier, CueKind::price,
     "hasta|hasta un|desde|a partir de|seleccionad*|en productos seleccionados|al menos|aproximadamente|"
     "aprox|alrededor de|cerca de|casi|más de|menos de|algunos|algunas|muchos|muchas|la mayoría|puede|"
     "pueden|podría|de media|en promedio|ayuda a|ayudan a|sujeto a *|según *|condiciones|"
     "hasta agotar existencias|participantes|excepto *|salvo *|solo|sólo|en línea"},
    PhraseRow{"es", PhraseRole::conjunction, CueKind::price,
     "y|e|pero|sino|porque|mientras|aunque|pues|cuando|si|además"},
    PhraseRow{"es", PhraseRole::presupposition, CueKind::price,
     "sabías que|sabías|sabía usted|sabía que|por qué|cómo es que|quién más|listo para|lista para|"
     "listos para|has probado nuestr*|ha probado nuestr*|conoces nuestr*|conoce nuestr*|qué hace|verdad que|"
     "a que"},
    PhraseRow{"es", PhraseRole::speech, CueKind::price,
     "dice|dijo|dicen|escribe|escribió|afirma|cuenta|asegura|opina"},
    PhraseRow{"it", PhraseRole::cue, CueKind::price,
     "solo {$n}|a solo {$n}|a soli {$n}|a partire da {$n}|da {$n}|per {$n}|meno di {$n}|economic*|"
     "conveniente|convenienti|prezzo basso|prezzi bassi|prezzo più basso|miglior prezzo|migliori prezzi|"
     "prezz* imbattibil*|affare|affari|occasione|senza costi nascosti|rapporto qualità prezzo|"
     "{$n} al {days}|{$n} a {days}|"
     "a basso costo|a buon prezzo|prezzo speciale|prezzi speciali|prezzo conveniente|più economic*|"
     "per meno di {$n}|risparmia|risparmi|fa risparmiare|senza spese nascoste|prezzo garantito|prezzi stracciati|"
     "a prezzo di *|migliore offerta|migliori offerte|prezzo giusto"},
    PhraseRow{"it", PhraseRole::cue, CueKind::reference_price,
     "era {$n}|prima {$n}|anziché {$n}|invece di {$n}|al posto di {$n}|{n} {%} di sconto|{n} {%} in meno|"
     "sconto|sconti|scontat*|risparmia il {n} {%}|risparmia {n} {%}|risparmia fino al {n} {%}|"
     "risparmia {$n}|risparmi* fino a {$n}|fino al {n} {%}|saldi|saldo|promozione|promozioni|in offerta|"
     "offerta speciale|metà prezzo|a metà prezzo|prezzo consigliato|prezzo di listino|svendita|liquidazione|"
     "valore di {$n}|{n} per {n}|{n} x {n}|"
     "costava {$n}|valeva {$n}|prezzo abituale|prezzo normale|prezzo pieno|{n} {%} più economic*|{$n} di sconto|"
     "{$n} in meno|due al prezzo di uno|tre al prezzo di due|prendi {n} paghi {n}|offerta lampo|prezzo ribassato|"
     "prezzi ribassati|ribassat*|prezzo barrato|codice sconto|prima costava"},
    PhraseRow{"it", PhraseRole::cue, CueKind::free,
     "gratis|gratuito|gratuita|gratuiti|gratuite|gratuitamente|in omaggio|omaggio|senza costi|"
     "spedizione gratuita|in regalo|zero spese|"
     "spedizione omaggio|senza spese|spese di spedizione gratuite|non costa nulla|non costa niente|a nostre spese|"
     "offriamo noi|te lo regaliamo|senza pagare"},
    PhraseRow{"it", PhraseRole::cue, CueKind::free_trial,
     "senza impegno|senza vincoli|senza abbonamento|prova gratuita|periodo di prova|primo mese gratis|"
     "{n} {days} gratis|disdici quando vuoi|disdici in qualsiasi momento|annulla quando vuoi|"
     "cancella quando vuoi|abbonamento|abbonamenti|rinnovo automatico|prova gratis|provalo gratis|mese gratis|"
     "{n} {days} di prova|{n} notti di prova|in prova|provalo {n} {days}|provalo per *|senza carta di credito|"
     "senza obblighi|senza contratto|disdetta gratuita|disdici gratis|cancellazione gratuita|"
     "si rinnova automaticamente|rinnova automaticamente|mese di prova|recedi quando *"},
    PhraseRow{"it", PhraseRole::cue, CueKind::scarcity,
     "solo {n} rimast*|ne restano solo {n}|ultimi pezzi|ultim* occasion*|ultima possibilità|ultimi giorni|"
     "ultimo giorno|ultime ore|ultimi posti|fino a esaurimento|fino ad esaurimento|esaurimento scorte|"
     "scorte limitate|edizione limitata|offerta limitata|tempo limitato|limitato|limitata|limitati|limitate|"
     "solo oggi|solo per oggi|scade oggi|scade presto|termina oggi|termina stasera|affrettati|affrettatevi|"
     "non perdere|ora o mai più|quasi esaurit*|esaurit*|i primi {n}|"
     "posti limitati|quantità limitate|quantità limitata|disponibilità limitata|per un tempo limitato|"
     "a tempo limitato|solo questo weekend|solo questa settimana|ultimo weekend|offerta scade|l' offerta termina|"
     "prima che finisca*|prima che sia troppo tardi|in esaurimento|sta per finire|stanno per finire|"
     "ultime disponibilità|ultimi rimasti|non aspettare|conto alla rovescia|corri|restano pochi|restano poche|"
     "pochi pezzi"},
    PhraseRow{"it", PhraseRole::cue, CueKind::superlative,
     "il migliore|la migliore|i migliori|le migliori|il miglior|miglior|migliore|migliori|numero uno|"
     "numero 1|n 1|il più *|la più *|i più *|le più *|il meno *|l' unico|l' unica|gli unici|unico|unica|"
     "unici|leader|leader di mercato|leader mondiale|primo al mondo|ineguagliabil*|imbattibil*|insuperabil*|"
     "incomparabil*|senza eguali|senza pari|perfetto|perfetta|definitivo|rivoluzionari*|eccezional*|"
     "massima qualità|al mondo|del mondo|"
     "più vendut*|bestseller|senza rivali|senza concorrenza|non ha eguali|non ha rivali|punto di riferimento|"
     "qualità superiore|di prima qualità|pionier*|niente di meglio|nessun altro *|nessun' altra *|sul mercato"},
    PhraseRow{"it", PhraseRole::cue, CueKind::comparative,
     "più * di|più * del|più * della|più * dei|meno * di|meglio di|migliore di|il doppio di *|"
     "il doppio del*|la metà del*|due volte più *|tre volte più *|{n} volte più *|{n} {%} più *|"
     "{n} {%} in più|rispetto a*|in confronto a|superiore a|che mai|a differenza di altr*|degli altri|"
     "della concorrenza|supera|migliorat*|nuova formula|"
     "dura più a lungo|durano più a lungo|dura di più|consuma meno|più efficac* *|più resistent* *|molto meglio|"
     "di qualsiasi altr*|rispetto agli altri|rispetto ai *|superano|più a lungo"},
    PhraseRow{"it", PhraseRole::cue, CueKind::statistic,
     "{n} su {n}|{n} {who} su {n}|{nw} su {nw}|il {n} {%} dei|il {n} {%} delle|{n} {%} dei|{n} {%} delle|"
     "del {n} {%}|{n} milioni di *|milioni di {who}|migliaia di {who}|centinaia di {who}|oltre {n} {who}|"
     "oltre {n} {what}|più di {n} {who}|più di {n} {what}|{n} nuovi *|{n} nuove *|{n} anni di esperienza|"
     "da {n} anni|la maggior parte d*|la maggioranza|studi* dimostra*|uno studio|secondo uno studio|"
     "sondaggio|{n} stelle|{n} / {n}|"
     "{n} {%} consiglia*|{n} {%} soddisfatt*|uno su *|una su *|due terzi de*|la metà dei|più di un milione|"
     "un milione di *|studi clinici|in media {n}|ogni {n} secondi|ogni {n} minuti|secondo un sondaggio|"
     "degli intervistati|la maggior parte de* {who}|nove volte su dieci"},
    PhraseRow{"it", PhraseRole::cue, CueKind::guarantee,
     "garanzia|garanzie|garantito|garantita|garantiti|garantite|garantiamo|garantisce|"
     "soddisfatti o rimborsati|soddisfatto o rimborsato|rimborso|rimborsat*|senza rischi*|promettiamo|"
     "promesso|infallibil*|provato|dimostrato|a vita|"
     "o ti rimborsiamo|o vi rimborsiamo|ti rimborsiamo|vi rimborsiamo|rimborsiamo|se non sei soddisfatt*|"
     "se non ti piace|{n} anni di garanzia|risultati garantiti|risultati visibili|risultati in {n} *|"
     "100 {%} sicuro|100 {%} efficace|totalmente sicuro|effetto immediato|indistruttibil*|infrangibil*|"
     "per tutta la vita|dura* una vita|funziona sempre|non delude mai"},
    PhraseRow{"it", PhraseRole::cue, CueKind::prize,
     "vinci|vincere|vinca|vincita|vincitor*|concorso|concorsi|estrazione|estrazione a premi|in palio|premio|"
     "premi|lotteria|montepremi|hai vinto|ha vinto|jackpot|gratta e vinci|"
     "partecipa e *|puoi vincere|vincite|in premio|estratti a sorte"},
    PhraseRow{"it", PhraseRole::cue, CueKind::endorsement,
     "consigliat* da|raccomandat* da|approvat* da|testat* da|dermatologicamente testat*|certificat*|"
     "visto in tv|visto su|premiat*|vincitore del premio|eletto prodotto dell' anno|partner ufficiale|"
     "sponsor ufficiale|dentisti consigliano|medici consigliano|esperti consigliano|scelt* da|"
     "marchio di qualità|"
     "consigliat* dai *|consigliat* dagli *|raccomandat* dai *|raccomandat* dagli *|approvat* dai *|"
     "farmacisti consigliano|veterinari consigliano|pediatri consigliano|prodotto dell' anno|marchio dell' anno|"
     "medaglia d' oro|brevettat*|preferit* da*|si fidano di noi|usato dai professionisti|sviluppat* da *|"
     "sviluppat* con *|testato in laboratorio|scientificamente *"},
    PhraseRow{"it", PhraseRole::cue, CueKind::testimonial,
     "i nostri {who} amano|i nostri {who} dicono|i nostri {who} adorano|{who} soddisfatt*|{who} felici|"
     "recensioni|recensione|testimonianz*|valutat* {n}|mi ha cambiato la vita|adoro|"
     "{who} ci consigliano|{who} consigliano|{who} si fidano|lo consiglio|cinque stelle|{n} recensioni|"
     "cosa dicono i nostri *|non posso più farne a meno|consigliatissimo"},
    PhraseRow{"it", PhraseRole::cue, CueKind::health,
     "cura|cure|curare|guarisce|guarire|allevia|alleviare|rafforza il sistema immunitario|"
     "rafforza le difese|rinforza le difese|difese immunitarie|sistema immunitario|immunità|"
     "clinicamente testat*|clinicamente provat*|clinicamente dimostrat*|scientificamente provat*|"
     "scientificamente dimostrat*|detox|disintossica*|depurativ*|dimagri*|perdere peso|perdita di peso|"
     "brucia grassi|antietà|anti età|riduce il colesterolo|abbassa il colesterolo|previene|salutare|sano|"
     "sana|salute|fa bene|benefici per la salute|ricco di *|ricca di *|fonte di vitamin*|"
     "senza zuccheri aggiunti|antibatteric*|antinfiammatori*|ipoallergenic*|riduce lo stress|benessere|"
     "terap*|effetti collaterali|"
     "allevia* {ill}|allevia* il {ill}|allevia* i {ill}|allevia* la {ill}|allevia* l' {ill}|calma il {ill}|"
     "calma la {ill}|contro {ill}|contro il {ill}|contro la {ill}|contro le {ill}|contro lo {ill}|contro l' {ill}|"
     "contro i {ill}|combatte {ill}|combatte il {ill}|combatte la {ill}|combatte le {ill}|combatte lo {ill}|"
     "riduce {ill}|riduce il {ill}|riduce la {ill}|riduce le {ill}|riduce lo {ill}|riduce i {ill}|riduce l' {ill}|"
     "elimina {ill}|elimina il {ill}|elimina la {ill}|elimina le {ill}|previene la {ill}|previene le {ill}|"
     "previene il {ill}|addio al {ill}|addio alla {ill}|addio alle {ill}|migliora il sonno|migliora la digestione|"
     "migliora la circolazione|migliora la memoria|migliora la postura|migliora la salute|migliora la tua salute|"
     "aiuta a dormire|aiuta la digestione|dormi meglio|dormire meglio|buono per la salute|antirughe|antistress|"
     "energizzant*|rivitalizz*|ringiovan*|senza effetti collaterali|antiossidant*|nutrient*|più energia|"
     "brucia calorie|senza zucchero|fonte di proteine|fonte di fibre|fonte di calcio|fonte di ferro|"
     "povero di grassi|povero di zuccheri|rinforza il sistema immunitario|rafforza le ossa|rinforza le ossa"},
    PhraseRow{"it", PhraseRole::cue, CueKind::environment,
     "a impatto zero|impatto zero|neutral* in carbonio|carbon neutral|neutralità carbonica|"
     "neutralità climatica|zero emissioni|emissioni zero|impronta di carbonio|ecologic*|eco|ecosostenibil*|"
     "ecocompatibil*|rispettos* dell' ambiente|rispetta l' ambiente|amico dell' ambiente|fa bene al pianeta|"
     "per il pianeta|sostenibil*|sostenibilità|biodegradabil*|compostabil*|riciclabil*|riciclat*|"
     "riutilizzabil*|ricaricabil*|senza plastica|plastic free|rifiuti zero|verde|energia verde|green|"
     "rinnovabil*|biologic*|bio|natural*|{n} {%} natural*|equo e solidale|commercio equo|fsc|responsabil*|"
     "gestite in modo responsabile|non inquinant*|basso consumo|risparmio energetico|"
     "rispett* del pianeta|rispett* della natura|rispett* l' ambiente|rispett* il pianeta|rispettos* del pianeta|"
     "rispettos* della natura|amic* del pianeta|amic* della natura|amic* del clima|fa bene all' ambiente|"
     "protegge il pianeta|protegge l' ambiente|salva* il pianeta|tutela l' ambiente|basso impatto|a basso impatto|"
     "minor impatto|impatto ridotto|impronta ecologica|neutral* per il clima|climaticamente neutr*|clima neutral*|"
     "senza co2|meno co2|meno plastica|plastica riciclata|materiali riciclati|da materiali riciclati|"
     "senza pesticidi|senza sostanze chimiche|non tossic*|energia pulita|energia solare|economia circolare|"
     "piantiamo un albero|chilometro zero|km zero|cruelty free|ecofriendly|eco friendly|non inquina|"
     "senza inquinare"},
    PhraseRow{"it", PhraseRole::puffery, CueKind::price,
     "migliori auguri|migliore amico|migliore amica|migliori amici|il meglio di *|il meglio del*|"
     "goditi il meglio|i migliori momenti|il meglio deve ancora venire|al meglio|meglio tardi che mai|"
     "il più presto possibile|al più presto|per lo più|tè verde|fagiolini verdi|via libera|insalata verde|"
     "più che mai|perfetto per *|perfetta per *|sogn*|senza glutine|vincere la *|la cura dei dettagli|"
     "con cura|a cura di|prendersi cura|prenditi cura|per natura|l' unica cosa|l' unico problema|"
     "naturalmente"},
    PhraseRow{"it", PhraseRole::negation, CueKind::price,
     "non|mai|nessun|nessuna|nessuno|senza|né|neanche|nemmeno|niente", 5},
    PhraseRow{"it", PhraseRole::not_negation, CueKind::price,
     "non solo|non soltanto|non perdere|non perderti|perché no|non meno di|senza dubbio|come mai prima|"
     "ora o mai più|non aspettare|non dimenticare|non è solo|come mai"},
    PhraseRow{"it", PhraseRole::qualifier, CueKind::price,
     "fino a|fino al|a partire da|da|selezionat*|almeno|circa|quasi|oltre|più di|meno di|alcuni|alcune|"
     "molti|molte|la maggior parte|può|possono|potrebbe|in media|aiuta a|aiutano a|soggett* a *|secondo *|"
     "fino a esaurimento|partecipanti|escluso *|tranne *|solo|online"},
    PhraseRow{"it", PhraseRole::conjunction, CueKind::price,
     "e|ed|ma|però|perché|mentre|quindi|quando|se|anche se|nonché"},
    PhraseRow{"it", PhraseRole::presupposition, CueKind::price,
     "lo sapevi che|lo sapevi|sapevi che|lo sapevate|perché|come mai|chi altro|pronto per|pronti per|"
     "pronta per|hai provato i nostri|hai provato il nostro|hai provato la nostra|conosci i nostri|"
     "conosci il nostro|non è vero"},
    PhraseRow{"it", PhraseRole::speech, CueKind::price,
     "dice|disse|dicono|scrive|scrisse|afferma|racconta|sostiene"},
};

constexpr std::array k_classes{
    WordClass{"fr", "who",
     "client*|personne*|utilisateur*|utilisatrice*|famille*|membre*|femmes|hommes|mères|mamans|parents|"
     "enfants|étudiants|entreprises|dentistes|médecins|dermatologues|expert*|abonné*|spectateurs|lecteurs|"
     "acheteurs|foyers|voyageurs|français|patients|consommateur*"},
    WordClass{"fr", "what",
     "film*|série*|magasin*|boutique*|produit*|article*|recette*|titre*|épisode*|chaîne*|chansons|jeux|"
     "livres|avis|hôtels|destinations|marques|modèles|couleurs|restaurants|pays|villes|prix|récompenses|"
     "entrepôts|cours|langues"},
    WordClass{"fr", "days",
     "minute*|heure*|jour|jours|semaine*|mois|an|ans|année*|nuit*"},
    WordClass{"fr", "nw",
     "un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"},
    WordClass{"fr", "ill",
     "douleur*|maux de tête|mal de tête|mal de dos|maux de dos|migraine*|stress|anxiété|insomnie*|rhume*|toux|"
     "grippe|allergie*|acné|eczéma|rides|cellulite|fatigue|inflammation*|ballonnement*|brûlures d' estomac|"
     "chute de cheveux|pellicules|démangeaison*|hypertension|cholestérol|diabète|dépression|maladie*|bactéries|"
     "virus|infection*|arthrose|crampe*|nausée*|tensions|courbature*|ronflement*|vergetures|jambes lourdes"},
    WordClass{"es", "who",
     "cliente*|persona*|usuari*|familia*|miembros|mujeres|hombres|madres|padres|niños|estudiantes|empresas|"
     "dentistas|médicos|dermatólogos|expertos|suscriptores|espectadores|lectores|compradores|hogares|"
     "viajeros|españoles|pacientes|consumidores"},
    WordClass{"es", "what",
     "película*|serie*|tienda*|producto*|artículo*|receta*|título*|episodio*|canales|canciones|juegos|"
     "libros|reseñas|hoteles|destinos|marcas|modelos|colores|restaurantes|países|ciudades|premios|almacenes|"
     "cursos|idiomas"},
    WordClass{"es", "days",
     "minuto*|hora*|día|días|semana*|mes|meses|año|años|noche*"},
    WordClass{"es", "nw",
     "uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez"},
    WordClass{"es", "ill",
     "dolor|dolores|dolor de cabeza|dolor de espalda|migraña*|estrés|ansiedad|insomnio|resfriado*|gripe|tos|"
     "alergia*|acné|eczema|arrugas|celulitis|cansancio|fatiga|inflamación|hinchazón|acidez|caída del cabello|"
     "caspa|picor|hipertensión|colesterol|diabetes|depresión|enfermedad*|bacterias|virus|infección|infecciones|"
     "artrosis|artritis|calambres|náuseas|tensión|ronquidos"},
    WordClass{"it", "who",
     "client*|persone|utenti|famiglie|membri|donne|uomini|mamme|genitori|bambini|studenti|aziende|dentisti|"
     "medici|dermatologi|esperti|abbonati|spettatori|lettori|acquirenti|viaggiatori|italiani|pazienti|"
     "consumatori"},
    WordClass{"it", "what",
     "film|serie|negozi|prodotti|articoli|ricette|titoli|episodi|canali|canzoni|giochi|libri|recensioni|"
     "hotel|destinazioni|marche|modelli|colori|ristoranti|paesi|città|premi|magazzini|corsi|lingue"},
    WordClass{"it", "days",
     "minut*|or*|giorno|giorni|settiman*|mese|mesi|anno|anni|notte|notti"},
    WordClass{"it", "nw",
     "uno|una|due|tre|quattro|cinque|sei|sette|otto|nove|dieci"},
    WordClass{"it", "ill",
     "dolore|dolori|mal di testa|mal di schiena|emicrania|stress|ansia|insonnia|raffreddore|influenza|tosse|"
     "allergi*|acne|eczema|rughe|cellulite|stanchezza|fatica|infiammazion*|gonfiore|acidità|caduta dei capelli|"
     "forfora|prurito|ipertensione|colesterolo|diabete|depressione|malatti*|batteri|virus|infezion*|artrosi|"
     "crampi|nausea|tension*|russamento"},
};
// clang-format on

}  // namespace

CueTable cue_table_fr_es_it() {
    return {k_rows, k_classes};
}

}  // namespace mkai::brand
