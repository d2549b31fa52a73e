#!/usr/bin/env bash
# run.sh BUILD: makes the Debian package of a build tree, and runs what is in it.
set -euo pipefail
build=$1
for tool in dpkg-deb dpkg-shlibdeps file; do # what CPack needs
  command -v $tool > /dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset MIGC_URL MIGC_CONFIG MIGC_ENV DESTDIR
cd "$folder"

fail() {
  echo "$1"
  cat log
  exit 1
}
(cd "$build" && cpack -G DEB -B "$folder") > log 2>&1 || fail "cpack fails"
package=$(ls migc_*.deb)
version=$("$build/migc" --version | cut -d ' ' -f 2)
[[ $package == "migc_${version}_$(dpkg --print-architecture).deb" ]] || fail "it is called $package"

dpkg-deb -I "$package" > log
grep -q '^ Depends: .*libsqlite3-0' log || fail "it does not depend on SQLite"
grep -q '^ Depends: .*libc6' log || fail "it does not depend on libc"
# Every dependency is a package that Debian has.
for name in $(sed -n 's/^ Depends: //p' log | sed 's/([^)]*)//g; s/,/ /g'); do
  dpkg-query -W "$name" > /dev/null 2>&1 || fail "it depends on $name, which is not there"
done

dpkg-deb -c "$package" > log
for file in bin/migc share/man/man1/migc.1 share/man/man5/mig.5 share/doc/migc/copyright \
  share/bash-completion/completions/migc share/zsh/site-functions/_migc \
  share/fish/vendor_completions.d/migc.fish share/vim/vimfiles/ftdetect/mig.vim \
  share/migc/editors/vscode/package.json cmake/migc/migcConfig.cmake \
  include/migc/runtime.hpp pkgconfig/migc.pc; do
  grep -q "/$file\(\.gz\)\?$" log || fail "it has no $file"
done
[ -z "$(awk '$6 !~ "^\\./(usr/.*)?$"' log)" ] || fail "it has something outside of /usr"

dpkg-deb -x "$package" root
root/usr/bin/migc init project > log 2>&1 || fail "what is installed does not start a project"
cd project
../root/usr/bin/migc upgrade head --sql > script 2> log || fail "what is installed does not run"
grep -q 'CREATE TABLE' script || fail "what is installed writes no script"
(
  PATH=$folder/root/usr/bin:$PATH
  source ../root/usr/share/bash-completion/completions/migc
  COMP_LINE="migc upg" COMP_POINT=8 COMP_WORDS=(migc upg) COMP_CWORD=1
  _migc migc upg migc
  [ "${COMPREPLY[*]}" = upgrade ]
) || fail "what is installed does not complete"
for page in ../root/usr/share/man/man1/migc.1 ../root/usr/share/man/man5/mig.5; do
  command -v groff > /dev/null || continue
  groff -man -Tascii -ww -z "$page" > log 2>&1 || fail "groff fails"
  [ ! -s log ] || fail "groff complains of $page"
done
echo "$package is as it should be"
