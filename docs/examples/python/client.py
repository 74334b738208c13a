"""Pages through provinces and submits a figure. See ../README.md."""

import json
import os
import random
import time
import urllib.error
import urllib.request
import uuid

URL = os.environ.get("GRAPHQL_URL", "http://localhost:4000/graphql")
TOKEN = os.environ["TOKEN"]
MOST_TRIES = 5
PASSING = {"OVERLOADED", "UNAVAILABLE"}

PROVINCES = """
query Provinces($asOf: Date!, $after: String) {
  localities(filter: { levels: [PROVINCE] }, asOf: $asOf, first: 20, after: $after) {
    nodes { code fullName }
    pageInfo { hasNextPage endCursor }
  }
}"""
SUBMIT = """
mutation SubmitFigures($input: SubmitObservationsInput!) {
  submitObservations(input: $input) { accepted replayed errors { row field code message } }
}"""


class RequestFailed(Exception):
    """The answer held errors that repeating does not mend."""

    def __init__(self, errors):
        super().__init__("\n".join(f"{e['extensions']['code']}: {e['message']}" for e in errors))
        self.errors = errors


def ask(query, variables):
    body = json.dumps({"query": query, "variables": variables}).encode()
    headers = {
        "authorization": f"Bearer {TOKEN}",
        "content-type": "application/json",
        "accept": "application/graphql-response+json",
    }
    for _ in range(MOST_TRIES):
        try:
            with urllib.request.urlopen(urllib.request.Request(URL, body, headers)) as response:
                answer, wait = json.load(response), None
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503):
                raise RequestFailed(json.load(error)["errors"]) from error
            answer, wait = {}, error.headers.get("retry-after", "1")
        errors = answer.get("errors", [])
        if wait is None and not errors:
            return answer["data"]
        if wait is None:
            if not any(e["extensions"]["code"] in PASSING for e in errors):
                raise RequestFailed(errors)
            wait = errors[0]["extensions"].get("retryAfter", 1)
        # Not all clients at the same moment.
        time.sleep(float(wait) + random.random() * 0.2)
    raise RuntimeError(f"still busy after {MOST_TRIES} tries")


def provinces(as_of):
    after = None
    while True:
        page = ask(PROVINCES, {"asOf": as_of, "after": after})["localities"]
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def main():
    as_of = os.environ["AS_OF"]
    print("provinces", len(list(provinces(as_of))))
    row = {
        "localityCode": os.environ["UNIT"],
        "asOf": as_of,
        "indicator": "ETHNIC_MINORITY_HOUSEHOLDS",
        "period": os.environ["PERIOD"],
        "value": os.environ["VALUE"],
    }
    # Kept with the rows until the answer is there: after a broken connection the same key is sent again.
    submission = {"idempotencyKey": str(uuid.uuid4()), "rows": [row]}
    for _ in ("first", "again"):
        result = ask(SUBMIT, {"input": submission})["submitObservations"]
        print("accepted", result["accepted"], "replayed", str(result["replayed"]).lower())
    wrong = {"idempotencyKey": str(uuid.uuid4()), "rows": [{**row, "indicator": "NO_SUCH_INDICATOR"}]}
    for error in ask(SUBMIT, {"input": wrong})["submitObservations"]["errors"]:
        print("refused row", error["row"], error["code"])


if __name__ == "__main__":
    main()
