#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Puts one kind of load after the other on a broker and writes a result for each, one JSON object a line.
# The broker runs already; with a time limit on the whole, it can run as a check after every deployment.
set -eu

usage() {
    cat <<'TEXT'
Usage: load-test.sh [broker] [seconds]

  broker    where the broker is; default: TERN_BROKER, else tcp://127.0.0.1:61616
  seconds   how long each load lasts; default 10

Environment:
  TERN      the program tern; default: bin/tern of this installation, else the one on the PATH
  RESULTS   the file that takes the results; default load-test.ndjson
  TERN_USER, TERN_PASSWORD
            who is asking, as for every command of tern

Ends with 0 when every message of every load has arrived.
TEXT
}

case ${1:-} in
    -h | --help)
        usage
        exit 0
        ;;
esac

here=$(cd "$(dirname "$0")" && pwd -P)
if [ -z "${TERN:-}" ]; then
    TERN=$here/../bin/tern
    [ -x "$TERN" ] || TERN=$(command -v tern) || {
        echo "load-test.sh: there is no program tern: set TERN to it" >&2
        exit 1
    }
fi
broker=${1:-${TERN_BROKER:-tcp://127.0.0.1:61616}}
seconds=${2:-10}
results=${RESULTS:-load-test.ndjson}
failed=0
: >"$results"

# load <what it is> <options of tern bench...>
load() {
    name=$1
    shift
    printf '%s: ' "$name" >&2
    if result=$("$TERN" bench "tern.load-test" --broker "$broker" --duration "${seconds}s" --quiet --json "$@"); then
        printf 'done\n' >&2
    else
        failed=1
        printf 'FAILED\n' >&2
    fi
    printf '{"load":"%s","result":%s}\n' "$name" "${result:-null}" >>"$results"
}

load "one way, not persistent" --producers 1 --consumers 1 --size 1024 --non-persistent
load "one way, persistent" --producers 1 --consumers 1 --size 1024
load "many, persistent" --producers 64 --consumers 8 --size 1024
load "transactions of ten" --producers 4 --consumers 4 --size 1024 --transacted 10
load "large bodies" --producers 2 --consumers 2 --size 1048576
load "topic to eight" --topic --producers 1 --consumers 8 --size 1024 --non-persistent
load "steady, for latencies" --producers 4 --consumers 4 --size 1024 --rate 500

echo "load-test.sh: results are in $results" >&2
exit "$failed"
