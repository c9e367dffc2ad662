#!/usr/bin/env bash
# The steps of a release; CONTRIBUTING.md says when each is run.
#
#	release.sh prepare v0.2.0   date the changelog's Unreleased section, and set the version in the go.mod of every nested module
#	release.sh check v0.2.0     fail unless that was done
#	release.sh notes v0.2.0     print the changelog's section
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

ROOT=github.com/sqbulk/sqbulk
REPO=https://$ROOT

die() { echo "release: $*" >&2; exit 1; }

# nested: the folders of the modules that are not the root.
nested() { find . -mindepth 2 -name go.mod -not -path '*/testdata/*' -exec dirname {} + | sort; }

# required MODULE: the version of MODULE that the go.mod of this folder requires.
required() { sed -nE "s,^(require )?[[:space:]]*$1 (v[^ ]+).*,\2,p" go.mod; }

# notes: the section of VERSION without its heading and the links at the end of the file.
notes() {
  awk -v heading="## [${VERSION#v}]" 'index($0, heading) == 1 { on = 1; next } /^## / || /^\[[^]]*\]: / { on = 0 } on' CHANGELOG.md
}

# last: the newest version that has a section.
last() { sed -nE 's/^## \[([0-9][^]]*)\].*/v\1/p' CHANGELOG.md | head -n 1; }

prepare() {
  local before module m
  before=$(last)
  [ "$before" != "$VERSION" ] || die "CHANGELOG.md has a section $VERSION already"
  VERSION=Unreleased notes | grep '^- ' >/dev/null || die "nothing stands under Unreleased in CHANGELOG.md"
  sed -i -e "s/^## \[Unreleased\]$/&\n\n## [${VERSION#v}] - $(date -u +%F)/" \
    -e "s,^\[Unreleased\]: .*,[Unreleased]: $REPO/compare/$VERSION...HEAD\n[${VERSION#v}]: $REPO/${before:+compare/$before...$VERSION}," CHANGELOG.md
  [ -n "$before" ] || sed -i "s,^\[${VERSION#v}\]: .*,[${VERSION#v}]: $REPO/releases/tag/$VERSION," CHANGELOG.md
  for module in $(nested); do
    for m in "$ROOT" "$ROOT/pgxcopy"; do
      [ -z "$(cd "$module" && required "$m")" ] || go mod edit -C "$module" -require="$m@$VERSION"
    done
  done
}

check() {
  local module m got
  notes | grep '^- ' >/dev/null || die "CHANGELOG.md has no section [${VERSION#v}]: run release.sh prepare $VERSION"
  for module in $(nested); do
    for m in "$ROOT" "$ROOT/pgxcopy"; do
      got=$(cd "$module" && required "$m")
      [ -z "$got" ] || [ "$got" = "$VERSION" ] || die "$module requires $m $got: run release.sh prepare $VERSION"
    done
  done
}

VERSION=${2:-}
[[ $VERSION =~ ^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || die "usage: release.sh prepare|check|notes v1.2.3"
case $1 in
prepare | check | notes) "$1" ;;
*) die "usage: release.sh prepare|check|notes v1.2.3" ;;
esac
