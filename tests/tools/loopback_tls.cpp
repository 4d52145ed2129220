#include "tests/tools/loopback_tls.hpp"

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mkai::loopback {

namespace {

constexpr int k_poll_ms = 50;
constexpr long k_hour_s = 3600;

void must(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(std::string("the TLS server cannot ") + what);
}

X509* make_certificate(EVP_PKEY* key) {
    X509* certificate = X509_new();
    must(certificate != nullptr, "make a certificate");
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -k_hour_s);
    X509_gmtime_adj(X509_getm_notAfter(certificate), k_hour_s);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"),
                               -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    // The right name and dates: that nobody vouches for it is all that is wrong.
    X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
    must(names != nullptr && X509_add_ext(certificate, names, -1) == 1, "name itself");
    X509_EXTENSION_free(names);
    must(X509_sign(certificate, key, EVP_sha256()) != 0, "sign its certificate");
    return certificate;
}

}  // namespace

struct SelfSigned::Impl {
    SSL_CTX* context = nullptr;
    int listener = -1;
    int port = 0;
    std::atomic<bool> stopping = false;
    std::atomic<std::size_t> hellos = 0;
    mutable std::mutex mutex;
    std::string received;
    std::thread thread;

    void listen() {
        listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        must(::bind(listener, generic, length) == 0 && ::listen(listener, 16) == 0 &&
                 ::getsockname(listener, generic, &length) == 0,
             "listen");
        port = ntohs(address.sin_port);
    }

    void prepare() {
        EVP_PKEY* key = EVP_EC_gen("P-256");
        must(key != nullptr, "make a key");
        X509* certificate = make_certificate(key);
        context = SSL_CTX_new(TLS_server_method());
        must(context && SSL_CTX_use_certificate(context, certificate) == 1 &&
                 SSL_CTX_use_PrivateKey(context, key) == 1,
             "use its certificate");
        X509_free(certificate);
        EVP_PKEY_free(key);
    }

    void serve() {
        while (!stopping) {
            pollfd waiting{listener, POLLIN, 0};
            if (::poll(&waiting, 1, k_poll_ms) != 1) continue;
            const int fd = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (fd >= 0) take(fd);
        }
    }

    void take(int fd) {
        ++hellos;
        SSL* ssl = SSL_new(context);
        SSL_set_fd(ssl, fd);
        char bytes[4096];
        if (SSL_accept(ssl) == 1)
            if (const int got = SSL_read(ssl, bytes, sizeof bytes); got > 0) {
                const std::lock_guard lock(mutex);
                received.append(bytes, static_cast<std::size_t>(got));
            }
        SSL_free(ssl);
        ::close(fd);
    }
};

SelfSigned::SelfSigned() : m_impl(std::make_unique<Impl>()) {
    m_impl->prepare();
    m_impl->listen();
    m_impl->thread = std::thread([impl = m_impl.get()] { impl->serve(); });
}

SelfSigned::~SelfSigned() {
    m_impl->stopping = true;
    m_impl->thread.join();
    ::close(m_impl->listener);
    SSL_CTX_free(m_impl->context);
}

std::string SelfSigned::base_url() const {
    return fmt::format("https://127.0.0.1:{}/v1", m_impl->port);
}

std::string SelfSigned::received() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->received;
}

std::size_t SelfSigned::hellos() const {
    return m_impl->hellos;
}

}  // namespace mkai::loopback
