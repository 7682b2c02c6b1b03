#!/bin/sh
# Brings the checkout's virtual environment up to date: `setup.sh run` or `setup.sh test`. Done already: milliseconds.
# `setup.sh oracle` and `setup.sh mutation` make environments of their own under .local, for what nothing else needs.
set -eu

wanted=${1:?run, test, oracle or mutation}
python=${PYTHON:-python3.11}
uv_version=0.13.9
# What WeasyPrint loads to set the certificate.
pango_packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
pango_files="libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0"

cd "$(dirname "$0")/../.."

may_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

install_packages() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

explain_packages() {
    echo "    sudo apt-get update && sudo apt-get install --no-install-recommends $*"
}

has_library() {
    PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep -qF "$1"
}

require_python() {
    if ! command -v "$python" >/dev/null; then
        echo "Python 3.11 ($python) was not found. Install it, or name another: make PYTHON=python3.12 $wanted"
        exit 1
    fi
    if "$python" -c "import ensurepip, venv" 2>/dev/null; then
        return
    fi
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if may_install && echo "Installing $package" && install_packages "$package"; then
        return
    fi
    echo "The virtual environment needs Debian's package $package. Install it and start again:"
    explain_packages "$package"
    exit 1
}

make_environment() {
    if [ -x .venv/bin/uv ] && .venv/bin/python -c "" 2>/dev/null; then
        return
    fi
    require_python
    echo "Making the virtual environment .venv"
    "$python" -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$uv_version"
}

install_requirements() {
    # The tests' requirements contain those for running, in the same versions: they serve for both.
    for file in "requirements/$wanted.txt" requirements/test.txt; do
        if cmp -s "$file" .venv/installed.txt; then
            return
        fi
    done
    echo "Installing requirements/$wanted.txt"
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes --compile-bytecode \
        -r "requirements/$wanted.txt"
    cp "requirements/$wanted.txt" .venv/installed.txt
}

make_own_environment() {
    place=".local/$wanted"
    if cmp -s "requirements/$wanted.txt" "$place/installed.txt"; then
        return
    fi
    echo "Making the environment $place"
    .venv/bin/uv venv --quiet --clear --python .venv/bin/python "$place"
    .venv/bin/uv pip install --quiet --python "$place/bin/python" --require-hashes -r "requirements/$wanted.txt"
    cp "requirements/$wanted.txt" "$place/installed.txt"
}

check_pango() {
    missing=""
    for file in $pango_files; do
        has_library "$file" || missing="$missing $file"
    done
    if [ -z "$missing" ]; then
        return
    fi
    # shellcheck disable=SC2086
    if may_install && echo "Installing $pango_packages" && install_packages $pango_packages; then
        return
    fi
    echo "Certificates cannot be drawn until these libraries are there:$missing"
    echo "Everything else works. To install them:"
    explain_packages "$pango_packages"
}

make_environment
case $wanted in
oracle | mutation)
    make_own_environment
    ;;
*)
    install_requirements
    check_pango
    ;;
esac
