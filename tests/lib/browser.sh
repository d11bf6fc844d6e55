# shellcheck shell=bash
# Sourced by tests/run after machine.sh: a browser for the tests, Chromium behind chromedriver, on the loopback.
# It runs as the user of the throwaway cluster, lives in the same scratch directory, and ends with the script.

driver="" # the process group of chromedriver and of every browser that it starts
font='BIZ UDPGothic'
chromiums=(chromium chromium-browser google-chrome)
chromedrivers=(chromedriver chromium.chromedriver)

# The first of these programs that exists, or nothing.
first_program() {
    local candidate
    for candidate in "$@"; do
        if command -v "$candidate" && return 0; then :; fi
    done
    return 0
}

# Whether a font of that family is here: without one a screenshot shows boxes for Japanese.
has_font() { command -v fc-list >/dev/null && [ -n "$(fc-list "$1" family)" ]; }

lack_browser() {
    [ -n "$(first_program "${chromiums[@]}")" ] || lack chromium
    [ -n "$(first_program "${chromedrivers[@]}")" ] || lack chromium-driver
    has_font "$font" || lack fontconfig fonts-morisawa-bizud-gothic
}

# Chromium and its driver, in `chromium` and `chromedriver`, and the font that the pages ask for.
need_browser() {
    chromium=$(first_program "${chromiums[@]}")
    chromedriver=$(first_program "${chromedrivers[@]}")
    if [ -z "$chromium" ] || [ -z "$chromedriver" ]; then die "no chromium and chromedriver after the installation"; fi
    has_font "$font" || die "no font $font after the installation"
}

# Starts chromedriver on a free port of its own choice. When this returns, MINAOSHI_TEST_BROWSER is its address.
start_browser() {
    local begun=$SECONDS home=$scratch/browser log=$scratch/chromedriver.log port="" tries
    "${as_server[@]}" mkdir -p "$home"
    : >"$log" # before it is read: who starts a process does not wait until its output is redirected
    # No proxy of this machine, no files in anybody's home, no temporary files elsewhere.
    "${as_server[@]}" env -C "$home" -u http_proxy -u https_proxy -u HTTP_PROXY -u HTTPS_PROXY -u DISPLAY \
        HOME="$home" TMPDIR="$home" XDG_CONFIG_HOME="$home" XDG_CACHE_HOME="$home" \
        setpriv --pdeathsig TERM "$chromedriver" --port=0 >"$log" 2>&1 &
    driver=$!
    for tries in $(seq 300); do
        port=$(sed -n 's/.*started successfully on port \([0-9]*\).*/\1/p' "$log")
        [ -z "$port" ] || break
        kill -0 "$driver" 2>/dev/null || break
        sleep 0.1
    done
    [ -n "$port" ] || { cat "$log" >&2; die "chromedriver did not start (looked $tries times)"; }
    export MINAOSHI_TEST_BROWSER="http://127.0.0.1:$port"
    export MINAOSHI_TEST_CHROMIUM="$chromium"
    say "browser: $("$chromedriver" --version | cut -d' ' -f1-2), $((SECONDS - begun)) s"
}

# Whether a page shows Japanese text in the font that it asks for, and not in boxes.
see_japanese() { step "a page in Japanese" python3 tests/lib/japanese.py "$MINAOSHI_TEST_BROWSER" "$chromium" "$font"; }

# Ends chromedriver and its browsers. Called by `cleanup` before the scratch directory goes.
stop_browser() {
    [ -n "$driver" ] || return 0
    kill -TERM -- "-$driver" 2>/dev/null || true
    wait "$driver" 2>/dev/null || true
    # A browser that is still writing its profile would keep the directory from being removed.
    kill -KILL -- "-$driver" 2>/dev/null || true
    driver=""
}

# Where the run left its pictures.
say_screenshots() {
    local directory=${CARGO_TARGET_DIR:-target}/debug/screenshots
    [ ! -d "$directory" ] || say "screenshots: $(find "$directory" -name '*.png' | wc -l) in $(realpath "$directory")"
}
