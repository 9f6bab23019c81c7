using LogitLens.Statistics;

namespace LogitLens.Experiments.Steering;

/// <summary>What other directions achieve where they cost as much as one setting does.</summary>
/// <param name="Cost">The cost.</param>
/// <param name="Draws">How many directions reach it.</param>
/// <param name="Mean">Their mean effect there; null where none reaches it.</param>
/// <param name="Low">The least effect.</param>
/// <param name="High">The greatest effect.</param>
/// <param name="PValue">How often one of them, or the setting itself, does at least as much: (1 + those that do) / (1 + draws).</param>
internal sealed record EqualCost(double Cost, int Draws, double? Mean, double? Low, double? High, double? PValue)
{
    /// <summary>The interval of their mean, over the directions, which are draws; null for fewer than two.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? Interval { get; init; }

    /// <summary>Reads curves of effect over cost at one cost, and holds an effect against them.</summary>
    /// <param name="cost">The setting's cost.</param>
    /// <param name="effect">The setting's effect.</param>
    /// <param name="curves">For each other direction, the costs and effects of its strengths.</param>
    public static EqualCost Of(double cost, double effect, IReadOnlyList<IReadOnlyList<(double Cost, double Effect)>> curves)
    {
        double[] reached = [.. curves.Select(curve => At(curve, cost)).OfType<double>()];
        return reached.Length == 0
            ? new EqualCost(cost, 0, null, null, null, null)
            : new EqualCost(
                cost, reached.Length, reached.Average(), reached.Min(), reached.Max(),
                (1.0 + reached.Count(other => Math.Abs(other) >= Math.Abs(effect))) / (1 + reached.Length))
            {
                Interval = reached.Length < 2 ? null : MeanInterval.StudentT(reached).Interval,
            };
    }

    /// <summary>
    /// The effect of a curve at a cost, between neighbouring strengths in proportion; no strength costs nothing and does nothing. Null beyond
    /// what the curve reaches.
    /// </summary>
    internal static double? At(IReadOnlyList<(double Cost, double Effect)> curve, double cost)
    {
        (double Cost, double Effect) before = (0, 0);
        foreach ((double Cost, double Effect) point in curve.OrderBy(point => point.Cost))
        {
            if (cost <= point.Cost)
            {
                double span = point.Cost - before.Cost;
                return span == 0 ? point.Effect : before.Effect + ((point.Effect - before.Effect) * (cost - before.Cost) / span);
            }

            before = point;
        }

        return null;
    }
}
