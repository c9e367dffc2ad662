#!/usr/bin/env bash
# measure.sh measures everything that docs/performance.md shows, and writes its tables and charts again. Nothing else should run on the
# machine meanwhile. Of PostgreSQL, MySQL and MariaDB the first server of each variable counts. On 2 cores it takes about
# 25 minutes; measure.sh main, matrix or growth takes about 12, 8 or 5, and measure.sh tables only writes what was measured before: all of
# results/*.json, of which the latest measurement counts.
set -euo pipefail
cd "$(dirname "$0")"
for variable in SQBULK_TEST_POSTGRES SQBULK_TEST_MYSQL SQBULK_TEST_MARIADB; do
	addresses=${!variable-}
	export "$variable=${addresses%% *}"
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
go build -o "$folder/compare" ./compare
compare() { # compare NAME FLAGS: the raw figures go to results/NAME.json
	"$folder/compare" -json "results/$1.json" "${@:2}" >"$folder/$1.md"
}

parts=("${@:-all}")
wants() { [[ " ${parts[*]} " == *" $1 "* || " ${parts[*]} " == *" all "* ]]; }
few='PostgreSQL.*/pq|MariaDB[^/]*|SQLite/modernc'

if wants main; then # 100,000 rows of 6 columns, every database
	while read -r name only; do
		compare "main-$name" -only "$only/.*" -contestants '^(sqbulk|prepared|gorm \w+$|bun|sqlx|limit|COPY|CASE|row by row|id)'
	done <<'DATABASES'
postgres-pq PostgreSQL.*/pq
sqlite-modernc SQLite/modernc
mysql MySQL[^/]*
mariadb MariaDB[^/]*
sqlite-mattn SQLite/mattn
postgres-pgx PostgreSQL.*/pgx
DATABASES
fi
if wants matrix; then # other sizes and widths; fewer databases and contestants, the more rows there are
	compare small -rows 1000,10000 -columns 2,6,40 -rounds 2 -only "$few" -contestants '^(gorm \w+$|bun|sqlx)'
	compare narrow -columns 2 -only "($few)/.*/(insert|upsert|update)" -contestants '^(gorm \w+$|bun|sqlx)'
	compare wide -columns 40 -only "($few)/.*/insert" -contestants '^(bun|sqlx)'
	compare million -rows 1000000 -only "($few)/.*/insert" -contestants '^(bun|sqlx)'
fi
if wants growth; then
	compare growth -growth 100000,10000000 -rounds 2 -only "PostgreSQL.*/pq|SQLite/modernc" -contestants 'Copy'
fi
"$folder/compare" -from "$(printf '%s\n' results/*.json | paste -sd,)" -markdown ../../docs/performance.md -charts ../../docs/charts
