# Sourced by the scripts beside it: what differs from run to run of a golden, by its name. Wants $tmp, the folder that
# the commands run below, and $next_year.

# The order counts: long digests before short ones.
normalise() {
    sed -E \
        -e "s,$tmp/work,/TMP,g; s,$tmp,/TMP,g" \
        -e 's/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/UUID/g' \
        -e 's/\b[0-9a-f]{8}-[0-9a-f]{4}\b/RUN/g' \
        -e 's/\b[0-9a-f]{64}\b/SHA256/g' \
        -e 's/\b[0-9a-f]{40}\b/COMMIT/g' \
        -e 's/\b[0-9a-f]{32}\b/SALT/g' \
        -e 's/\b[0-9a-f]{8}\b/DIGEST8/g' \
        -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/TIME/g' \
        -e 's/\b[0-9]{8}T[0-9]{6}Z\b/TIME/g' \
        -e 's/\b(git version|libcurl) [0-9][0-9.]*/\1 N/g; s,\b(OpenSSL|GnuTLS)/[0-9][0-9.a-z]*,\1/N,g' \
        -e 's/\b[0-9]+ MB are free/N MB are free/g; s/\b[0-9]+\.[0-9] MB\b/N MB/g' \
        -e 's/("(bytes|log_bytes)": )[0-9]+/\1N/g' \
        -e 's/\b20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}( UTC)?/TIME/g' \
        -e 's/(holds until|good until) [0-9]{4}-[0-9]{2}-[0-9]{2}/\1 DAY/g' \
        -e 's/(approved by [a-z]+ on|approved it on|\bdana) 20[0-9]{2}-[0-9]{2}-[0-9]{2}\b/\1 DAY/g' \
        -e "s/\b$next_year(-[0-9]{2}-[0-9]{2})\b/NEXT_YEAR\1/g" \
        -e "s/^( +)$next_year\$/\1NEXT_YEAR/" \
        -e "s/\b((January|March|June|October|Januar|März|Juni) )$next_year\b/\1NEXT_YEAR/g" \
        -e "s/\b(due |due\": \")$(date -u +%F)\b/\1TODAY/g" \
        -e 's/\bresets [0-9]{4}-[0-9]{2}-[0-9]{2}/resets DAY/g' \
        -e 's/\bwait until [0-9]{4}-[0-9]{2}-[0-9]{2}/wait until DAY/g' \
        -e 's/, asked [0-9]+ min ago//g' \
        -e 's/( [a-z]+ [0-9]+), [0-9]+ min(;|$)/\1\2/g' \
        -e 's/\b(just now|[0-9]+ (s|min) ago)\b/AGE/g' \
        -e 's/("(latency|first_token)_ms": )[0-9]+/\1N/g' \
        -e 's/\bset on [0-9]{4}-[0-9]{2}-[0-9]{2}/set on DAY/g' \
        -e 's,\b[0-9]+ / [0-9]+ ms\b +,N / N ms  ,g' \
        -e 's,\b[0-9]+ / [0-9]+ ms\b,N / N ms,g' \
        -e 's/\b(in|after) [0-9]+ ms\b/\1 N ms/g' \
        -e 's/\b127\.0\.0\.1:[0-9]{5}\b/127.0.0.1:PORT/g'
}
