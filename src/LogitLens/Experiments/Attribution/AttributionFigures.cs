using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Attribution;

/// <summary>Draws attributions: texts on the colours of their scores, words by label, parts, and what removal does.</summary>
internal static class AttributionFigures
{
    private const int ShownWords = 20;
    private const double Significant = 0.05;

    /// <summary>The figures.</summary>
    /// <param name="result">What there is to draw.</param>
    /// <param name="what">Model and data.</param>
    public static IEnumerable<DrawnFigure> Of(AttributionResult result, string what) =>
    [
        .. result.Methods.Select(method => Strip(result, method, what)),
        .. Words(result, what),
        .. result.Parts.Count > 0 ? [Parts(result, what)] : Array.Empty<DrawnFigure>(),
        .. result.Faithfulness.Count > 0 ? [Removals(result, what)] : Array.Empty<DrawnFigure>(),
    ];

    // One scale for each method: what methods say differs in size and unit.
    private static DrawnFigure Strip(AttributionResult result, AttributionMethod method, string what)
    {
        IEnumerable<(string Title, IReadOnlyList<string> Tokens, TokenAttribution Own)> texts = result.Tokens.Count > 0
            ? result.Attributions.Select(own => ("prompt", result.Tokens, own))
            : result.Examples.SelectMany(example =>
                example.Attributions.Select(own => (example.Label is null ? example.Id : $"{example.Id}: {example.Label}", example.Tokens, own)));
        TokenLine[] lines =
        [
            .. texts.Where(text => text.Own.Method == method).Select(text => new TokenLine(
                text.Title + (text.Own.IsSound ? "" : ", parts do not add up"),
                [.. text.Tokens.Zip(text.Own.Scores, (token, score) => new TokenValue(token, score ?? double.NaN))])),
        ];
        double[] values = [.. lines.SelectMany(line => line.Tokens).Select(token => token.Value).Where(double.IsFinite)];
        return new DrawnFigure($"tokens-{AttributionTables.Name(method)}", new TokenStrip
        {
            Heading = new FigureHeading(
                (AttributionSummary.IsSigned(method) ? "What each token adds" : "How much each token matters") + $", by {AttributionTables.Name(method)}",
                $"{what}; {result.Target}"),
            Lines = lines,
            ValueTitle = Title(method),
            Scale = AttributionSummary.IsSigned(method) || values.Length == 0 ? null : ColourScale.SequentialOf([0, .. values]),
        }.Draw());
    }

    private static IEnumerable<DrawnFigure> Words(AttributionResult result, string what) =>
        from names in (IReadOnlyDictionary<string, string>[])[FileNames(result.Words.Select(word => word.Label))]
        from method in result.Methods
        from label in result.Words.Where(word => word.Method == method).Select(word => word.Label).Distinct()
        let all = result.Words.Where(word => word.Method == method && word.Label == label).ToArray()
        let words = WordEffect.Surest(all).Take(ShownWords).ToArray()
        select new DrawnFigure($"words-{AttributionTables.Name(method)}-{names[label]}", new RankedBars
        {
            Heading = new FigureHeading(
                (AttributionSummary.IsSigned(method) ? "Words that speak for and against" : "Words that matter, for or against,")
                + $" '{label.Trim()}', by {AttributionTables.Name(method)}",
                $"{what}; mean over the texts that have the word, five or more; 95% intervals"
                + (all.Length > words.Length ? $"; the {words.Length} surest of {all.Length}" : "")
                + (AttributionSummary.IsSigned(method) ? "; hatched: adjusted p of 0.05 or more" : "")),
            Entries =
            [
                .. words.Select(word =>
                    new RankedBar(
                        $"{word.Word} (n = {word.Effect.N})", word.Effect, AttributionSummary.IsSigned(method) && !(word.AdjustedPValue < Significant))),
            ],
            EntryTitle = "word",
            ValueTitle = Title(method),
            Top = ShownWords,
            Signed = AttributionSummary.IsSigned(method),
        }.Draw());

    private static DrawnFigure Parts(AttributionResult result, string what)
    {
        string[] parts = [.. result.Parts.Select(part => part.Part).Distinct()];
        return new DrawnFigure("parts", new BarChart
        {
            Heading = new FigureHeading(
                "How much of the answer comes from each part of the prompt", $"{what}, n = {result.N}; share of the sum of absolute scores; 95% intervals"),
            Horizontal = true,
            Categories = parts,
            CategoryTitle = "part",
            ValueTitle = "share",
            Format = ValueFormat.Proportion,
            Series =
            [
                .. result.Methods.Select(method => new BarSeries(
                    AttributionTables.Name(method), [.. parts.Select(part => result.Parts.First(each => each.Method == method && each.Part == part).Share)])),
                new BarSeries("share of tokens", parts.Select(part => result.Parts.First(each => each.Part == part).TokenShare)),
            ],
        }.Draw());
    }

    private static DrawnFigure Removals(AttributionResult result, string what) => new("faithfulness", new LineChart
    {
        Heading = new FigureHeading(
            "What the score loses without the tokens that a method ranks first",
            $"{what}, n = {result.N}; comprehensiveness (DeYoung et al. 2020); 95% intervals over prompts"),
        XTitle = "share of the text's tokens taken away",
        YTitle = "loss of the score",
        XTicks = [.. result.Faithfulness.Select(row => row.Share).Distinct().Select(share => new AxisTick(share, CellFormat.Share.Of(share)))],
        Series =
        [
            .. result.Faithfulness.GroupBy(row => (row.Operator, row.Method)).Select(group => new LineSeries(
                group.Key.Method is { } method ? AttributionTables.Name(method) : "random order",
                [.. group.Select(row => row.Share)],
                [.. group.Select(row => row.Comprehensiveness)])
            {
                Style = new SeriesStyle(group.Key.Method is { } own ? result.Methods.ToList().IndexOf(own) : result.Methods.Count),
                Panel = group.Key.Operator == OcclusionOperator.Mask ? "tokens that no later one attends to" : "tokens replaced by the baseline's embedding",
            }),
        ],
    }.Draw());

    private static string Title(AttributionMethod method) => method switch
    {
        AttributionMethod.GradientNorm => "length of the gradient",
        AttributionMethod.ValueZeroing => "share of the last position's change",
        _ => "part of the score",
    };

    // Labels in other scripts may have no letter that is kept: each has a name of its own all the same, and the same one for all methods.
    private static Dictionary<string, string> FileNames(IEnumerable<string> labels)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (string label in labels.Distinct().Order(StringComparer.Ordinal))
        {
            string name = Plain(label);
            for (int number = 2; !taken.Add(name); number++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{Plain(label)}-{number}");
            }

            names[label] = name;
        }

        return names;
    }

    private static string Plain(string label) =>
        new([.. label.Trim().ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);
}
