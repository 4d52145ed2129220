// Result<T>: a value or an Error. Functions that can fail for a reason a person can mend return one.
//
//     auto text = read_file(path, k_brief_bytes_max);
//     if (!text) return fail(text);
#pragma once

#include "core/base/error.hpp"

#include <utility>

#include <tl/expected.hpp>

namespace mkai {

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  public:
    using tl::expected<T, Error>::expected;
    using tl::expected<T, Error>::operator=;
};

using Done = Result<void>;

// An error to return from any function that returns a Result.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string fix = {}) {
    return tl::unexpected<Error>(Error{code, std::move(message), {}, std::move(fix)});
}
inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}
// Passes the error of another result on.
template <class T>
tl::unexpected<Error> fail(Result<T>& failed) {
    return tl::unexpected<Error>(std::move(failed.error()));
}
template <class T>
tl::unexpected<Error> fail(Result<T>&& failed) {
    return tl::unexpected<Error>(std::move(failed.error()));
}

}  // namespace mkai
