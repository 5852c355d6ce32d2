# baocao.bash - bash completion. Commands and options are asked of the program, so that they are never out of date.

_baocao() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} program=${COMP_WORDS[0]}
    local help values command word
    help=$("$program" --lang en --help 2>/dev/null)
    # Choices such as vi|en stand behind their option in the help.
    values=$(sed -nE "s/^ .*(^|[ ,])$before ([^ ]+).*/\2/p" <<<"$help" | head -n 1)
    if [[ $before == -* && -n $values ]]; then
        case $values in
            *'|'*) mapfile -t COMPREPLY < <(compgen -W "${values//|/ }" -- "$current") ;;
            DIR) mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
        esac
        return
    fi
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(grep -oE -- '--[a-z][a-z0-9-]*' <<<"$help" | sort -u)" -- "$current")
        return
    fi
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ $word != -* ]] && grep -qE "^  $word( |$)" <<<"$help"; then command=$word; fi
    done
    case $command in
        '') mapfile -t COMPREPLY < <(compgen -W "$(sed -nE '/^Commands:/,/^Options:/s/^  ([a-z]+).*/\1/p' <<<"$help")" -- "$current") ;;
        explain) mapfile -t COMPREPLY < <(compgen -W "$("$program" explain --list 2>/dev/null | sed -nE 's/^  ([A-Z][0-9]{3})  .*/\1/p')" -- "${current^^}") ;;
        check | convert) mapfile -t COMPREPLY < <(compgen -f -X '!*.@(md|xml)' -- "$current"; compgen -d -- "$current") ;;
        build | rollup) mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
        accept | extract | layout | verify) mapfile -t COMPREPLY < <(compgen -f -X '!*.pdf' -- "$current"; compgen -d -- "$current") ;;
    esac
}
shopt -s extglob
complete -F _baocao baocao
