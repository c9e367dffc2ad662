#!/usr/bin/env bash
# Finds or starts the databases that the integration tests want, and prints the variables that name them:
#
#	servers.sh        export SQBULK_TEST_POSTGRES=..., _MYSQL, _MARIADB and _MISSING, for a shell to read
#	servers.sh down   stop what an earlier call started
#
# Everything else is said on standard error. README.md has the order in which databases are looked for.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
PATH=$PATH:/usr/sbin:/sbin # where Debian keeps mysqld and mariadbd
STARTED=.servers/started   # a line for each throwaway server: its folder

POSTGRES=${SQBULK_TEST_POSTGRES:-} MYSQL=${SQBULK_TEST_MYSQL:-} MARIADB=${SQBULK_TEST_MARIADB:-}

say() { echo "servers: $*" >&2; }
root() { [ "$(id -u)" = 0 ]; }
complete() { [ -n "$POSTGRES" ] && [ -n "$MYSQL" ] && [ -n "$MARIADB" ]; }
postgres_dsn() { echo "postgres://postgres@127.0.0.1:$1/test?sslmode=disable"; }
mysql_dsn() { echo "root@tcp(127.0.0.1:$1)/test"; }

# --- What answers on a port: asked in the server's own protocol, since a client need not be installed.

# postgres_answers PORT: succeeds when user postgres gets into database test without a password.
postgres_answers() (
  exec 3<>"/dev/tcp/127.0.0.1/$1" || exit
  # The startup message of protocol 3.0, then Terminate, so that the server answers and hangs up.
  printf '\0\0\0\x25\0\3\0\0user\0postgres\0database\0test\0\0X\0\0\0\4' >&3
  timeout 5 cat <&3 | grep -a server_version >/dev/null
) 2>/dev/null

# mysql_kind PORT: prints mysql or mariadb when root gets into database test without a password.
mysql_kind() (
  exec 3<>"/dev/tcp/127.0.0.1/$1" || exit
  # The greeting holds the version and the server's default authentication plugin.
  greeting=$(timeout 5 dd bs=1024 count=1 <&3 | tr -d '\0')
  case $greeting in *MariaDB*) kind=mariadb ;; *) kind=mysql ;; esac
  case $greeting in *caching_sha2_password*) plugin=caching_sha2_password ;; *) plugin=mysql_native_password ;; esac
  # HandshakeResponse41 with an empty password (both plugin names have 21 letters), then COM_QUIT.
  { printf '\x41\0\0\1\x09\x82\x08\0\0\0\0\1\x21'; printf '\0%.0s' {1..23}; printf 'root\0\0test\0%s\0\1\0\0\0\1' "$plugin"; } >&3
  status=$(timeout 5 cat <&3 | od -An -tx1 -j4 -N1) # the first byte of the answer's payload, 00 is OK
  [ "$status" = " 00" ] && echo "$kind"
) 2>/dev/null

# find_local: the default ports, and the ports of throwaway servers that an earlier call left running.
find_local() {
  local port kind
  for port in 5432 25432; do
    if [ -z "$POSTGRES" ] && postgres_answers $port; then POSTGRES=$(postgres_dsn $port); fi
  done
  for port in 3306 23306 23307; do
    kind=$(mysql_kind $port) || continue
    if [ "$kind" = mysql ]; then MYSQL=${MYSQL:-$(mysql_dsn $port)}; else MARIADB=${MARIADB:-$(mysql_dsn $port)}; fi
  done
}

# start_installed: a server that is installed as a service may only have stopped.
start_installed() {
  root || return 0
  local want=() s
  [ -n "$POSTGRES" ] || want+=(postgresql)
  [ -n "$MYSQL" ] || want+=(mysql)
  [ -n "$MARIADB" ] || want+=(mariadb)
  for s in "${want[@]}"; do
    [ -x "/etc/init.d/$s" ] || continue
    service "$s" start </dev/null >/dev/null 2>&1 || say "service $s did not start"
  done
}

# --- Containers.

# docker_works: an engine has to answer; the client alone may be there without one.
docker_works() { timeout 20 docker info && docker compose version; } >/dev/null 2>&1

compose_up() {
  docker_works || return 0
  local want=()
  [ -n "$POSTGRES" ] || want+=(postgres15 postgres18)
  [ -n "$MYSQL" ] || want+=(mysql9)
  [ -n "$MARIADB" ] || want+=(mariadb10 mariadb11)
  say "docker compose up ${want[*]}"
  docker compose up --detach --wait "${want[@]}" </dev/null >&2 || { say "docker compose failed"; return 0; }
  POSTGRES=${POSTGRES:-$(postgres_dsn 25415) $(postgres_dsn 25418)}
  MYSQL=${MYSQL:-$(mysql_dsn 23309)}
  MARIADB=${MARIADB:-$(mysql_dsn 23310) $(mysql_dsn 23311)}
}

# --- Throwaway servers: own ports, own folder, loopback only, no password and therefore never run by root.

apt_works() { root && command -v apt-get >/dev/null; }

# apt_install PACKAGE...: what is installed already is never removed for it.
apt_install() {
  apt_works || return
  say "apt-get install $*"
  apt-get update -qq </dev/null >&2 || return
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-remove "$@" </dev/null >&2
}

unprivileged() { if root; then setpriv --reuid nobody --regid "$(id -g nobody)" --clear-groups "$@"; else "$@"; fi; }

# new_folder: makes the folder of a server and sets its caller's dir to it.
new_folder() {
  dir=$(mktemp -d /tmp/sqbulk-XXXXXX)
  ! root || chown nobody "$dir"
  mkdir -p .servers
  echo "$dir" >>$STARTED
}

# wait_for COMMAND...: for up to a minute.
wait_for() {
  for _ in {1..300}; do "$@" >/dev/null && return; sleep 0.2; done
  say "no answer: $*, see $dir"
  return 1
}

newest_initdb() { find /usr/lib/postgresql -name initdb 2>/dev/null | sort -V | tail -n 1 | grep . || command -v initdb; }

throwaway_postgres() {
  local bin dir
  bin=$(newest_initdb) || { apt_install postgresql && bin=$(newest_initdb); } || return 0
  bin=$(dirname "$bin")
  new_folder
  (
    cd "$dir"
    unprivileged "$bin/initdb" -D data -U postgres -A trust --no-sync &&
      unprivileged "$bin/postgres" --single -D data postgres <<<"CREATE DATABASE test" &&
      unprivileged "$bin/pg_ctl" -D data -l log -w start \
        -o "-p 25432 -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c fsync=off"
  ) </dev/null >"$dir/setup.log" 2>&1 || { say "PostgreSQL did not start, see $dir"; return 0; }
  wait_for postgres_answers 25432 || return 0
  POSTGRES=$(postgres_dsn 25432)
}

# run_server PROGRAM PORT OPTION...: MySQL or MariaDB, in the background, on the data folder prepared in dir.
run_server() {
  local program=$1 port=$2
  shift 2
  echo "CREATE DATABASE IF NOT EXISTS test;" >"$dir/init.sql"
  unprivileged setsid "$program" --no-defaults --datadir="$dir/data" --socket="$dir/sock" --pid-file="$dir/data/server.pid" \
    --bind-address=127.0.0.1 --port="$port" --local-infile=1 --init-file="$dir/init.sql" "$@" </dev/null >"$dir/log" 2>&1 &
  wait_for mysql_kind "$port"
}

throwaway_mariadb() {
  local dir
  # The set-up program of the one package calls a program of the other.
  { command -v mariadbd && command -v my_print_defaults; } >/dev/null || apt_install mariadb-server-core mariadb-client-core || return 0
  new_folder
  unprivileged mariadb-install-db --no-defaults --datadir="$dir/data" --auth-root-authentication-method=normal --skip-test-db \
    </dev/null >"$dir/setup.log" 2>&1 || { say "MariaDB was not set up, see $dir"; return 0; }
  run_server mariadbd 23307 || return 0
  MARIADB=$(mysql_dsn 23307)
}

# mysql_installed: MariaDB has a program mysqld, too.
mysql_installed() { command -v mysqld >/dev/null && ! mysqld --no-defaults --version | grep MariaDB >/dev/null; }

# mysql_package: Ubuntu has the version in the package's name; Debian's stable releases have no MySQL at all.
mysql_package() {
  apt_works || return
  find /var/lib/apt/lists -name '*Packages*' | grep . >/dev/null || apt-get update -qq </dev/null >&2 || return
  apt-cache search --names-only '^mysql-server-core(-[0-9.]+)?$' | cut -d' ' -f1 | sort -V | tail -n 1 | grep .
}

throwaway_mysql() {
  local dir package
  if ! mysql_installed; then
    package=$(mysql_package) && apt_install "$package" || return 0
  fi
  new_folder
  unprivileged mysqld --no-defaults --initialize-insecure --datadir="$dir/data" \
    </dev/null >"$dir/setup.log" 2>&1 || { say "MySQL was not set up, see $dir"; return 0; }
  run_server mysqld 23306 --mysqlx=0 --secure-file-priv=NULL || return 0
  MYSQL=$(mysql_dsn 23306)
}

# --- What else the tests need, and the end.

# compiler: mattn/go-sqlite3 is C.
compiler() {
  local cc
  cc=$(go env CC)
  command -v "${cc%% *}" >/dev/null || apt_install gcc libc6-dev
}

# pooler: TestPgbouncer starts it by itself, and is skipped without it.
pooler() { command -v pgbouncer >/dev/null || apt_install pgbouncer || say "no pgbouncer: its test is skipped"; }

down() {
  local dir pid
  ! docker_works || docker compose down >&2
  [ -f $STARTED ] || return 0
  while read -r dir; do
    for pid in $(head -qn 1 "$dir"/data/*.pid 2>/dev/null); do
      # The number may be another process's by now: only a server works in this folder.
      [ "/proc/$pid/cwd" -ef "$dir/data" ] || continue
      say "stopping $dir"
      kill "$pid" && timeout 60 tail --pid="$pid" -f /dev/null
    done
    [[ $dir != /tmp/sqbulk-?????? ]] || rm -rf "$dir"
  done <$STARTED
  rm $STARTED
}

up() {
  complete || find_local
  complete || { start_installed; find_local; }
  complete || compose_up
  [ -n "$POSTGRES" ] || throwaway_postgres
  [ -n "$MARIADB" ] || throwaway_mariadb
  [ -n "$MYSQL" ] || throwaway_mysql

  local missing=()
  [ -n "$POSTGRES" ] || missing+=(PostgreSQL)
  [ -n "$MYSQL" ] || missing+=(MySQL)
  [ -n "$MARIADB" ] || missing+=(MariaDB)
  pooler
  compiler || missing+=("SQLite through cgo, which needs a C compiler")
  printf 'export %s=%q\n' SQBULK_TEST_POSTGRES "$POSTGRES" SQBULK_TEST_MYSQL "$MYSQL" SQBULK_TEST_MARIADB "$MARIADB"
  if [ ${#missing[@]} -eq 0 ]; then echo "export SQBULK_TEST_MISSING="; return; fi
  local list
  list=$(printf '%s; ' "${missing[@]}")
  printf 'export SQBULK_TEST_MISSING=%q\n' "${list%; }"
  [ "${CI:-}" != true ] || { say "missing, and CI needs them all: ${list%; }"; return 1; }
}

case ${1:-up} in
up | down) "${1:-up}" ;;
*) say "usage: servers.sh [down]"; exit 2 ;;
esac
