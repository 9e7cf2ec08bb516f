"""``news-search completion SHELL``: a script that completes commands, options and their choices.

The scripts are written from argparse's own tables, so that they know every option that there is.
"""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from search.commands.command import Command

PROGRAM: Final = "news-search"


@dataclass(frozen=True, slots=True)
class Option:
    """One option as a shell completes it."""

    names: tuple[str, ...]
    help: str
    choices: tuple[str, ...]
    takes_value: bool


def options(parser: ArgumentParser) -> tuple[Option, ...]:
    """The options of a parser, from its own table of actions."""
    return tuple(
        Option(
            tuple(action.option_strings),
            _help(action),
            tuple(str(choice) for choice in action.choices or ()),
            action.nargs != 0,
        )
        for action in parser._actions
        if action.option_strings
    )


def _help(action: argparse.Action) -> str:
    """The option's help without what only argparse can fill in, and harmless in a script."""
    text = (action.help or "").split(" (default")[0]
    return "".join("" if character in "'\"`$\\[]:{}%" else character for character in text)


def bash(parsers: Mapping[str, ArgumentParser]) -> str:
    """Completion for bash: of commands first, then of the command's options and of an option's choices."""
    cases = "\n".join(f'        {name}) options="{_names(parser)}" ;;' for name, parser in parsers.items())
    choices = "\n".join(
        f'        {name}:{"|".join(_all_names(option, name))}) COMPREPLY=($(compgen -W "{" ".join(option.choices)}"'
        ' -- "$word")); return ;;'
        for name, option in _with_choices(parsers)
    )
    return f"""\
# bash completion for {PROGRAM}
_news_search() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" command=search options each
    for each in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$each" in {"|".join(parsers)}) command="$each"; break ;; esac
    done
    case "$command:$before" in
{choices}
    esac
    case "$command" in
{cases}
    esac
    if [[ "$word" == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$word"))
    elif [[ $COMP_CWORD -eq 1 ]]; then
        COMPREPLY=($(compgen -W "{" ".join(parsers)}" -- "$word"))
    else
        COMPREPLY=($(compgen -f -- "$word"))
    fi
}}
complete -F _news_search {PROGRAM}
"""


def zsh(parsers: Mapping[str, ArgumentParser]) -> str:
    """Completion for zsh."""
    commands = "\n".join(f"        '{name}:{_one_line(parser)}'" for name, parser in parsers.items())
    known = {name: " ".join(map(_zsh_option, options(parser))) for name, parser in parsers.items()}
    cases = "\n".join(f"        {name}) _arguments -s {listed} '*:word:_files' ;;" for name, listed in known.items())
    return f"""\
#compdef {PROGRAM}
# zsh completion for {PROGRAM}
_news_search() {{
    local -a commands
    commands=(
{commands}
    )
    local command=search
    if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
        _describe command commands
        return
    fi
    (( $+commands[(r)$words[2]:*] )) && command=$words[2] && shift words && (( CURRENT-- ))
    case $command in
{cases}
    esac
}}
compdef _news_search {PROGRAM}
"""


def _zsh_option(option: Option) -> str:
    value = f":value:({' '.join(option.choices)})" if option.choices else ":value:" if option.takes_value else ""
    return " ".join(f"'*{name}[{option.help}]{value}'" for name in option.names)


def fish(parsers: Mapping[str, ArgumentParser]) -> str:
    """Completion for fish."""
    names = " ".join(parsers)
    lines = [f"# fish completion for {PROGRAM}"]
    for name, parser in parsers.items():
        lines.append(
            f"complete -c {PROGRAM} -n 'not __fish_seen_subcommand_from {names}' -f -a {name} -d '{_one_line(parser)}'"
        )
        others = " ".join(each for each in parsers if each != "search")
        seen = (
            f"not __fish_seen_subcommand_from {others}" if name == "search" else f"__fish_seen_subcommand_from {name}"
        )
        for option in options(parser):
            flags = " ".join(f"-l {each[2:]}" if each.startswith("--") else f"-s {each[1:]}" for each in option.names)
            value = f" -x -a '{' '.join(option.choices)}'" if option.choices else " -r" if option.takes_value else ""
            lines.append(f"complete -c {PROGRAM} -n '{seen}' {flags}{value} -d '{option.help}'")
    return "\n".join([*lines, ""])


SHELLS: Final[Mapping[str, Callable[[Mapping[str, ArgumentParser]], str]]] = {"bash": bash, "zsh": zsh, "fish": fish}


def _names(parser: ArgumentParser) -> str:
    return " ".join(name for option in options(parser) for name in option.names)


def _with_choices(parsers: Mapping[str, ArgumentParser]) -> list[tuple[str, Option]]:
    return [(name, option) for name, parser in parsers.items() for option in options(parser) if option.choices]


def _all_names(option: Option, command: str) -> list[str]:
    """The option's names, each after the first with the command before it, as a pattern of bash's ``case`` wants."""
    return [option.names[0], *(f"{command}:{name}" for name in option.names[1:])]


def _one_line(parser: ArgumentParser) -> str:
    text = (parser.description or "").split("\n")[0].rstrip(".")
    return "".join("" if character in "'\"`$\\:" else character for character in text)


def command(parsers: Callable[[], Mapping[str, ArgumentParser]]) -> Command:
    """The command, which is told how to get every command's parser."""

    def arguments(parser: ArgumentParser) -> None:
        parser.add_argument("shell", choices=list(SHELLS), help="the shell to write for")

    def run(given: Namespace) -> int:
        print(SHELLS[given.shell](parsers()), end="")
        return 0

    return Command(
        help="a script that completes commands and options in a shell",
        description="Write a completion script.",
        arguments=arguments,
        run=run,
        epilog="""\
bash:  news-search completion bash > ~/.local/share/bash-completion/completions/news-search
zsh:   news-search completion zsh > a directory of $fpath, as _news-search
fish:  news-search completion fish > ~/.config/fish/completions/news-search.fish
""",
    )
