// Pages through provinces and submits a figure. See ../README.md.
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

string Required(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"Set {name}.");

var url = Environment.GetEnvironmentVariable("GRAPHQL_URL") ?? "http://localhost:4000/graphql";
using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Required("TOKEN"));
http.DefaultRequestHeaders.Accept.ParseAdd("application/graphql-response+json");

const int mostTries = 5;
string[] passing = ["OVERLOADED", "UNAVAILABLE"];

async Task<JsonNode> Ask(string query, object variables)
{
    for (var tries = 1; tries <= mostTries; tries++)
    {
        using var response = await http.PostAsJsonAsync(url, new { query, variables });
        var busy = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
        var answer = busy ? null : JsonNode.Parse(await response.Content.ReadAsStringAsync());
        var errors = answer?["errors"]?.AsArray();
        if (!busy && errors is null) return answer!["data"]!;
        var codes = errors?.Select(error => (string)error!["extensions"]!["code"]!).ToArray() ?? [];
        if (!busy && !codes.Intersect(passing).Any())
            throw new InvalidOperationException(errors!.ToJsonString());
        var wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
        // Not all clients at the same moment.
        await Task.Delay(wait + TimeSpan.FromMilliseconds(Random.Shared.Next(200)));
    }
    throw new TimeoutException($"still busy after {mostTries} tries");
}

var asOf = Required("AS_OF");
var count = 0;
string? after = null;
JsonNode page;
do
{
    page = (await Ask(
        """
        query ($asOf: Date!, $after: String) {
          localities(filter: { levels: [PROVINCE] }, asOf: $asOf, first: 20, after: $after) {
            nodes { code } pageInfo { hasNextPage endCursor } } }
        """,
        new { asOf, after }))["localities"]!;
    count += page["nodes"]!.AsArray().Count;
    after = (string?)page["pageInfo"]!["endCursor"];
} while ((bool)page["pageInfo"]!["hasNextPage"]!);
Console.WriteLine($"provinces {count}");

async Task<JsonNode> Submit(string idempotencyKey, string indicator)
{
    var row = new { localityCode = Required("UNIT"), asOf, indicator, period = Required("PERIOD"), value = Required("VALUE") };
    var data = await Ask(
        """
        mutation ($input: SubmitObservationsInput!) {
          submitObservations(input: $input) { accepted replayed errors { row code message } } }
        """,
        new { input = new { idempotencyKey, rows = new[] { row } } });
    return data["submitObservations"]!;
}

// Kept with the rows until the answer is there: after a broken connection the same key is sent again.
var key = Guid.NewGuid().ToString();
foreach (var _ in new[] { "first", "again" })
{
    var result = await Submit(key, "ETHNIC_MINORITY_HOUSEHOLDS");
    Console.WriteLine($"accepted {result["accepted"]} replayed {result["replayed"]}");
}
foreach (var error in (await Submit(Guid.NewGuid().ToString(), "NO_SUCH_INDICATOR"))["errors"]!.AsArray())
    Console.WriteLine($"refused row {error!["row"]} {error["code"]}");
