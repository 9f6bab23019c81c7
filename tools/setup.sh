# Sourced by ./interp and ./run-tests. Finds or installs what a build needs; prints only what the user has to know.
# Sets DOTNET to the SDK's program.

say() { printf '%s\n' "$*" >&2; }

find_dotnet() {
    local candidate
    for candidate in "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "$(command -v dotnet || true)" "$HOME/.dotnet/dotnet" \
        /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
        if [[ -n $candidate && -x $candidate ]] && "$candidate" --list-sdks 2>/dev/null | grep -Eq '^[1-9][0-9]+\.'; then
            DOTNET=$candidate
            return
        fi
    done
    say "interp needs the .NET SDK, version 10 or later, and finds none."
    say "Install it from https://dot.net/download, or by:"
    say "  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
    exit 1
}

# The provider of TorchSharp, as Directory.Build.props chooses it: nothing of libtorch is installed for the packages.
uses_packages() {
    [[ -n ${TORCH_PROVIDER:-} ]] && { [[ $TORCH_PROVIDER == nuget ]]; return; }
    [[ ${TORCH_DEVICE:-cpu} == cuda ]] || return 1
    local root
    for root in ${LIBTORCH:+"$LIBTORCH"} /usr/local/libtorch /opt/libtorch; do
        [[ -e $root/lib/libtorch_cuda.so ]] && return 1
    done
    return 0
}

# The same places as Directory.Build.props.
has_libtorch() {
    if [[ -n ${LIBTORCH:-} ]]; then
        if [[ ! -d $LIBTORCH/include ]]; then
            say "LIBTORCH is $LIBTORCH, which has no include folder: it should be an unpacked libtorch, or the torch folder of a pip-installed PyTorch."
            exit 2
        fi
        return 0
    fi
    [[ -e /usr/include/torch/csrc/api/include/torch/torch.h || -d /usr/local/libtorch/include || -d /opt/libtorch/include ]]
}

# Debian's libtorch computes with the system's BLAS. The reference BLAS is some thirty times slower than OpenBLAS, and OpenBLAS on threads of
# its own (pthread) up to three times slower than on the threads that libtorch uses too (openmp).
has_fast_blas() {
    [[ -n ${LIBTORCH:-} || -d /usr/local/libtorch/include || -d /opt/libtorch/include ]] && return 0
    compgen -G '/usr/lib/*/openblas-openmp/libopenblas.so.0' >/dev/null && return 0
    local library
    for library in /usr/lib/*/libblas.so.3 /usr/lib64/libblas.so.3; do
        [[ -e $library ]] || continue
        [[ $(readlink -f "$library") =~ openmp|mkl|blis ]] && return 0
    done
    return 1
}

missing_packages() {
    if ! uses_packages; then
        command -v g++ >/dev/null || echo g++
        has_libtorch || echo libtorch-dev
        has_fast_blas || echo libopenblas0-openmp
    fi
    command -v rsvg-convert >/dev/null || echo librsvg2-bin
    [[ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ]] || compgen -G '/usr/share/fonts/*/DejaVuSans.ttf' >/dev/null || echo fonts-dejavu-core
}

install_missing() {
    local packages
    packages=$(missing_packages | tr '\n' ' ')
    packages=${packages% }
    [[ -z $packages ]] && return
    if ! command -v apt-get >/dev/null; then
        say "interp would like these, by their Debian names: $packages"
        say "Install what corresponds to them here, or set LIBTORCH to an unpacked libtorch or to a pip-installed PyTorch's torch folder."
        return
    fi

    local -a as_root
    if [[ $EUID -eq 0 ]]; then
        as_root=()
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
        as_root=(sudo)
    else
        say "Missing: $packages. To install:"
        say "  sudo apt-get install -y $packages"
        return
    fi

    say "Installing $packages (once; this can take some minutes)"
    local log=$ROOT/.build/install.log
    # shellcheck disable=SC2086
    apt_get() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends "$@" </dev/null >>"$log" 2>&1; }
    : >"$log"
    # shellcheck disable=SC2086
    if ! apt_get install $packages && ! { apt_get update && apt_get install $packages; }; then
        tail -n 5 "$log" >&2
        say "Could not install them (the whole story: $log). By hand: apt-get update && apt-get install -y $packages"
    fi
}

# build_once STAMP COMMAND...: runs the command quietly unless the stamp is fresh; one process at a time.
build_once() {
    local stamp=$1
    shift
    mkdir -p "$ROOT/.build"
    exec 9>"$ROOT/.build/lock"
    if command -v flock >/dev/null; then
        flock 9
    fi
    if is_fresh "$stamp"; then
        exec 9>&-
        return
    fi

    find_dotnet
    install_missing
    [[ -e $stamp ]] && say "Building" || say "Building (the first time takes a minute)"
    local log=$ROOT/.build/build.log
    local started=$ROOT/.build/started
    touch "$started"
    # Not inherited by the build: a build server that outlives it would keep the lock.
    if ! "$@" >"$log" 2>&1 </dev/null 9>&-; then
        grep -E '(error|warning) [A-Z]+[0-9]+|error :' "$log" | sort -u | head -n 20 >&2 || tail -n 20 "$log" >&2
        say "The build failed (the whole story: $log)."
        if uses_packages; then
            say "It was to use the TorchSharp packages (TORCH_PROVIDER, TORCH_DEVICE; docs/gpu.md), which not every registry carries."
        elif ! has_libtorch; then
            say "There is no libtorch on this machine. Install libtorch-dev, or set LIBTORCH to an unpacked libtorch or to a pip-installed PyTorch's torch folder."
        fi
        exit 1
    fi

    stamp_content "$(dirname "$(readlink -f "$DOTNET")")" >"$stamp"
    # A source edited while the build ran must be built next time.
    if [[ -n $(newer_sources "$started" -type f) ]]; then
        touch -r "$started" "$stamp"
    fi
    exec 9>&-
}

newer_sources() {
    local stamp=$1
    shift
    local -a places=("$ROOT/src" "$ROOT/Directory.Build.props" "$ROOT/Directory.Packages.props")
    # The commit is part of each run's record.
    [[ -f $ROOT/.git/logs/HEAD ]] && places+=("$ROOT/.git/logs/HEAD")
    find "${places[@]}" \( -name bin -o -name obj \) -prune -o "$@" -newer "$stamp" -print -quit
}

# What a build depends on besides files, and where its runtime is.
torch_choice() { printf '%s|%s|%s' "${LIBTORCH:-}" "${TORCH_PROVIDER:-}" "${TORCH_DEVICE:-}"; }
stamp_content() { printf '%s\n%s\n' "$(torch_choice)" "$1"; }

is_fresh() {
    local choice
    [[ -f $1 ]] || return 1
    { IFS= read -r choice; IFS= read -r DOTNET_HOME; } <"$1" || return 1
    [[ $choice == "$(torch_choice)" && -z $(newer_sources "$1") ]]
}
