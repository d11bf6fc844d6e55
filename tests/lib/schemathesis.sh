# shellcheck shell=bash
# Sourced by tests/run after machine.sh: schemathesis, which sends requests that the API's document allows and forbids.
# Every file comes from PyPI by the hash in schemathesis.txt, into a directory below cargo's, once for each such list.

make_schemathesis() {
    local home=$1
    rm -rf -- "$home"
    python3 -m venv "$home"
    "$home/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
        --requirement tests/lib/schemathesis.txt
    touch "$home/complete"
}

# Debian's python3 has neither venv nor ensurepip by itself.
lack_schemathesis() { python3 -c 'import ensurepip, venv' 2>/dev/null || lack python3 python3-venv; }

# When this returns, MINAOSHI_TEST_SCHEMATHESIS is the path of the program.
need_schemathesis() {
    local home
    home=${CARGO_TARGET_DIR:-target}/schemathesis-$(sha256sum tests/lib/schemathesis.txt | cut -c1-16)
    if [ ! -e "$home/complete" ]; then
        mkdir -p "$(dirname "$home")"
        step "schemathesis" make_schemathesis "$home"
    fi
    MINAOSHI_TEST_SCHEMATHESIS=$(realpath "$home/bin/schemathesis")
    export MINAOSHI_TEST_SCHEMATHESIS
}
