# The Debian packages this project needs, and how to get them. Sourced by app/run and tests/run.

packages=(
  # compiler and build
  build-essential cmake ninja-build pkg-config ccache git ca-certificates
  # what the program is made of
  qt6-base-dev libqcustomplot-dev libeigen3-dev libboost-dev libsundials-dev
  libcli11-dev libfmt-dev nlohmann-json3-dev
  fonts-dejavu-core fonts-lmodern fonts-stix
  # tests and benchmarks
  libgtest-dev librapidcheck-dev libbenchmark-dev python3 locales
  # a real window without a screen, and eyes on what it shows
  xvfb xauth xdotool imagemagick poppler-utils
)

say() { printf '%s\n' "$*" >&2; }

# missingPackages: those of the list that are not installed, one a line.
missingPackages() {
  dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null | sed -n 's/^installed //p' |
    grep -vxFf - <(printf '%s\n' "${packages[@]}") || true
}

# installPackages: as root, installs what is missing; otherwise prints the one line to run and fails.
installPackages() {
  if ! command -v dpkg-query >/dev/null; then
    say "separatrix: not a Debian system; these packages, or your system's names for them, are needed:"
    say "  ${packages[*]}"
    return 0
  fi
  local missing
  mapfile -t missing < <(missingPackages)
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    say "separatrix: some packages are missing. Run this line once, then start again:"
    say "sudo apt-get install --no-install-recommends ${missing[*]}"
    return 1
  fi
  say "separatrix: installing ${missing[*]}"
  local apt=(apt-get -q -o DPkg::Lock::Timeout=300)
  compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null || "${apt[@]}" update >&2 || return 1
  installWith() { DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >&2; }
  installWith || { "${apt[@]}" update >&2 && installWith; }  # a stale list names packages that are gone
}

# buildPreset PRESET [TARGET...]: configures when needed, then builds; everything it says goes to stderr.
buildPreset() {
  local preset=$1 folder=$root/build/$1
  shift
  if [ ! "$folder/build.ninja" -nt "$root/CMakePresets.json" ]; then
    say "separatrix: configuring $preset, then building it; the first time takes some minutes"
    (cd "$root" && cmake --preset "$preset") >&2 || return 1
    touch "$folder/build.ninja"
  fi
  ninja -C "$folder" "$@" |
    sed -u '/ninja: Entering directory/d; /Re-checking globbed/d; /ninja: no work to do/d' >&2
  return "${PIPESTATUS[0]}"
}
