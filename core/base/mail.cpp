#include "core/base/mail.hpp"

#include "core/base/charset.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace mkai {

namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;  // small letters, unfolded

tl::unexpected<Error> no_mail(std::string message, std::string fix = {}) {
    return fail(ErrorCode::invalid_file, std::move(message), std::move(fix));
}

// --- headers ---

std::string with_plain_ends(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r' || i + 1 >= text.size() || text[i + 1] != '\n') out += text[i];
    return out;
}

std::string_view take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return line;
}

bool is_field_name(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) { return c > 32 && c < 127 && c != ':'; });
}

struct Entity {
    Headers headers;
    std::string_view body;

    std::string_view get(std::string_view name) const {
        const auto found = std::ranges::find(headers, name, &Headers::value_type::first);
        return found == headers.end() ? std::string_view{} : std::string_view(found->second);
    }
};

Result<Entity> read_entity(std::string_view text, const MailLimits& limits) {
    Entity out;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::string_view line = take_line(rest);
        if (line.empty()) break;
        if (line.front() == ' ' || line.front() == '\t') {
            if (out.headers.empty()) return no_mail("its first line is no header");
            out.headers.back().second += fmt::format(" {}", trim(line));
            continue;
        }
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || !is_field_name(trim(line.substr(0, colon))))
            return no_mail(fmt::format("{} is no header", in_quotes(line)));
        if (out.headers.size() >= limits.headers_max) return no_mail("it has too many headers");
        out.headers.emplace_back(lower_ascii(trim(line.substr(0, colon))), trim(line.substr(colon + 1)));
    }
    out.body = rest;
    return out;
}

// RFC 5322 3.2.2: a comment stands for a space. Quoted strings stay as they are.
std::string without_comments(std::string_view value) {
    std::string out;
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (c == '\\' && i + 1 < value.size()) {
            if (depth == 0) out += value.substr(i, 2);
            ++i;
        } else if (c == '"' && depth == 0) {
            quoted = !quoted;
            out += c;
        } else if (c == '(' && !quoted) {
            ++depth;
        } else if (c == ')' && !quoted && depth > 0) {
            if (--depth == 0) out += ' ';
        } else if (depth == 0) {
            out += c;
        }
    }
    return out;
}

// Without what stands in double quotes: of an address that is a name.
std::string without_quoted(std::string_view value) {
    std::string out;
    bool quoted = false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '\\') {
            ++i;
        } else if (value[i] == '"') {
            quoted = !quoted;
        } else if (!quoted) {
            out += value[i];
        }
    }
    return out;
}

Result<std::string> read_from(std::string_view value) {
    const std::string plain = without_quoted(without_comments(value));
    if (plain.find_first_of(",;:") != std::string::npos)
        return no_mail("its From names more than one sender");
    std::string_view address = trim(plain);
    if (const auto open = address.find('<'); open != std::string_view::npos) {
        const auto close = address.find('>', open);
        if (close == std::string_view::npos || !trim(address.substr(close + 1)).empty())
            return no_mail(fmt::format("its From is no address: {}", in_quotes(value)));
        address = trim(address.substr(open + 1, close - open - 1));
    }
    const auto at = address.find('@');
    const bool good =
        at != std::string_view::npos && at > 0 && at + 1 < address.size() &&
        address.find('@', at + 1) == std::string_view::npos && address.size() <= 320 &&
        std::ranges::all_of(address, [](char c) { return c > 32 && c < 127 && c != '<' && c != '>'; });
    if (!good) return no_mail(fmt::format("its From is no address: {}", in_quotes(value)));
    return std::string(address);
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (std::string& word : split(text, ' '))
        if (!word.empty()) out.push_back(std::move(word));
    return out;
}

constexpr std::array<std::string_view, 12> k_months{"jan", "feb", "mar", "apr", "may", "jun",
                                                    "jul", "aug", "sep", "oct", "nov", "dec"};

// "Fri, 27 Nov 2026 10:15:30 +0100": as RFC 3339, which the clock reads and checks.
Result<TimeMs> read_date(std::string_view value) {
    const auto bad = [&] { return no_mail(fmt::format("its Date is no time: {}", in_quotes(value))); };
    std::string plain = without_comments(value);
    if (const auto comma = plain.find(','); comma != std::string::npos) plain = plain.substr(comma + 1);
    const std::vector<std::string> w = words_of(plain);
    if (w.size() != 5) return bad();
    const auto month = std::ranges::find(k_months, lower_ascii(w[1]));
    if (month == k_months.end() || w[0].size() > 2 || w[2].size() != 4) return bad();
    std::string zone = w[4];
    if (zone == "GMT" || zone == "UT") zone = "+0000";
    if (zone.size() != 5 || (zone[0] != '+' && zone[0] != '-')) return bad();
    const std::string clock = w[3].size() == 5 ? w[3] + ":00" : w[3];
    auto time = parse_time(fmt::format("{}-{:02}-{:0>2}T{}{}:{}", w[2], month - k_months.begin() + 1, w[0],
                                       clock, zone.substr(0, 3), zone.substr(3)),
                           {});
    if (!time) return bad();
    return *time;
}

// --- Content-Type and the like: "text/plain; charset=utf-8; format=flowed" ---

struct Parameters {
    std::string value;  // small letters
    std::map<std::string, std::string, std::less<>> parameters;

    std::string_view get(std::string_view name) const {
        const auto found = parameters.find(name);
        return found == parameters.end() ? std::string_view{} : std::string_view(found->second);
    }
};

Parameters read_parameters(std::string_view field) {
    const std::string plain = without_comments(field);
    std::vector<std::string> pieces{{}};
    bool quoted = false;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (plain[i] == '\\' && quoted && i + 1 < plain.size()) {
            pieces.back() += plain[++i];
        } else if (plain[i] == '"') {
            quoted = !quoted;
        } else if (plain[i] == ';' && !quoted) {
            pieces.emplace_back();
        } else {
            pieces.back() += plain[i];
        }
    }
    Parameters out{lower_ascii(trim(pieces.front())), {}};
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        const std::string_view piece = pieces[i];
        const auto equals = piece.find('=');
        if (equals == std::string_view::npos) continue;
        out.parameters.emplace(lower_ascii(trim(piece.substr(0, equals))), trim(piece.substr(equals + 1)));
    }
    return out;
}

// --- transfer encodings ---

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

Result<std::string> from_quoted_printable(std::string_view body) {
    std::string out;
    while (!body.empty()) {
        const bool last = body.find('\n') == std::string_view::npos;
        std::string_view line = take_line(body);
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
        const bool goes_on = line.ends_with('=');
        if (goes_on) line.remove_suffix(1);
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] != '=') {
                out += line[i];
                continue;
            }
            const int high = i + 2 < line.size() ? hex_value(line[i + 1]) : -1;
            const int low = high >= 0 ? hex_value(line[i + 2]) : -1;
            if (low < 0) return no_mail("its quoted-printable text has a \"=\" that stands for nothing");
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (!goes_on && !last) out += '\n';
    }
    return out;
}

Result<std::string> from_base64(std::string_view body) {
    constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int held = 0;
    std::size_t letters = 0, padding = 0;
    for (const char c : body) {
        if (c == '\n' || c == '\r' || c == ' ' || c == '\t') continue;
        if (c == '=') {
            ++padding;
            continue;
        }
        const auto value = k_letters.find(c);
        if (value == std::string_view::npos || padding > 0) return no_mail("its base64 text is damaged");
        ++letters;
        bits = (bits << 6u | static_cast<unsigned>(value)) & 0xFFFFFFu;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        out += static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFu);
    }
    if ((letters + padding) % 4 != 0 || padding > 2) return no_mail("its base64 text is damaged");
    return out;
}

Result<std::string> decoded(std::string_view body, std::string_view encoding) {
    const std::string name = read_parameters(encoding).value;
    if (name == "quoted-printable") return from_quoted_printable(body);
    if (name == "base64") return from_base64(body);
    if (name.empty() || name == "7bit" || name == "8bit" || name == "binary") return std::string(body);
    return no_mail(fmt::format("its text is encoded as {}, which is not read", in_quotes(name)));
}

// --- format=flowed ---

struct FlowedLine {
    std::size_t depth = 0;  // of quotes
    std::string text;
};

FlowedLine flowed_line(std::string_view line) {
    FlowedLine out;
    while (line.starts_with('>')) {
        ++out.depth;
        line.remove_prefix(1);
    }
    if (line.starts_with(' ')) line.remove_prefix(1);  // space-stuffed
    out.text = line;
    return out;
}

std::string unflowed(std::string_view text, bool delete_space) {
    std::string out;
    std::optional<std::size_t> open;  // the quote's depth of a line that goes on
    while (!text.empty()) {
        const FlowedLine line = flowed_line(take_line(text));
        const bool is_signature = line.text == "-- ";
        if (open && (*open != line.depth || is_signature)) {
            out += '\n';
            open.reset();
        }
        if (!open && line.depth > 0) out += std::string(line.depth, '>') + " ";
        const bool goes_on = line.text.ends_with(' ') && !is_signature;
        out += delete_space && goes_on ? line.text.substr(0, line.text.size() - 1) : line.text;
        open = goes_on ? std::optional(line.depth) : std::nullopt;
        if (!goes_on) out += '\n';
    }
    return out;
}

// --- parts ---

class TextParts {
  public:
    explicit TextParts(const MailLimits& limits) : m_limits(limits) {}

    Done add(std::string_view bytes, int depth) {
        if (depth > m_limits.depth_max) return no_mail("its parts are nested too deeply");
        if (++m_parts > m_limits.parts_max) return no_mail("it has too many parts");
        auto entity = read_entity(bytes, m_limits);
        if (!entity) return fail(entity);
        return add_entity(*entity, depth);
    }

    Done add_entity(const Entity& entity, int depth) {
        // RFC 2183, 2.8: a disposition that is not known is an attachment; so is whatever has a file's name.
        const Parameters disposition = read_parameters(entity.get("content-disposition"));
        const bool is_inline = disposition.value.empty() || disposition.value == "inline";
        if (!is_inline || !disposition.get("filename").empty()) return {};
        Parameters type = read_parameters(entity.get("content-type"));
        if (type.value.empty()) type.value = "text/plain";
        if (type.value == "text/html") m_has_html = true;
        if (type.value == "text/plain") return add_text(entity, type);
        if (type.value == "multipart/encrypted")
            return no_mail("it is encrypted", "save its text, as decision.txt");
        if (type.value.starts_with("multipart/") && type.value != "multipart/digest")
            return add_multipart(entity.body, type.get("boundary"), depth);
        return {};
    }

    bool has_text() const { return m_texts > 0; }
    bool has_html() const { return m_has_html; }
    std::string take() { return std::move(m_text); }

  private:
    Done add_text(const Entity& entity, const Parameters& type) {
        auto bytes = decoded(entity.body, entity.get("content-transfer-encoding"));
        if (!bytes) return fail(bytes);
        const std::string_view charset = type.get("charset").empty() ? "utf-8" : type.get("charset");
        auto text = to_utf8(*bytes, charset);
        if (!text) return no_mail(fmt::format("its text cannot be read as {}", in_quotes(charset)));
        std::string whole = with_plain_ends(*text);
        if (lower_ascii(type.get("format")) == "flowed")
            whole = unflowed(whole, lower_ascii(type.get("delsp")) == "yes");
        if (m_text.size() + whole.size() > m_limits.text_bytes_max) return no_mail("its text is too long");
        if (m_texts++ > 0) m_text += "\n\n";
        m_text += whole;
        return {};
    }

    Done add_multipart(std::string_view body, std::string_view boundary, int depth) {
        if (boundary.empty() || boundary.size() > 70) return no_mail("its parts have no boundary");
        const std::string between = fmt::format("--{}", boundary);
        std::optional<std::size_t> begin;
        for (std::size_t at = 0; at < body.size();) {
            const auto end = std::min(body.find('\n', at), body.size());
            const std::string_view line = body.substr(at, end - at);
            const std::string_view after = line.starts_with(between) ? line.substr(between.size()) : line;
            const bool closes = line.starts_with(between) && trim(after) == "--";
            if (closes || (line.starts_with(between) && trim(after).empty())) {
                if (begin) {
                    const std::size_t length = at > *begin ? at - 1 - *begin : 0;  // without the line's end
                    if (auto done = add(body.substr(*begin, length), depth + 1); !done) return done;
                }
                if (closes) return {};
                begin = std::min(end + 1, body.size());
            }
            at = end + 1;
        }
        return no_mail("its last part has no end; it was cut off");
    }

    const MailLimits& m_limits;
    std::size_t m_parts = 0;
    std::size_t m_texts = 0;
    bool m_has_html = false;
    std::string m_text;
};

Done once(const Entity& entity, std::string_view name, std::string_view shown) {
    if (std::ranges::count(entity.headers, name, &Headers::value_type::first) <= 1) return {};
    return no_mail(fmt::format("it has more than one {}", shown));
}

}  // namespace

Result<Mail> parse_mail(std::string_view bytes, const MailLimits& limits) {
    if (bytes.size() > limits.bytes_max) return no_mail("it is too large");
    const std::string plain = with_plain_ends(bytes);
    auto entity = read_entity(plain, limits);
    if (!entity) return fail(entity);
    using Field = std::pair<std::string_view, std::string_view>;
    for (const auto& [name, shown] :
         {Field{"from", "From"}, Field{"date", "Date"}, Field{"message-id", "Message-ID"},
          Field{"content-type", "Content-Type"}})
        if (auto done = once(*entity, name, shown); !done) return fail(done);
    if (entity->get("from").empty()) return no_mail("it has no From");
    Mail mail;
    auto from = read_from(entity->get("from"));
    if (!from) return fail(from);
    mail.from = std::move(*from);
    if (const auto date = entity->get("date"); !date.empty()) {
        auto time = read_date(date);
        if (!time) return fail(time);
        mail.date = *time;
    }
    mail.message_id = entity->get("message-id");
    TextParts parts(limits);
    if (auto done = parts.add_entity(*entity, 0); !done) return fail(done);
    if (!parts.has_text())
        return no_mail(parts.has_html()
                           ? "it has no plain text, only HTML, which is never taken as a decision"
                           : "it has no text",
                       "ask for a reply in plain text, or save its text as decision.txt");
    mail.text = parts.take();
    return mail;
}

}  // namespace mkai
