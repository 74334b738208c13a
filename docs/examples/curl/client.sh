#!/bin/sh
# Pages through provinces and submits a figure. See ../README.md.
set -eu
: "${GRAPHQL_URL:=http://localhost:4000/graphql}" "${TOKEN:?}" "${UNIT:?}" "${AS_OF:?}" "${PERIOD:?}" "${VALUE:?}"

# Waits as Retry-After says on 429 and 503, five times at most, and prints the answer of any other status.
ask() {
  curl --silent --show-error --retry 5 --write-out '\n%{http_code}' "$GRAPHQL_URL" \
    -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \
    -H 'accept: application/graphql-response+json' --data-binary "$1" > "$answer"
  status=$(tail -n 1 "$answer")
  sed '$d' "$answer"
  [ "$status" = 200 ] || { echo "status $status" >&2; exit 1; }
}
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

# The text or number of the first member of this name. A script of more than a few lines takes jq for it.
member() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; }

count=0
after=null
while :; do
  page=$(ask "{\"query\":\"query (\$asOf: Date!, \$after: String) { localities(filter: { levels: [PROVINCE] }, asOf: \$asOf, first: 20, after: \$after) { nodes { code } pageInfo { hasNextPage endCursor } } }\",\"variables\":{\"asOf\":\"$AS_OF\",\"after\":$after}}")
  count=$((count + $(printf '%s' "$page" | grep -o '"code"' | wc -l)))
  [ "$(printf '%s' "$page" | member hasNextPage)" = true ] || break
  after="\"$(printf '%s' "$page" | member endCursor)\""
done
echo "provinces $count"

# $1: a key of its own for each submission; the same for a retry. $2: the indicator.
submit() {
  ask "{\"query\":\"mutation (\$input: SubmitObservationsInput!) { submitObservations(input: \$input) { accepted replayed errors { row code } } }\",\"variables\":{\"input\":{\"idempotencyKey\":\"$1\",\"rows\":[{\"localityCode\":\"$UNIT\",\"asOf\":\"$AS_OF\",\"indicator\":\"$2\",\"period\":\"$PERIOD\",\"value\":\"$VALUE\"}]}}}"
}
key="curl-$(date +%s)-$$"
for _ in first again; do
  result=$(submit "$key" ETHNIC_MINORITY_HOUSEHOLDS)
  echo "accepted $(printf '%s' "$result" | member accepted) replayed $(printf '%s' "$result" | member replayed)"
done
result=$(submit "$key-wrong" NO_SUCH_INDICATOR)
echo "refused row $(printf '%s' "$result" | member row) $(printf '%s' "$result" | member code)"
