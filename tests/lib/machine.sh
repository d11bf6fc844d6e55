# shellcheck shell=bash
# Sourced by tests/run and tests/bench after cluster.sh: what the machine must have, from the distribution where it is
# missing. First everything says what it lacks (`lack`), then all of that is installed in one go (`install_lacking`), so
# that who may not install is told the whole list at once; then everything looks again (`need_…`).

lacking=() # packages to be installed

# Adds packages to those that are lacking.
lack() { lacking+=("$@"); }

# Whether this user may become root without being asked.
may_install() { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n -- "$@"; fi; }

# Installs what is lacking; where it cannot, says what is, and what to do.
install_lacking() {
    [ "${#lacking[@]}" -gt 0 ] || return 0
    local package unknown=()
    command -v apt-get >/dev/null ||
        die "missing, by the names that Debian has for them: ${lacking[*]}. This machine has no apt-get: please install them"
    if ! may_install; then
        say "missing: ${lacking[*]}"
        say "this user may not install them: it is not root, and sudo is missing or asks for a password. Once, as root:"
        say "    apt-get update && apt-get install --no-install-recommends ${lacking[*]}"
        die "then run this again; everything else happens as this user"
    fi
    step "package lists" as_root apt-get update -qq
    for package in "${lacking[@]}"; do
        [[ $(LC_ALL=C apt-cache policy "$package") == *'Candidate: '[!\(]* ]] || unknown+=("$package")
    done
    [ "${#unknown[@]}" = 0 ] ||
        die "this distribution has no package ${unknown[*]}: please install what Debian calls so by other means"
    keep_clusters_away
    step "install ${lacking[*]}" as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l \
        apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "${lacking[@]}"
    [ -z "$drop_in" ] || as_root rm -f -- "$drop_in"
    drop_in=""
    lacking=()
}

# Debian's package creates and starts a cluster called main. We need the programs only, so a drop-in forbids that
# for as long as the installation takes; an administrator who wants a cluster later gets one as ever. Where a
# cluster exists its programs are installed already, and we never come here.
keep_clusters_away() {
    local directory=/etc/postgresql-common/createcluster.d
    case " ${lacking[*]} " in *" postgresql "*) ;; *) return 0 ;; esac
    drop_in=$directory/minaoshi-tests.conf
    as_root mkdir -p "$directory"
    echo 'create_main_cluster = false' | as_root tee "$drop_in" >/dev/null
}

# ── Rust ────────────────────────────────────────────────────────────────────────────────────────────────────────

# Cargo is the one thing that must be there already; what compiles C comes from the distribution.
lack_toolchain() {
    command -v cargo >/dev/null || PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
    command -v cargo >/dev/null || die "no cargo: install a Rust toolchain first (https://rustup.rs)"
    command -v cc >/dev/null || lack build-essential pkg-config
}

# A part of the toolchain: rustfmt or clippy.
need_component() {
    local component=$1 program=$1
    [ "$component" != rustfmt ] || program=fmt
    ! cargo "$program" --version >/dev/null 2>&1 || return 0
    command -v rustup >/dev/null || die "no $component: install that component of the Rust toolchain"
    step "$component" rustup component add "$component"
}

# ── PostgreSQL ──────────────────────────────────────────────────────────────────────────────────────────────────

# The directory of the newest PostgreSQL server's programs, or nothing.
postgres_programs() {
    local directory
    directory=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -t/ -k5,5Vr | while read -r candidate; do
        if [ -x "$candidate/initdb" ] && [ -x "$candidate/postgres" ]; then echo "$candidate" && break; fi
    done)
    if [ -z "$directory" ] && command -v initdb >/dev/null && command -v postgres >/dev/null; then
        directory=$(dirname "$(readlink -f "$(command -v initdb)")")
    fi
    echo "$directory"
}

lack_postgres() { [ -n "$(postgres_programs)" ] || lack postgresql; }

# The server's programs, in `programs`.
need_postgres() {
    programs=$(postgres_programs)
    [ -n "$programs" ] || die "no initdb and postgres in /usr/lib/postgresql/*/bin after the installation"
}
