# Sourced by what runs mkai at a real terminal: a folder and a server of tmux of its own, both gone at the end.
#     . at_terminal.sh; open_folder NAME WHAT_IS_NOT_TESTED_WITHOUT_TMUX
# Then there is $tmp with bin/mkai, home and work, and terminal COMMAND... is tmux.

open_folder() {
    if ! command -v tmux >/dev/null; then
        echo "tmux is missing; $2"
        exit 77 # a skip, see CMakeLists.txt
    fi
    tmux_name=mkai-$1-$$
    tmp=$(cd "$(mktemp -d)" && pwd -P)
    model= # ids of what serves one, ended with the rest
    trap close_folder EXIT
    mkdir -p "$tmp"/{bin,home/.config,work}
    ln -s "$mkai" "$tmp/bin/mkai"
}
close_folder() {
    terminal kill-server 2>/dev/null || true
    [[ -z $model ]] || kill $model 2>/dev/null || true # several ids
    rm -rf "$tmp"
}
terminal() { tmux -L "$tmux_name" -f /dev/null "$@"; }

# For scripts whose screen is one text, which `screen` prints.
see() { # TEXT: waits until it is on the screen
    local tries=0
    until grep -qF -- "$1" <<<"$(screen)"; do
        tries=$((tries + 1))
        if ((tries > 300)); then
            printf 'waited in vain for "%s"; the screen is:\n' "$1"
            screen | sed '/^$/d'
            exit 1
        fi
        sleep 0.1
    done
}
see_not() {
    if grep -qF -- "$1" <<<"$(screen)"; then
        printf '"%s" should not be on the screen:\n' "$1"
        screen | sed '/^$/d'
        exit 1
    fi
}
answer() { terminal send-keys -- "$1" Enter; }
press() { terminal send-keys -- "$1"; }
