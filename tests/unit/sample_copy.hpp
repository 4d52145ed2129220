// Channels as they ship, and a brief with copy for them, for the tests of brand and publish.
#pragma once

#include "core/brand/slots.hpp"
#include "core/domain/brief.hpp"
#include "core/domain/channel.hpp"
#include "core/domain/subject.hpp"
#include "core/workspace/workspace.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace sample {

inline const char* const k_channels[] = {"email",    "sms",       "push",    "google-rsa", "x",
                                         "linkedin", "meta-feed", "landing", "blog"};

inline std::string read_text(const std::string& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    if (!file) throw std::runtime_error("cannot read " + path);
    return text.str();
}

// templates/channels/ID.yaml.
inline mkai::Channel channel(const std::string& id) {
    auto channel = mkai::workspace::parse_channel(read_text("templates/channels/" + id + ".yaml"), id);
    if (!channel) throw std::runtime_error(id + ": " + channel.error().message);
    return std::move(*channel);
}

inline mkai::Brief brief() {
    mkai::Brief brief;
    brief.id = "spring";
    brief.title = "Spring line-up";
    brief.locales = {"en-GB", "de-DE"};
    mkai::Offer offer;
    offer.name = "Three months half price";
    offer.price = "4.99";
    offer.currency = "GBP";
    offer.was_price = "9.99";
    offer.starts = "2026-12-01";
    offer.ends = "2026-12-31";
    offer.terms = "New customers only. Renews at £9.99 a month. Cancel any time.";
    brief.offer.common = offer;
    mkai::Offer german = offer;
    german.currency = "EUR";
    german.terms = "Nur für Neukunden. Danach 9,99 € im Monat. Jederzeit kündbar.";
    brief.offer.by_locale["de-DE"] = german;
    brief.mandatories.common = {"18+ only."};
    brief.must_avoid.common = {"free", "risk free", "best ever"};
    mkai::Deliverable deliverable;
    deliverable.id = "email";
    deliverable.channel = "email";
    deliverable.link = "https://example.com/spring";
    brief.deliverables = {deliverable};
    return brief;
}

inline mkai::Content content(mkai::Fields fields, const std::string& locale = "en-GB") {
    const mkai::Brief sample_brief = brief();
    mkai::Content content;
    content.fields = std::move(fields);
    content.slots = mkai::brand::make_slots(sample_brief, sample_brief.deliverables.front(), locale);
    return content;
}

// Copy that fits each channel.
inline mkai::Fields good_fields(const std::string& channel_id) {
    using List = std::vector<std::string>;
    if (channel_id == "email")
        return {{"subject", "Four new dramas, and a quieter price"},
                {"preheader", "Hi {{first_name|there}}, from today they are {{offer.price}} a month."},
                {"headline", "Spring belongs to the people who stay in"},
                {"body",
                 "Hi {{first_name|there}},\n\nthe nights are getting shorter, so we kept the good ones. "
                 "**Four new "
                 "dramas** start this month, and three of them were filmed within an hour of each "
                 "other.\n\n## What it "
                 "costs\n\nThree months for {{offer.price}} a month instead of {{offer.was_price}}, until "
                 "{{offer.ends}}.\n\n- *Harbour Street*, from 4 March\n- *The Long Field*, from 11 March\n- "
                 "Two more "
                 "that we may not name yet"},
                {"cta", "See the line-up"}};
    if (channel_id == "sms")
        return {{"text", "Northlight: three months for {{offer.price}} a month, until {{offer.ends}}."}};
    if (channel_id == "push")
        return {{"title", "Harbour Street starts tonight"},
                {"body", "Episode one at nine. Bring someone who can keep a secret."}};
    if (channel_id == "google-rsa")
        return {{"headlines", List{"Northlight Drama", "Four New Dramas", "Now {{offer.price}} a Month",
                                   "Cancel Any Time", "Watch on Any Screen"}},
                {"descriptions",
                 List{"Harbour Street, The Long Field and two more. All in one place, from March.",
                      "Three months at half price for new customers. Ends {{offer.ends}}."}},
                {"path1", "drama"},
                {"path2", "spring"}};
    if (channel_id == "x")
        return {{"text", "Four new dramas. One sofa. Harbour Street starts on Wednesday at nine."}};
    if (channel_id == "linkedin")
        return {
            {"intro",
             "What does it take to film four dramas in one county?\n\nTwelve months, 340 people and one very "
             "patient harbour master."},
            {"headline", "How one county became four"},
            {"description", "A short read from our production team"},
            {"cta", "Learn more"}};
    if (channel_id == "meta-feed")
        return {{"primary_text", "The nights are getting shorter. We kept the good ones."},
                {"headline", "Four new dramas this spring"},
                {"description", "From {{offer.price}} a month"},
                {"cta", "Watch more"}};
    if (channel_id == "landing")
        return {{"seo_title", "Four new dramas this spring | Northlight"},
                {"seo_description",
                 "Watch Harbour Street and three more new dramas. Three months at half price."},
                {"headline", "Spring belongs to the people who stay in"},
                {"subheadline", "Four new dramas, three months at half price, until {{offer.ends}}."},
                {"body",
                 "## What starts\n\n*Harbour Street* opens the season, with **six episodes** about a town "
                 "that has "
                 "more boats than secrets, though only just.\n\n## What it costs\n\n{{offer.price}} a month "
                 "for three "
                 "months, then {{offer.was_price}}. See [all plans](https://example.com/plans)."},
                {"benefits", List{"Every episode on the day it airs", "Up to four screens", "No contract"}},
                {"cta", "Start watching"}};
    return {
        {"seo_title", "Filming four dramas in one county"},
        {"seo_description", "How a production team fitted four stories into a single coast."},
        {"title", "One harbour, four stories"},
        {"standfirst", "Filming four dramas in one county was meant to save money. It changed the stories."},
        {"body",
         "## The harbour\n\nEverything began with a crane.\n\n1. It was red.\n2. It was in every shot.\n\n## "
         "The "
         "answer\n\nThe writers wrote it in."},
        {"takeaways",
         List{"Share locations, not scripts", "Tell the harbour master early", "Cranes have names"}},
        {"cta", "See the line-up"}};
}

inline mkai::Subject subject(const std::string& channel_id, const std::string& locale = "en-GB") {
    mkai::Subject subject;
    subject.asset = {"spring", channel_id, locale, "a"};
    subject.channel = channel_id;
    subject.content = content(good_fields(channel_id), locale);
    return subject;
}

}  // namespace sample
