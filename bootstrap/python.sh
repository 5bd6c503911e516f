#!/bin/sh
# Runs its arguments with the first Python that is new enough: python3.14, 3.13, 3.12 or python3 on the path, then
# pyenv's. Each candidate is started to ask what it really is: pyenv puts commands on the path that only fail.
set -u

complete='import sys
if sys.version_info < (3, 12): sys.exit(3)
import ensurepip, ssl, venv'
without_venv=''

# A path that is a pattern without a match stays as it is, and is passed over below.
for candidate in ${PYTHON:-} python3.14 python3.13 python3.12 python3 \
    "${PYENV_ROOT:-/nowhere}"/versions/3.14*/bin/python3 "${HOME:-}"/.pyenv/versions/3.14*/bin/python3 \
    "${PYENV_ROOT:-/nowhere}"/versions/3.13*/bin/python3 "${HOME:-}"/.pyenv/versions/3.13*/bin/python3 \
    "${PYENV_ROOT:-/nowhere}"/versions/3.12*/bin/python3 "${HOME:-}"/.pyenv/versions/3.12*/bin/python3
do
    command -v "$candidate" >/dev/null 2>&1 || continue
    "$candidate" -c "$complete" >/dev/null 2>&1
    case $? in
        0) exec "$candidate" "$@" ;;
        1) without_venv="$without_venv $candidate" ;;
    esac
done

if [ -n "$without_venv" ]; then
    set -- $without_venv
    echo "Found $1, but its parts for virtual environments (venv, ensurepip, ssl) are missing." >&2
    echo "On Debian and Ubuntu: sudo apt install $("$1" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')-venv" >&2
else
    echo "Python 3.12 or newer is needed, and none was found on the path or in ~/.pyenv/versions." >&2
    echo "Install one, for instance with 'apt install python3 python3-venv', 'brew install python' or 'pyenv install 3.13'," >&2
    echo "or say where it is: make PYTHON=/path/to/python3.13 demo" >&2
fi
exit 1
