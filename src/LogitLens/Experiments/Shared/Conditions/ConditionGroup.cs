using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments;

/// <summary>What is found for an example under one of several conditions, and draws of demonstrations where there are several.</summary>
internal abstract record ConditionRecord : IUnitRecord
{
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    [JsonPropertyOrder(-1)]
    public string Condition { get; init; } = "";

    [JsonPropertyOrder(-1)]
    public string Example { get; init; } = "";

    [JsonPropertyOrder(-1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Draw { get; init; }
}

/// <summary>Where a record belongs.</summary>
/// <param name="Draw">The draw of demonstrations, from 1; null where there is one.</param>
internal readonly record struct RecordPlace(string Condition, string Example, int? Draw)
{
    /// <summary>A record's own.</summary>
    public static RecordPlace Of(ConditionRecord record) => new(record.Condition, record.Example, record.Draw);
}

/// <summary>
/// One condition's records, with the same examples in the same order under each draw of demonstrations, and the estimates that fit how they
/// were drawn: Wilson's and Student's intervals for independent examples, wider ones where draws or clusters are behind them.
/// </summary>
/// <typeparam name="T">A record.</typeparam>
internal sealed class ConditionGroup<T>
{
    private readonly IReadOnlyList<int>? _clusters;

    internal ConditionGroup(Condition condition, IReadOnlyList<string> examples, IReadOnlyList<T[]> byDraw, IReadOnlyList<int>? clusters) =>
        (Condition, Examples, ByDraw, _clusters) = (condition, examples, byDraw, clusters);

    public Condition Condition { get; }

    /// <summary>The examples' ids, in order; those that every draw has.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>[draw][example].</summary>
    public IReadOnlyList<T[]> ByDraw { get; }

    /// <summary>All records, one draw after the other.</summary>
    public IReadOnlyList<T> All => [.. ByDraw.SelectMany(draw => draw)];

    public int N => Examples.Count;

    /// <summary>Whether examples are independent and measured once.</summary>
    public bool IsSimple => ByDraw.Count == 1 && _clusters is null;

    /// <summary>Each example's cluster; null where examples are independent.</summary>
    public IReadOnlyList<int>? Clusters => _clusters;

    /// <summary>A share of the examples.</summary>
    public Proportion Share(Func<T, bool> outcome)
    {
        if (IsSimple || N == 0)
        {
            return Proportion.Of([.. All.Select(outcome)]);
        }

        Estimate estimate = Mean(record => outcome(record) ? 1 : 0, ValueRange.Share);
        return new Proportion(All.Count(outcome), N * ByDraw.Count, estimate.Value, estimate.Interval);
    }

    /// <summary>The share that has one property among the examples that have another.</summary>
    /// <param name="among">Whether the example counts.</param>
    /// <param name="outcome">Whether it has the property, and counts.</param>
    public Proportion ShareAmong(Func<T, bool> among, Func<T, bool> outcome)
    {
        int count = All.Count(outcome), whole = All.Count(among);
        if (IsSimple || whole == 0)
        {
            return Proportion.Of(count, whole);
        }

        // A ratio moves as the mean of what each example adds to it (Taylor linearisation).
        double ratio = (double)count / whole, weight = (double)N * ByDraw.Count / whole;
        SampleMean sample = SampleMean.OfDraws(Values(record => ((outcome(record) ? 1 : 0) - (among(record) ? ratio : 0)) * weight), _clusters);
        return new Proportion(count, whole, ratio, RangedInterval.Of(sample with { Mean = ratio }, ValueRange.Share).Interval);
    }

    /// <summary>The mean of a quantity, with an interval in its range.</summary>
    public Estimate Mean(Func<T, double> value, ValueRange range) =>
        N == 0 ? new Estimate(null, null, 0) : RangedInterval.Of(SampleMean.OfDraws(Values(value), _clusters), range);

    /// <summary>[draw][example] of a quantity.</summary>
    public IReadOnlyList<double[]> Values(Func<T, double> value) => [.. ByDraw.Select(draw => Array.ConvertAll(draw, record => value(record)))];

    /// <summary>Each draw's own share; empty where there is one draw.</summary>
    public IReadOnlyList<double> ShareByDraw(Func<T, bool> outcome) =>
        ByDraw.Count == 1 || N == 0 ? [] : [.. ByDraw.Select(draw => (double)draw.Count(outcome) / N)];

    /// <summary>Classification metrics of answers, with intervals that cover draws and clusters.</summary>
    /// <param name="predictions">A draw's records as predictions.</param>
    public ClassificationMetrics Classify(Func<T[], LabelledPredictions> predictions, long seed) =>
        ClassificationMetrics.Of([.. ByDraw.Select(predictions)], _clusters, seed);

    /// <summary>Both conditions on the examples that both have, under the same draws; without demonstrations every draw is the same one.</summary>
    public (ConditionGroup<T> First, ConditionGroup<T> Second) Shared(ConditionGroup<T> second)
    {
        int draws = Math.Max(ByDraw.Count, second.ByDraw.Count);
        HashSet<string> known = [.. second.Examples];
        string[] both = [.. Examples.Where(known.Contains)];
        return (Restrict(both, draws), second.Restrict(both, draws));
    }

    /// <summary>Accuracy in this condition and in another, paired by example and draw.</summary>
    public PairedProportions Compare(ConditionGroup<T> second, Func<T, bool> outcome)
    {
        (ConditionGroup<T> a, ConditionGroup<T> b) = Shared(second);
        return PairedProportions.Of(
            [.. a.ByDraw.Select(draw => Array.ConvertAll(draw, record => outcome(record)))],
            [.. b.ByDraw.Select(draw => Array.ConvertAll(draw, record => outcome(record)))],
            a._clusters);
    }

    /// <summary>The records of some examples.</summary>
    public ConditionGroup<T> Of(IReadOnlyList<int> rows) => new(
        Condition,
        [.. rows.Select(row => Examples[row])],
        [.. ByDraw.Select(draw => rows.Select(row => draw[row]).ToArray())],
        _clusters is null ? null : [.. rows.Select(row => _clusters[row])]);

    private ConditionGroup<T> Restrict(string[] examples, int draws)
    {
        Dictionary<string, int> places = Examples.Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place, StringComparer.Ordinal);
        int[] chosen = [.. examples.Select(id => places[id])];
        return new ConditionGroup<T>(
            Condition,
            examples,
            [.. Enumerable.Range(0, draws).Select(draw => Array.ConvertAll(chosen, place => ByDraw[ByDraw.Count == 1 ? 0 : draw][place]))],
            _clusters is null ? null : Array.ConvertAll(chosen, place => _clusters[place]));
    }
}
