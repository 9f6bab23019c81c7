using LogitLens.Statistics;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Attribution;

/// <summary>Sums the attributions of prompts up.</summary>
/// <param name="data">The prompts.</param>
/// <param name="tokenizer">Spells tokens; null where the model has none.</param>
/// <param name="options">What was asked for.</param>
internal sealed class AttributionSummary(PromptData data, BytePairTokenizer? tokenizer, AttributeOptions options)
{
    // A word of fewer texts says more of these texts than of itself.
    private const int FewestTexts = 5;
    private const int DrawnExamples = 6;

    private readonly Dictionary<string, PartedPrompt> _prompts = data.Prompts.ToDictionary(prompt => prompt.Id, StringComparer.Ordinal);
    private readonly WordScores? _words = tokenizer is null ? null : new WordScores(data, tokenizer);

    /// <summary>What people marked of each example, by its id; null where nothing is marked.</summary>
    public IReadOnlyDictionary<string, string>? Marked { get; init; }

    /// <summary>The summary of some records.</summary>
    public AttributionResult Of(IReadOnlyList<AttributionRecord> records)
    {
        string[] incomplete = [.. records.Where(record => record.Attributions.Any(each => !each.IsSound)).Select(record => record.Id)];
        (string Id, bool[] Marks)[] marks = [.. Marks(records)];
        HumanSheet? sheet = options.HumanSheet is { } count
            ? HumanSheet.Of(_words!, options.Attribution.Method, records, count, options.Run.Seed)
            : null;
        return new AttributionResult
        {
            N = records.Count,
            Target = Describe(records),
            Methods = options.Attribution.Method,
            Score = Mean(records.Select(record => (record.Id, record.Score)), ValueRange.Any),
            Tokens = options.IsSingle ? Texts(data.Prompts[0].Ids) : [],
            Attributions = options.IsSingle ? records.Count > 0 ? records[0].Attributions : [] : [],
            Parts = options.IsSingle ? [] : [.. Parts(records)],
            Words = options.IsSingle || _words is null ? [] : [.. Words(_words, records)],
            Agreement = [.. Agreement(records)],
            Faithfulness = [.. Faithful(records)],
            RandomModel = [.. Randomised(records)],
            Plausibility = [.. Plausible(records, marks)],
            Sheet = sheet,
            Seed = options.Run.Seed,
            IsContinuation = options.Continuation is not null,
            Incomplete = incomplete,
            Examples = options.IsSingle ? [] : [.. Examples(records)],
            Notes = [.. data.Notes, .. Notes(incomplete), .. Remarks(records.Count, marks.Length, sheet)],
        };
    }

    private IEnumerable<string> Notes(string[] incomplete)
    {
        if (incomplete.Length > 0)
        {
            yield return $"integrated gradients of {incomplete.Length} prompts do not add up after {options.Attribution.Steps} steps and are left out of "
                + $"means; the first: {incomplete[0]} (--steps or --tolerance)";
        }
    }

    private string Describe(IReadOnlyList<AttributionRecord> records)
    {
        if (options.Continuation is not null)
        {
            return "log-probability of each next token, nats";
        }

        if (options.Attribution.TargetToken is null && data.LabelTokens.Length > 0)
        {
            bool isRight = options.Attribution.Target == AttributedAnswer.Right && data.Prompts.Any(prompt => prompt.Label is not null);
            string answer = isRight ? "right label" : "model's label";
            return data.LabelTokens.Length == 2 ? $"logit of the {answer} less the other's" : $"logit of the {answer} less the greatest other's";
        }

        return records.Count == 0 ? "" : records[0].Target is { Against: { } other } target
            ? $"logit of '{Text(target.Token)}' less that of '{Text(other)}'"
            : $"log-probability of '{Text(records[0].Target.Token)}', nats";
    }

    private IEnumerable<PartShare> Parts(IReadOnlyList<AttributionRecord> records)
    {
        (AttributionRecord Record, string[] Parts)[] known =
        [
            .. records.Select(record => (record, Prompt: _prompts[record.Id])).Where(pair => pair.Prompt.Spans is not null)
                .Select(pair => (pair.record, PromptParts.Of(pair.Prompt.Spans!, pair.Prompt.Ids.Length))),
        ];
        string[] names = [.. known.SelectMany(pair => pair.Parts).Distinct()];
        return from method in options.Attribution.Method
               from part in names
               select new PartShare(
                   method,
                   part,
                   Mean(Read(known, pair => pair.Record.Id, pair => Share(Own(pair.Record.Attributions, method), pair.Parts, part)), ValueRange.Share),
                   known.Average(pair => pair.Parts.Count(name => name == part) / (double)pair.Parts.Length));
    }

    private static double? Share(TokenAttribution own, string[] parts, string part)
    {
        double all = own.Scores.Sum(score => Math.Abs(score ?? 0));
        return own.IsSound && all > 0
            ? Math.Min(1, own.Scores.Where((_, position) => parts[position] == part).Sum(score => Math.Abs(score ?? 0)) / all)
            : null;
    }

    private IEnumerable<WordEffect> Words(WordScores words, IReadOnlyList<AttributionRecord> records)
    {
        foreach (AttributionMethod method in options.Attribution.Method)
        {
            WordEffect[] effects =
            [
                .. records.SelectMany(record => words.Of(record, method).Select(each => (record.Id, each.Label, each.Word, each.Score)))
                    .GroupBy(each => (each.Label, each.Word)).Where(group => group.Count() >= FewestTexts)
                    .Select(group => Effect(method, group.Key.Label, group.Key.Word, [.. group.Select(each => (each.Id, each.Score))])),
            ];
            double[] adjusted = BenjaminiHochberg.Adjust([.. effects.Select(effect => effect.PValue ?? 1)]);
            foreach (WordEffect effect in effects.Select((effect, i) => effect with { AdjustedPValue = effect.PValue is null ? null : adjusted[i] })
                .OrderByDescending(effect => effect.Effect.Value))
            {
                yield return effect;
            }
        }
    }

    // Scores without a sign are above 0 by nature: there is nothing to test.
    private WordEffect Effect(AttributionMethod method, string label, string word, (string Id, double Score)[] scores) => new(
        method, label, word, Mean(scores, IsSigned(method) ? ValueRange.Any : ValueRange.NonNegative),
        IsSigned(method) ? SampleMean.Of([.. scores.Select(each => each.Score)], data.ClustersOf(scores.Select(each => each.Id))).PValue : null, null);

    /// <summary>Whether a method's scores can be below 0, so that there is something to test.</summary>
    public static bool IsSigned(AttributionMethod method) => method is not (AttributionMethod.GradientNorm or AttributionMethod.ValueZeroing);

    private IEnumerable<MethodAgreement> Agreement(IReadOnlyList<AttributionRecord> records)
    {
        IReadOnlyList<AttributionMethod> methods = options.Attribution.Method;
        return from i in Enumerable.Range(0, methods.Count)
               from j in Enumerable.Range(i + 1, methods.Count - i - 1)
               let correlations = Read(records, record => record.Id, record => Correlate(record, methods[i], methods[j]))
               where correlations.Length > 0
               select new MethodAgreement(methods[i], methods[j], Mean(correlations, ValueRange.Correlation));
    }

    // What has no sign is held against the size of what has one.
    private double? Correlate(AttributionRecord record, AttributionMethod first, AttributionMethod second)
    {
        TokenAttribution a = Own(record.Attributions, first), b = Own(record.Attributions, second);
        int[] places = [.. _prompts[record.Id].TextPositions.Where(position => a.Scores[position] is not null && b.Scores[position] is not null)];
        bool sizes = !IsSigned(first) || !IsSigned(second);
        return a.IsSound && b.IsSound
            ? Correlation.Spearman([.. places.Select(position => Value(a, position))], [.. places.Select(position => Value(b, position))])
            : null;

        double Value(TokenAttribution own, int position) => sizes ? Math.Abs(own.Scores[position]!.Value) : own.Scores[position]!.Value;
    }

    private IEnumerable<RandomisedAgreement> Randomised(IReadOnlyList<AttributionRecord> records) =>
        from method in options.Attribution.Method
        let correlations = Read(records.Where(record => record.Random is not null), record => record.Id, record => Alike(record, method))
        where correlations.Length > 0
        select new RandomisedAgreement(method, Mean(correlations, ValueRange.Correlation));

    private double? Alike(AttributionRecord record, AttributionMethod method)
    {
        TokenAttribution own = Own(record.Attributions, method), random = Own(record.Random!, method);
        int[] places = [.. _prompts[record.Id].TextPositions.Where(position => own.Scores[position] is not null && random.Scores[position] is not null)];
        return own.IsSound && random.IsSound
            ? Correlation.Spearman(
                [.. places.Select(position => Math.Abs(own.Scores[position]!.Value))], [.. places.Select(position => Math.Abs(random.Scores[position]!.Value))])
            : null;
    }

    // Texts that are marked as a whole or not at all have nothing to be found.
    private IEnumerable<(string Id, bool[] Marks)> Marks(IReadOnlyList<AttributionRecord> records) =>
        from record in records
        where Marked is not null && Marked.ContainsKey(record.Id)
        let prompt = _prompts[record.Id]
        let marks = MarkedTokens.Of([.. prompt.TextPositions.Select(position => Text(prompt.Ids[position]))], Marked![record.Id])
        where marks is not null && marks.Contains(true) && marks.Contains(false)
        select (record.Id, marks);

    private IEnumerable<string> Remarks(int all, int marked, HumanSheet? sheet)
    {
        if (Marked is not null)
        {
            yield return $"{marked} of {all} texts have a part that is marked and one that is not; the others say nothing of how well marks are found";
        }

        if (sheet?.Pairs.Count < options.HumanSheet)
        {
            yield return $"there are {sheet.Pairs.Count} pairs for people to judge: no more texts have a label and enough words to choose among";
        }
    }

    private IEnumerable<Plausibility> Plausible(IReadOnlyList<AttributionRecord> records, (string Id, bool[] Marks)[] marks)
    {
        Dictionary<string, AttributionRecord> byId = records.ToDictionary(record => record.Id, StringComparer.Ordinal);
        return from method in options.Attribution.Method
               let sound = marks.Where(each => Own(byId[each.Id].Attributions, method).IsSound).ToArray()
               where sound.Length > 0
               select MarkedTokens.Plausibility(
                   method, [.. sound.Select(each => (TextScores(byId[each.Id], method), each.Marks))], data.ClustersOf(sound.Select(each => each.Id)));
    }

    private double[] TextScores(AttributionRecord record, AttributionMethod method) =>
        [.. _prompts[record.Id].TextPositions.Select(position => Own(record.Attributions, method).Scores[position] ?? 0)];

    private static TokenAttribution Own(IReadOnlyList<TokenAttribution> attributions, AttributionMethod method) =>
        attributions.First(each => each.Method == method);

    private IEnumerable<Faithfulness> Faithful(IReadOnlyList<AttributionRecord> records)
    {
        Dictionary<(string, OcclusionOperator, double), double> random = [];
        (string Id, RemovalEffect Effect)[] effects =
        [
            .. records.SelectMany(record => (record.Removals ?? [])
                .Where(effect => effect.Method is not { } method || Own(record.Attributions, method).IsSound).Select(effect => (record.Id, effect))),
        ];
        foreach ((string id, RemovalEffect effect) in effects.Where(each => each.Effect.Method is null))
        {
            random[(id, effect.Operator, effect.Share)] = effect.Comprehensiveness;
        }

        return effects.GroupBy(each => (each.Effect.Method, each.Effect.Operator, each.Effect.Share)).Select(group => new Faithfulness(
            group.Key.Method,
            group.Key.Operator,
            group.Key.Share,
            Mean(group.Select(each => (each.Id, each.Effect.Comprehensiveness)), ValueRange.Any),
            Mean(group.Select(each => (each.Id, each.Effect.Sufficiency)), ValueRange.Any),
            group.Key.Method is null ? null : Mean(
                group.Select(each => (each.Id, each.Effect.Comprehensiveness - random[(each.Id, each.Effect.Operator, each.Effect.Share)])), ValueRange.Any)));
    }

    private IEnumerable<AttributedExample> Examples(IReadOnlyList<AttributionRecord> records)
    {
        Dictionary<string, AttributionRecord> byId = records.ToDictionary(record => record.Id, StringComparer.Ordinal);
        IEnumerable<string> chosen = options.Examples.Count > 0
            ? options.Examples.Where(byId.ContainsKey)
            : data.Prompts.Select(prompt => prompt.Id).Where(byId.ContainsKey).Take(options.IsPrompt ? int.MaxValue : DrawnExamples);
        return chosen.Select(id =>
        {
            AttributionRecord record = byId[id];
            PartedPrompt prompt = _prompts[record.Id];
            return new AttributedExample(
                record.Id,
                prompt.Next is { } next ? Text(next) : record.Label is { } label && label < data.Words.Count ? data.Words[label] : null,
                Texts([.. prompt.TextPositions.Select(position => prompt.Ids[position])]),
                [.. record.Attributions.Select(own => own with { Scores = [.. prompt.TextPositions.Select(position => own.Scores[position])] })]);
        });
    }

    // What there is to say of each.
    private static (string Id, double Value)[] Read<T>(IEnumerable<T> all, Func<T, string> id, Func<T, double?> value) =>
        [.. all.Select(each => (Id: id(each), Value: value(each))).Where(each => each.Value is not null).Select(each => (each.Id, each.Value!.Value))];

    private Estimate Mean(IEnumerable<(string Id, double Value)> values, ValueRange range)
    {
        (string Id, double Value)[] all = [.. values];
        return MeanInterval.Within([.. all.Select(each => each.Value)], range, data.ClustersOf(all.Select(each => each.Id)));
    }

    private string[] Texts(IReadOnlyList<int> ids) => [.. ids.Select(Text)];

    private string Text(int id) => tokenizer?.TokenText(id) ?? $"{id}";
}
