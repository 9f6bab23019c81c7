using LogitLens.Experiments.Attribution;
using LogitLens.Runs;

namespace LogitLens.Reports;

/// <summary>Texts on the colours of what their tokens add: an example and a method to choose, each token's numbers when it is pointed at.</summary>
internal static class TokenAttributions
{
    /// <summary>The view; null where no example is kept.</summary>
    public static RunView? Of(FinishedRun run)
    {
        AttributionResult result = run.Result<AttributionResult>();
        AttributedExample[] examples = result.Tokens.Count > 0
            ? [new AttributedExample("prompt", null, result.Tokens, result.Attributions)]
            : [.. result.Examples];
        return examples.Length == 0 ? null : new RunView("Token by token", Html.Element(
            "p",
            $"What each token adds to the {result.Target}, or how much it matters, where numbers have no sign: choose an example and a method; point at a "
            + "token, or move to it by Tab, for its numbers.")
            + View(examples, result.Methods));
    }

    private static string View(AttributedExample[] examples, IReadOnlyList<AttributionMethod> methods)
    {
        StringBuilder html = new("<div class=\"attributions\">");
        html.Append("<label>example <select class=\"example\">").Append(string.Concat(examples.Select((example, place) =>
            $"<option value=\"{place}\">{Html.Text(example.Label is null ? example.Id : $"{example.Id} ({example.Label.Trim()})")}</option>")));
        html.Append("</select></label> <label>method <select class=\"method\">").Append(string.Concat(methods.Select((method, place) =>
            $"<option value=\"{place}\" data-most=\"{Most(examples, method)}\" data-signed=\"{(AttributionSummary.IsSigned(method) ? "yes" : "no")}\">"
            + $"{Html.Text(AttributionTables.Name(method))}</option>"))).Append("</select></label>");
        for (int place = 0; place < examples.Length; place++)
        {
            html.Append($"<p class=\"tokens\" data-example=\"{place}\"{(place == 0 ? "" : " hidden")}>");
            AttributedExample own = examples[place];
            html.Append(string.Concat(own.Tokens.Select((token, position) => Html.Element(
                "span", LensView.Shown(token), $"tabindex=\"0\" class=\"token\" data-scores=\"{Scores(own, position)}\""))));
            html.Append("</p>");
        }

        return html.Append("<p class=\"legend\" aria-hidden=\"true\"></p><div class=\"reading\" role=\"status\" aria-live=\"polite\"></div></div>").ToString();
    }

    // One scale for all examples of a method, so that colours mean the same in each.
    private static string Most(AttributedExample[] examples, AttributionMethod method) => Written(examples
        .SelectMany(example => example.Attributions.Where(own => own.Method == method)).SelectMany(own => own.Scores)
        .Select(score => Math.Abs(score ?? 0)).DefaultIfEmpty(0).Max());

    private static string Scores(AttributedExample example, int position) =>
        string.Join(';', example.Attributions.Select(own => own.Scores[position] is { } score ? Written(score) : ""));

    private static string Written(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
