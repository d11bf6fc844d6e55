# shellcheck shell=bash
# Sourced by tests/run and tests/bench: steps that can be ended, and a throwaway PostgreSQL. It sets the traps of the
# script that sources it; `verdict` is the word for a good end. What the machine must have is in machine.sh.

set -m # every step is a process group of its own, so that it can be ended as a whole
verdict=passed
started=$SECONDS
job=""     # the process group of the step that runs now
server=""  # the process of the throwaway cluster
scratch="" # its directory
drop_in="" # the file that keeps Debian from creating a cluster, while we install

say() { printf '── %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

cleanup() {
    local code=$?
    trap - EXIT
    trap '' INT TERM HUP
    if [ -n "$job" ]; then
        kill -TERM -- "-$job" 2>/dev/null || true
        wait "$job" 2>/dev/null || true
    fi
    if declare -F stop_browser >/dev/null; then stop_browser; fi
    if [ -n "$server" ]; then
        kill -INT "$server" 2>/dev/null || true # a fast shutdown
        wait "$server" 2>/dev/null || true
    fi
    [ -z "$scratch" ] || rm -rf -- "$scratch"
    [ -z "$drop_in" ] || as_root rm -f -- "$drop_in" || true
    say "$([ "$code" = 0 ] && echo "$verdict" || echo "FAILED ($code)") after $((SECONDS - started)) s"
    exit "$code"
}
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# step NAME COMMAND…: runs the command, prints how long it took, ends the script when it fails.
# The command runs beside the shell, so that a signal to this script is not kept waiting until it ends.
step() {
    local name=$1 begun=$SECONDS code=0
    shift
    say "$name: $*"
    "$@" &
    job=$!
    wait "$job" || code=$?
    job=""
    [ "$code" = 0 ] || { say "$name: FAILED ($code) after $((SECONDS - begun)) s"; exit "$code"; }
    say "$name: $((SECONDS - begun)) s"
}

# ── The throwaway cluster ───────────────────────────────────────────────────────────────────────────────────────

# PostgreSQL refuses to run as root. It runs as nobody then, not as postgres: what goes wrong in a test cannot
# reach the files of a real cluster. It dies with this script, even when that is killed.
if [ "$(id -u)" = 0 ]; then
    as_server=(setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups)
else
    as_server=(env)
fi

make_scratch() {
    local parent
    for parent in "${TMPDIR:-/tmp}" /tmp /var/tmp; do
        scratch=$(mktemp -d "$parent/minaoshi-tests.XXXXXX") || continue
        [ "$(id -u)" != 0 ] || chown nobody "$scratch"
        ! "${as_server[@]}" test -w "$scratch" || return 0
        rm -rf -- "$scratch"
        scratch=""
    done
    die "found no temporary directory that the unprivileged user may write to"
}

make_cluster() {
    local password=$1 provider=()
    # What is kept must not depend on how a server sorts: so not the C locale, which sorts as SQLite does.
    if "$programs/initdb" --help | grep -q icu-locale; then provider=(--locale-provider=icu --icu-locale=ja-JP); fi
    printf '%s\n' "$password" >"$scratch/password"
    chmod 644 "$scratch/password" # the directory itself is closed to others
    "${as_server[@]}" env -C "$scratch" "$programs/initdb" --pgdata="$scratch/data" --username=postgres \
        --pwfile="$scratch/password" --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 "${provider[@]}" \
        >"$scratch/initdb.log" 2>&1 || { cat "$scratch/initdb.log" >&2; die "initdb failed"; }
    # The settings that make a commit durable stay as they are: the crash tests are about them.
    cat >>"$scratch/data/postgresql.conf" <<-CONF
	listen_addresses = '127.0.0.1'
	unix_socket_directories = ''
	max_connections = 200
	CONF
}

# Waits until the server that we started says it is ready: 0 ready, 1 it ended.
await_server() {
    local tries
    for tries in $(seq 600); do
        kill -0 "$server" 2>/dev/null || return 1
        ! grep -qs '^ready' "$scratch/data/postmaster.pid" || return 0
        sleep 0.1
    done
    cat "$scratch/server.log" >&2
    die "PostgreSQL was not ready after $((tries / 10)) s"
}

# No way to ask for a free port without a race: so try some, below those that the system hands out by itself.
start_cluster() {
    local port
    for _ in $(seq 20); do
        port=$((20000 + RANDOM % 12000))
        "${as_server[@]}" env -C "$scratch" setpriv --pdeathsig INT "$programs/postgres" -D "$scratch/data" -p "$port" \
            >"$scratch/server.log" 2>&1 &
        server=$!
        if await_server; then
            export MINAOSHI_TEST_POSTGRES="postgres://postgres:$1@127.0.0.1:$port/postgres"
            return 0
        fi
        wait "$server" 2>/dev/null || true
        server=""
        grep -q 'could not create any TCP/IP sockets' "$scratch/server.log" || break
    done
    cat "$scratch/server.log" >&2
    die "PostgreSQL did not start"
}

# Everything of the above: when it returns, MINAOSHI_TEST_POSTGRES is the address of a superuser.
make_throwaway_cluster() {
    local begun=$SECONDS password
    make_scratch
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    make_cluster "$password"
    start_cluster "$password"
    export MINAOSHI_BENCH_PGBENCH="$programs/pgbench"
    say "throwaway cluster: $("$programs/postgres" --version), $((SECONDS - begun)) s"
}
