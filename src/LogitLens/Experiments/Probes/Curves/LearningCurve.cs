using LogitLens.LinearProbes;

namespace LogitLens.Experiments.Probes;

/// <summary>
/// What a probe learns from how much: fitted on growing parts of the training rows, each time asked for the labels of the next part. The bits that this takes
/// are the labels' description length (E. Voita and I. Titov, "Information-theoretic probing with minimum description length", 2020, online coding).
/// </summary>
/// <param name="Parts">The growing parts, each twice the one before.</param>
/// <param name="DescriptionLength">Bits for all training labels: the first part's at the length of a fair guess, each further one's by the probe of those
/// before.</param>
/// <param name="UniformLength">Bits for them at the length of a fair guess.</param>
internal sealed record LearningCurve(IReadOnlyList<CurvePart> Parts, double DescriptionLength, double UniformLength)
{
    /// <summary>How many times shorter than by fair guesses.</summary>
    public double Compression => UniformLength / DescriptionLength;
}

/// <summary>One part of a learning curve.</summary>
/// <param name="Rows">Rows that the probe is fitted on.</param>
/// <param name="Bits">Bits that it takes for the labels of the next rows; null for all rows, which nothing follows.</param>
/// <param name="NextRows">How many these are.</param>
/// <param name="ValidationRight">Validation rows that it gets right.</param>
internal sealed record CurvePart(int Rows, double? Bits, int NextRows, int ValidationRight);

/// <summary>The order in which training rows are learnt from, and where parts end: the same for every probe of a run.</summary>
/// <param name="Order">[place] the row.</param>
/// <param name="Ends">How many rows each part has, growing.</param>
internal sealed record CurvePlan(int[] Order, int[] Ends)
{
    private const int FewestRows = 16;

    /// <summary>Puts groups in random order, and doubles from the least part that has each class twice.</summary>
    /// <param name="labels">[row] its class.</param>
    /// <param name="groups">[row] what it belongs together with others by; a group is in one part.</param>
    /// <param name="seed">What the order follows from.</param>
    public static CurvePlan Of(int[] labels, int[] groups, long seed)
    {
        int[][] members = [.. Enumerable.Range(0, labels.Length).GroupBy(row => groups[row]).Select(group => group.ToArray())];
        new SeededRandom(seed, "order of a learning curve").Shuffle(members);
        int[] order = [.. members.SelectMany(group => group)];
        int placed = 0;
        int[] places = [.. members.Select(group => placed += group.Length)];
        List<int> ends = [order.Length];
        for (int half = order.Length / 2; half >= FewestRows; half /= 2)
        {
            int end = places.First(place => place >= half);
            if (end < ends[^1] && HasEachTwice(order[..end], labels))
            {
                ends.Add(end);
            }
        }

        ends.Reverse();
        return new CurvePlan(order, [.. ends]);
    }

    private static bool HasEachTwice(int[] rows, int[] labels) =>
        rows.GroupBy(row => labels[row]).Count(label => label.Count() >= 2) == labels.Distinct().Count();
}

/// <summary>Follows a learning curve.</summary>
/// <param name="plan">The parts.</param>
/// <param name="fitterOf">Fits probes on a part, told its rows.</param>
internal sealed class CurveFollower(CurvePlan plan, Func<int[], ProbeFitter> fitterOf)
{
    // A probability that float32 takes for 0 would cost without end.
    private const double LeastProbability = 1e-12;

    /// <summary>The curve of one probe.</summary>
    /// <param name="features">[row, width] the training rows.</param>
    /// <param name="labels">[row] its label.</param>
    /// <param name="validation">[row, width] the validation rows; may have none.</param>
    /// <param name="validationLabels">[row] their labels.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="cancellation">Heeded at each iteration.</param>
    public LearningCurve Follow(
        Tensor features, int[] labels, Tensor validation, int[] validationLabels, int classes, CancellationToken cancellation)
    {
        double uniform = Math.Log2(classes), length = plan.Ends[0] * uniform;
        List<CurvePart> parts = [];
        for (int part = 0; part < plan.Ends.Length; part++)
        {
            using DisposeScope scope = NewDisposeScope();
            int[] rows = plan.Order[..plan.Ends[part]], next = part + 1 < plan.Ends.Length ? plan.Order[plan.Ends[part]..plan.Ends[part + 1]] : [];
            LinearProbe probe = fitterOf(rows).Fit(Rows(features, rows), [.. rows.Select(row => labels[row])], null, cancellation).Fitted.Probe;
            double? bits = next.Length == 0 ? null : probe.Probabilities(Rows(features, next)).Zip(next, (given, row) =>
                -Math.Log2(Math.Max(given[labels[row]], LeastProbability))).Sum();
            int right = validationLabels.Length == 0 ? 0 : probe.Classify(validation).Zip(validationLabels).Count(pair => pair.First == pair.Second);
            parts.Add(new CurvePart(rows.Length, bits, next.Length, right));
            length += bits ?? 0;
        }

        return new LearningCurve(parts, length, labels.Length * uniform);
    }

    private static Tensor Rows(Tensor features, int[] rows) => features.index_select(0, tensor([.. rows.Select(row => (long)row)]));
}
