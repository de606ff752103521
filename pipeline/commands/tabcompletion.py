"""`doit tabcompletion`: doit's own, which also offers the ids of visuals where one may stand."""

from __future__ import annotations

import io
from typing import Any

from doit.cmd_completion import TabCompletion as DoitTabCompletion

from pipeline.commands.words.options import Checked

IDS = "$(doit list --quiet --all normalize 2>/dev/null | sed -n 's/^normalize://p')"
"""What lists the ids in a shell; the task of each is `normalize:ID`."""

SHIMS = """if ! declare -F _get_comp_words_by_ref >/dev/null; then
    # without the package bash-completion
    COMP_WORDBREAKS=${COMP_WORDBREAKS//:/}
    _get_comp_words_by_ref() {
        words=("${COMP_WORDS[@]}") cword=$COMP_CWORD
        cur=${words[cword]} prev=${words[cword-1]}
    }
    __ltrim_colon_completions() { :; }
    _filedir() { COMPREPLY=( $(compgen -f -- "$cur") ); }
fi

"""
"""What the script of doit takes from the package bash-completion, for shells without it."""

BASH = (
    ("_doit()\n", f"{SHIMS}_doit()\n"),
    (
        "    # get task list\n",
        f"    # get the ids of visuals\n    ids={IDS}\n\n    # get task list\n",
    ),
    ('-W "${sub_cmds} ${tasks}"', '-W "${sub_cmds} ${tasks} ${ids}"'),
    ('-W "${tasks}" -- ${cur}) )\n\n}', '-W "${tasks} ${ids}" -- ${cur}) )\n\n}'),
    ("local cur prev words", "local ids cur prev words"),
)
ZSH = (
    ("    # complete command or task name\n", f'    ids=(${{(f)"{IDS}"}})\n\n'
     "    # complete command, task name or id\n"),
    ("'::task:(($tasks))'", "'::task:(($tasks $ids))'"),
    ("_command_args='*::task:(($tasks))'", "_command_args='*::task:(($tasks $ids))'"),
    ("local -a commands tasks", "local -a commands tasks ids"),
)  # fmt: skip
"""What is written instead in the scripts that doit makes."""


class TabCompletion(Checked, DoitTabCompletion):  # type: ignore[misc] # doit is untyped
    """Replaces doit's `tabcompletion`."""

    def execute(self, params: Any, args: list[str]) -> None:
        """Print the script for a shell."""
        self.outstream = io.StringIO()
        super().execute(params, args)
        text = self.outstream.getvalue()
        for before, after in BASH if params["shell"] == "bash" else ZSH:
            text = text.replace(before, after)
        print(text)

    @classmethod
    def _bash_cmd_args(cls, cmd: Any) -> str:
        usual = str(super()._bash_cmd_args(cmd))
        if not _takes_ids(cmd):
            return usual
        return usual.replace('-W "${tasks}', '-W "${tasks} ${ids}').replace("-f ", '-W "${ids}" ')

    @classmethod
    def _zsh_arg_list(cls, cmd: Any) -> list[str]:
        own = ["'*::id:(($ids))'"] if _takes_ids(cmd) else []
        return [*super()._zsh_arg_list(cmd), *own]


def _takes_ids(cmd: Any) -> bool:
    """Whether ids of visuals stand behind a command, alone or beside tasks."""
    is_ours = type(cmd).__module__.startswith("pipeline.")
    return getattr(cmd, "takes_ids", False) or (is_ours and "TASK" in cmd.doc_usage)
