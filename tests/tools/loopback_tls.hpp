// A server on 127.0.0.1 that speaks TLS with a certificate that it signed itself, for a test of whom we
// trust.
#pragma once

#include <memory>
#include <string>

namespace mkai::loopback {

// Takes connections for as long as it lives, and answers nothing: nobody who trusts it not comes that far.
class SelfSigned {
  public:
    SelfSigned();  // throws std::runtime_error: a test cannot go on
    ~SelfSigned();
    SelfSigned(const SelfSigned&) = delete;
    SelfSigned& operator=(const SelfSigned&) = delete;

    std::string base_url() const;  // "https://127.0.0.1:PORT/v1"
    std::string received() const;  // what came over connections that were made secure
    std::size_t hellos() const;    // connections that began to

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mkai::loopback
