#include "cli/completion_scripts.hpp"

#include <array>

namespace mkai::cli {

namespace {

// bash cuts words at @, = and : too (COMP_WORDBREAKS) and replaces the last piece alone, which is $2; `mkai
// complete` cuts the rest off. The answer is never expanded: no compgen -W.
constexpr std::string_view k_bash =
    R"script(# bash completion of mkai. In ~/.bashrc: eval "$(mkai completion bash)"
_mkai() {
    local value
    COMPREPLY=()
    while IFS=$'\t' read -r value _; do
        case $value in
            :files) compopt -o default ;;
            :folders) compopt -o dirnames ;;
            *) COMPREPLY+=("$value") ;;
        esac
    done < <(command mkai complete bash -- "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
    if ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *= ]]; then compopt -o nospace; fi
}
complete -o nosort -F _mkai mkai
)script";

// compadd quotes what it inserts.
constexpr std::string_view k_zsh = R"script(#compdef mkai
# zsh completion of mkai. In ~/.zshrc, after compinit: eval "$(mkai completion zsh)"
_mkai() {
    local value about files=
    local -a values shown
    while IFS=$'\t' read -r value about; do
        case $value in
            :files) files=all ;;
            :folders) files=folders ;;
            *)
                values+=("$value")
                shown+=("$value${about:+  -- $about}")
                ;;
        esac
    done < <(command mkai complete zsh -- "${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null)
    (($#values)) && compadd -V mkai -l -d shown -a values
    case $files in
        all) _files ;;
        folders) _files -/ ;;
    esac
    (($#values)) || [[ -n $files ]]
}
if [[ ${funcstack[1]-} == _mkai ]]; then _mkai "$@"; else compdef _mkai mkai; fi
)script";

// fish quotes what it inserts, and takes "VALUE TAB DESCRIPTION" as it is.
constexpr std::string_view k_fish =
    R"script(# fish completion of mkai. In ~/.config/fish/config.fish: mkai completion fish | source
function __mkai_complete
    set -l line (commandline -cp | string collect)
    for answer in (command mkai complete fish -- "$line" 2>/dev/null)
        switch $answer
            case ':files'
                __fish_complete_path (commandline -ct)
            case ':folders'
                __fish_complete_directories (commandline -ct) ''
            case '*'
                printf '%s\n' $answer
        end
    end
end
complete -c mkai -e
complete -c mkai -f -k -a '(__mkai_complete)'
)script";

constexpr std::array k_scripts{
    CompletionScript{"bash", k_bash,
                     "mkai completion bash > ~/.local/share/bash-completion/completions/mkai"},
    CompletionScript{"zsh", k_zsh, "mkai completion zsh > \"${fpath[1]}/_mkai\""},
    CompletionScript{"fish", k_fish, "mkai completion fish > ~/.config/fish/completions/mkai.fish"},
};

}  // namespace

std::span<const CompletionScript> completion_scripts() {
    return k_scripts;
}

}  // namespace mkai::cli
