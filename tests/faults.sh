#!/bin/sh
# faults.sh MIGC FOLDER: every case of the folder as its own program runs it. Exit code 77 says that it is not there.
[ -f "$2/run.py" ] && command -v python3 >/dev/null && command -v sqlite3 >/dev/null || exit 77
exec python3 "$2/run.py" "$1" "$2"/*/*.json
