#include "core/gateway/providers/demo_phrases.hpp"

#include "core/base/text_fold.hpp"

#include <algorithm>
#include <utility>

namespace mkai::gateway::demo {

namespace {

constexpr Phrases k_english{
    .language = "en",
    .greeting_named = "Hi {},",
    .first_name_fallback = "there",
    .greeting = "Hello,",
    .openers = {{{"There is something new to discover.", "Here is something to look forward to.",
                  "We have news for you."},
                 {"We have an offer for you.", "Here is an offer that may suit you.",
                  "This one is worth a closer look."},
                 {"Here is what we have for you this time.", "A few things that may be worth your time.",
                  "This is what we would like to share with you."},
                 {"Here is why it is worth a look.", "This is what it is about.",
                  "There is something that we would like to show you."}}},
    .list_leads = {"What to expect:", "At a glance:", "In short:"},
    .message_headings = {"What to expect", "At a glance", "What it is about"},
    .offer_headings = {"The offer", "What it costs", "Your offer"},
    .proof_headings = {"Good to know", "Worth knowing", "The facts"},
    .audience_headings = {"Who it is for", "Made for", "Who will like it"},
    .closing_headings = {"What comes next", "How to go on", "Your next step"},
    .closings = {"You will find all the details one click away.", "Take a look whenever it suits you.",
                 "Everything else is only a click away."},
    .price_was = {"now {{offer.price}} instead of {{offer.was_price}}",
                  "{{offer.price}}, was {{offer.was_price}}",
                  "{{offer.price}} instead of {{offer.was_price}}"},
    .price = {"now {{offer.price}}", "yours for {{offer.price}}", "at {{offer.price}}"},
    .until = {"until {{offer.ends}}", "available until {{offer.ends}}", "it ends on {{offer.ends}}"},
    .from_until = {"from {{offer.starts}} to {{offer.ends}}",
                   "available from {{offer.starts}} to {{offer.ends}}",
                   "it runs from {{offer.starts}} to {{offer.ends}}"},
    .from = {"from {{offer.starts}}", "available from {{offer.starts}}", "it starts on {{offer.starts}}"},
    .calls = {{{"Learn more", "See what is new", "Take a closer look"},
               {"Shop now", "Get the offer", "See the offer"},
               {"Sign up", "Start now", "Join now"},
               {"Register", "Save your place", "Sign up"},
               {"Read more", "Read the full story", "Read on"},
               {"Learn more", "Request a demo", "Get in touch"},
               {"Come back", "Take another look", "See what is new"},
               {"Watch now", "Start watching", "See what is on"}}},
    .short_lines = {"Take a closer look", "See it for yourself", "All the details online", "Worth a look",
                    "Good to know", "Find out more", "Have a look today", "See what is inside", "Here is how",
                    "Ready when you are", "Just a click away", "Learn more"}};

constexpr Phrases k_german{
    .language = "de",
    .greeting_named = "Hallo {},",
    .first_name_fallback = "zusammen",
    .greeting = "Guten Tag,",
    .openers = {{{"Es gibt Neues zu entdecken.", "Darauf kann man sich freuen.", "Es gibt Neuigkeiten."},
                 {"Wir haben ein Angebot.", "Dieses Angebot könnte passen.",
                  "Hier lohnt sich ein zweiter Blick."},
                 {"Das haben wir dieses Mal zusammengestellt.", "Einige Themen, die Zeit wert sind.",
                  "Das möchten wir gerne teilen."},
                 {"Darum lohnt sich ein Blick.", "Darum geht es.", "Das möchten wir gerne zeigen."}}},
    .list_leads = {"Das ist zu erwarten:", "Auf einen Blick:", "Kurz gesagt:"},
    .message_headings = {"Das ist zu erwarten", "Auf einen Blick", "Darum geht es"},
    .offer_headings = {"Das Angebot", "Was es kostet", "Der Preis"},
    .proof_headings = {"Gut zu wissen", "Wissenswertes", "Die Fakten"},
    .audience_headings = {"Für wen es ist", "Gemacht für", "Wem es gefallen wird"},
    .closing_headings = {"Wie es weitergeht", "Der nächste Schritt", "So geht es weiter"},
    .closings = {"Alle Einzelheiten sind nur einen Klick entfernt.", "Ein Blick genügt, jederzeit.",
                 "Alles Weitere steht einen Klick entfernt bereit."},
    .price_was = {"jetzt {{offer.price}} statt {{offer.was_price}}",
                  "{{offer.price}}, vorher {{offer.was_price}}", "{{offer.price}} statt {{offer.was_price}}"},
    .price = {"jetzt {{offer.price}}", "jetzt für {{offer.price}}", "zum Preis von {{offer.price}}"},
    .until = {"bis zum {{offer.ends}}", "gültig bis zum {{offer.ends}}", "verfügbar bis zum {{offer.ends}}"},
    .from_until = {"vom {{offer.starts}} bis zum {{offer.ends}}",
                   "gültig vom {{offer.starts}} bis zum {{offer.ends}}",
                   "verfügbar vom {{offer.starts}} bis zum {{offer.ends}}"},
    .from = {"ab dem {{offer.starts}}", "gültig ab dem {{offer.starts}}",
             "verfügbar ab dem {{offer.starts}}"},
    .calls = {{{"Mehr erfahren", "Jetzt entdecken", "Neues ansehen"},
               {"Jetzt kaufen", "Zum Angebot", "Angebot ansehen"},
               {"Jetzt anmelden", "Jetzt starten", "Jetzt dabei sein"},
               {"Anmelden", "Platz sichern", "Jetzt anmelden"},
               {"Weiterlesen", "Mehr lesen", "Zum Artikel"},
               {"Mehr erfahren", "Demo anfordern", "Kontakt aufnehmen"},
               {"Jetzt zurückkommen", "Neues ansehen", "Wieder einsteigen"},
               {"Jetzt ansehen", "Programm ansehen", "Jetzt einschalten"}}},
    .short_lines = {"Jetzt genauer ansehen", "Selbst ansehen", "Alle Details online", "Einen Blick wert",
                    "Gut zu wissen", "Mehr dazu", "Heute noch ansehen", "Das steckt dahinter", "So geht es",
                    "Jederzeit bereit", "Nur einen Klick entfernt", "Mehr erfahren"}};

constexpr Phrases k_french{
    .language = "fr",
    .greeting_named = "Bonjour {},",
    .first_name_fallback = "à vous",
    .greeting = "Bonjour,",
    .openers = {{{"Il y a du nouveau à découvrir.", "Voici de quoi vous réjouir.",
                  "Nous avons une nouvelle pour vous."},
                 {"Nous avons une offre pour vous.", "Voici une offre qui pourrait vous plaire.",
                  "Cette offre mérite un coup d'œil."},
                 {"Voici ce que nous avons préparé pour vous.",
                  "Quelques sujets qui méritent votre attention.",
                  "Voici ce que nous souhaitons partager avec vous."},
                 {"Voici pourquoi cela mérite un coup d'œil.", "Voici de quoi il s'agit.",
                  "Nous souhaitons vous montrer quelque chose."}}},
    .list_leads = {"Ce qui vous attend :", "En un coup d'œil :", "En bref :"},
    .message_headings = {"Ce qui vous attend", "En un coup d'œil", "De quoi il s'agit"},
    .offer_headings = {"L'offre", "Le prix", "Votre offre"},
    .proof_headings = {"Bon à savoir", "À retenir", "Les faits"},
    .audience_headings = {"Pour qui", "Conçu pour", "À qui cela s'adresse"},
    .closing_headings = {"Et maintenant", "Pour aller plus loin", "La prochaine étape"},
    .closings = {"Tous les détails sont à portée de clic.", "Jetez un coup d'œil quand vous le souhaitez.",
                 "Tout le reste est à un clic."},
    .price_was = {"maintenant {{offer.price}} au lieu de {{offer.was_price}}",
                  "{{offer.price}}, contre {{offer.was_price}} auparavant",
                  "{{offer.price}} au lieu de {{offer.was_price}}"},
    .price = {"maintenant {{offer.price}}", "à vous pour {{offer.price}}", "au prix de {{offer.price}}"},
    .until = {"jusqu'au {{offer.ends}}", "disponible jusqu'au {{offer.ends}}",
              "à saisir jusqu'au {{offer.ends}}"},
    .from_until = {"du {{offer.starts}} au {{offer.ends}}",
                   "disponible du {{offer.starts}} au {{offer.ends}}",
                   "à saisir du {{offer.starts}} au {{offer.ends}}"},
    .from = {"à partir du {{offer.starts}}", "disponible à partir du {{offer.starts}}",
             "dès le {{offer.starts}}"},
    .calls = {{{"En savoir plus", "Découvrir", "Voir les nouveautés"},
               {"Acheter", "Voir l'offre", "Profiter de l'offre"},
               {"S'inscrire", "Commencer", "S'abonner"},
               {"S'inscrire", "Réserver ma place", "Je m'inscris"},
               {"Lire la suite", "Lire l'article", "En lire plus"},
               {"En savoir plus", "Demander une démo", "Nous contacter"},
               {"Revenir", "Voir les nouveautés", "Découvrir"},
               {"Regarder", "Voir le programme", "Regarder maintenant"}}},
    .short_lines = {"À voir de plus près", "À découvrir en ligne", "Tous les détails en ligne", "À voir",
                    "Bon à savoir", "En savoir plus", "À voir dès aujourd'hui", "Découvrir", "Comment faire",
                    "Quand vous voulez", "À portée de clic", "Voir les détails"}};

constexpr Phrases k_spanish{
    .language = "es",
    .greeting_named = "Hola, {}:",
    .first_name_fallback = "qué tal",
    .greeting = "Hola:",
    .openers = {{{"Hay algo nuevo por descubrir.", "Esto merece tu atención.", "Tenemos novedades."},
                 {"Tenemos una oferta para ti.", "Esta oferta puede interesarte.",
                  "Esta oferta merece un vistazo."},
                 {"Esto es lo que hemos preparado esta vez.", "Algunos temas que merecen tu tiempo.",
                  "Esto es lo que queremos compartir contigo."},
                 {"Por esto merece un vistazo.", "De esto se trata.", "Queremos enseñarte algo."}}},
    .list_leads = {"Esto es lo que te espera:", "De un vistazo:", "En pocas palabras:"},
    .message_headings = {"Lo que te espera", "De un vistazo", "De qué se trata"},
    .offer_headings = {"La oferta", "El precio", "Tu oferta"},
    .proof_headings = {"Conviene saberlo", "A tener en cuenta", "Los datos"},
    .audience_headings = {"Para quién es", "Pensado para", "A quién le gustará"},
    .closing_headings = {"Y ahora", "Cómo seguir", "El siguiente paso"},
    .closings = {"Todos los detalles están a un clic.", "Échale un vistazo cuando quieras.",
                 "Todo lo demás está a un clic."},
    .price_was = {"ahora {{offer.price}} en lugar de {{offer.was_price}}",
                  "{{offer.price}}, antes {{offer.was_price}}",
                  "{{offer.price}} en vez de {{offer.was_price}}"},
    .price = {"ahora {{offer.price}}", "ahora por {{offer.price}}", "tuyo por {{offer.price}}"},
    .until = {"hasta el {{offer.ends}}", "disponible hasta el {{offer.ends}}", "termina el {{offer.ends}}"},
    .from_until = {"del {{offer.starts}} al {{offer.ends}}",
                   "disponible del {{offer.starts}} al {{offer.ends}}",
                   "vale del {{offer.starts}} al {{offer.ends}}"},
    .from = {"desde el {{offer.starts}}", "disponible desde el {{offer.starts}}",
             "empieza el {{offer.starts}}"},
    .calls = {{{"Más información", "Descubrir más", "Ver las novedades"},
               {"Comprar", "Ver la oferta", "Aprovechar la oferta"},
               {"Registrarse", "Empezar ahora", "Suscribirse"},
               {"Inscribirse", "Reservar plaza", "Registrarse"},
               {"Leer más", "Seguir leyendo", "Leer el artículo"},
               {"Más información", "Solicitar una demo", "Contactar"},
               {"Volver", "Ver las novedades", "Descubrir más"},
               {"Ver ahora", "Ver la programación", "Empezar a ver"}}},
    .short_lines = {"Míralo de cerca", "Descúbrelo por tu cuenta", "Todos los detalles", "Merece un vistazo",
                    "Conviene saberlo", "Saber más", "Míralo hoy", "Mira lo que hay", "Así se hace",
                    "Cuando quieras", "A un clic", "Más información"}};

constexpr const Phrases* k_languages[] = {&k_english, &k_german, &k_french, &k_spanish};

constexpr std::pair<std::string_view, std::string_view> k_plain_calls[] = {
    {"ar", "اعرف المزيد"}, {"cs", "Více informací"},     {"da", "Læs mere"},   {"el", "Μάθετε περισσότερα"},
    {"fi", "Lue lisää"},   {"he", "מידע נוסף"},          {"hu", "Részletek"},  {"it", "Scopri di più"},
    {"ja", "詳しく見る"},  {"ko", "자세히 보기"},        {"nb", "Les mer"},    {"nl", "Meer informatie"},
    {"no", "Les mer"},     {"pl", "Dowiedz się więcej"}, {"pt", "Saiba mais"}, {"ro", "Află mai multe"},
    {"sv", "Läs mer"},     {"tr", "Daha fazla bilgi"},   {"uk", "Докладніше"}, {"zh", "了解更多"},
};

// Frequent small words that the other three languages do not share.
struct SmallWords {
    std::string_view language;
    std::array<std::string_view, 24> words;
};
constexpr SmallWords k_small_words[] = {
    {"en", {"the", "and", "of",  "to",   "for",  "with", "your", "you", "is",   "every", "at",   "from",
            "our", "by",  "who", "that", "this", "are",  "it",   "new", "half", "now",   "only", "until"}},
    {"de", {"der", "die", "das", "und", "mit", "für", "eine", "ein",  "auf",   "nicht", "ist", "im",
            "von", "den", "zum", "zur", "ab",  "bis", "nur",  "neue", "neuer", "ohne",  "wir", "jetzt"}},
    {"fr",
     {"le", "les",    "des",  "et",    "pour", "avec", "votre", "vous", "est",  "dans", "sur",      "au",
      "du", "chaque", "tous", "toute", "nos",  "vos",  "mois",  "prix", "sans", "plus", "nouveaux", "jusqu"}},
    {"es",
     {"el",    "los",  "las",   "y",   "para",  "con",   "tu",     "del",   "por", "su",    "más",   "todo",
      "todos", "cada", "todas", "sin", "meses", "nuevo", "precio", "hasta", "tus", "nueva", "mitad", "al"}},
};

int count_small_words(std::string_view folded, const SmallWords& language) {
    return static_cast<int>(std::ranges::count_if(language.words, [&](std::string_view word) {
        return find_words(folded, word) != std::string_view::npos;
    }));
}

}  // namespace

const Phrases* find_phrases(std::string_view language) {
    for (const Phrases* phrases : k_languages)
        if (phrases->language == language) return phrases;
    return nullptr;
}

std::string_view plain_call(std::string_view language) {
    for (const auto& [name, call] : k_plain_calls)
        if (name == language) return call;
    return "Info";
}

std::string_view guess_language(std::string_view text) {
    const std::string folded = fold_case(text);
    std::string_view best;
    int best_count = 0;
    for (const SmallWords& language : k_small_words) {
        const int count = count_small_words(folded, language);
        if (count == best_count) best = {};  // two at the top: it cannot be told
        if (count <= best_count) continue;
        best = language.language;
        best_count = count;
    }
    return best;
}

}  // namespace mkai::gateway::demo
