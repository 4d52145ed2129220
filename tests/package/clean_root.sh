#!/usr/bin/env bash
# Installs the .deb into a Debian that has nothing else, and runs the main job there.
#     tests/package/clean_root.sh DEB
# Needs root, debootstrap and Debian's mirror, and two minutes: CTest runs it when MKAI_TEST_PACKAGE names the .deb.
set -euo pipefail
deb=${1:-${MKAI_TEST_PACKAGE:-}}
[ -n "$deb" ] || { echo 'skipped: MKAI_TEST_PACKAGE names no .deb' && exit 77; }
if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
    echo 'skipped: this needs root and debootstrap' && exit 77
fi
root=$(mktemp -d)
cleanup() {
    umount "$root/proc" 2>/dev/null || true
    rm -rf --one-file-system "$root"
}
trap cleanup EXIT

debootstrap --variant=minbase bookworm "$root" >"$root.log" 2>&1 || { tail -n 20 "$root.log" && exit 1; }
rm -f "$root.log"
mount -t proc proc "$root/proc" 2>/dev/null || true
cp "$deb" "$root/tmp/mkai.deb"
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/srv LC_ALL=C.UTF-8 "$@"; }
inside apt-get update -qq
inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /tmp/mkai.deb >/dev/null
inside dpkg -s mkai | grep -E '^(Status|Version|Depends):'

# Fails with what was said when a step does not end as it should.
step() { # STATUS COMMAND...
    local want=$1 status=0
    shift
    inside bash -c "cd ~/spring 2>/dev/null || cd ~; $*" >"$root/said" 2>&1 || status=$?
    [ "$status" = "$want" ] || { echo "$* ended with $status, not $want:" && cat "$root/said" && exit 1; }
}
step 0 'mkai --version'
step 0 'mkai init spring --demo'
step 0 'mkai brief check'
step 0 'mkai claim approve c-12 c-13 c-14 --as dana --reason read'
step 0 'mkai generate spring'
step 5 'mkai publish spring/email -d site --yes'
step 0 'mkai review spring/email --accept --reason fine'
step 0 'mkai approve spring/email@v1 --as dana --reason checked'
step 0 'mkai publish spring/email -d site --yes'
step 0 'mkai eval run email'
step 0 'mkai explain spring/email@v1'
step 0 'mkai withdraw spring/email -d site --reason over --yes'
step 0 'test -s /usr/share/doc/mkai/copyright && test -s /usr/share/mkai/schemas/brief.json'
inside env DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq mkai >/dev/null
step 127 'mkai --version'
echo 'the package installs on a clean Debian, runs the main job, and goes away'
