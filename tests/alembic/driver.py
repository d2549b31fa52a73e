"""Runs Alembic's command lines in one process, since starting it takes longer than most of them.

Says its version, then answers {"folder": ..., "words": [...]} with {"exit": ..., "text": ...}, a line
of JSON each. Where there is no Alembic, its version is "none".
"""

import io
import json
import os
import sys
import traceback
import warnings

answers = os.fdopen(os.dup(1), "w")
text = io.StringIO()
sys.stdout = sys.stderr = text  # before the import: Alembic keeps what it finds there
warnings.simplefilter("ignore")
sys.dont_write_bytecode = True

try:
    import alembic
    from alembic.config import CommandLine
    from alembic.script.base import Script
except ImportError:
    print("none", file=answers, flush=True)
    sys.exit()

# Alembic reads its files as the folder lists them; sorted, two runs give the same order.
list_folder = Script._list_py_dir
Script._list_py_dir = classmethod(lambda cls, *given: sorted(list_folder(*given)))


def run(words):
    """The exit code of a command line; a crash is told by its trace."""
    try:
        CommandLine(prog="alembic").main(words)
        return 0
    except SystemExit as end:
        return end.code or 0
    except Exception:
        traceback.print_exc(file=text)
        return 1


print(alembic.__version__, file=answers, flush=True)
for line in sys.stdin:
    request = json.loads(line)
    os.chdir(request["folder"])
    text.seek(0)
    text.truncate()
    answer = {"exit": run(request["words"]), "text": text.getvalue()}
    print(json.dumps(answer), file=answers, flush=True)
