// What a person wrote in a mail: sender, date and the plain text. Small and strict; what is not understood is
// refused and never guessed.
//
// Headers: RFC 5322 sections 2.2 (fields, folding), 3.3 (date, without the obsolete zones but GMT and
// UT), 3.4 (one mailbox in From) and 3.6 (From, Date and Message-ID at most once). Bodies: RFC 2045 sections
// 5, 6.7 (quoted-printable) and 6.8 (base64), RFC 2046 sections 4.1 and 5.1 (multipart), RFC 2183 (an
// attachment is no text), RFC 3676 (format=flowed). Not read: HTML, attachments, mails inside of mails,
// encrypted ones.
#pragma once

#include "core/base/clock.hpp"
#include "core/base/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mkai {

struct Mail {
    std::string from;  // the address alone: dana@example.com
    std::optional<TimeMs> date;
    std::string message_id;  // may be empty
    // Every text/plain part that is no attachment, in UTF-8 with \n; lines that were broken to be sent are
    // whole again, and quoted ones begin with '>'.
    std::string text;
};

struct MailLimits {
    std::size_t bytes_max = 10u << 20;
    std::size_t text_bytes_max = 256u << 10;
    std::size_t headers_max = 1'000;  // of one part
    std::size_t parts_max = 100;
    int depth_max = 8;
};

// invalid_file, in a sentence.
Result<Mail> parse_mail(std::string_view bytes, const MailLimits& limits = {});

}  // namespace mkai
