namespace LogitLens.Experiments.Attribution.Methods;

/// <summary>
/// Comprehensiveness and sufficiency (DeYoung et al. 2020, ERASER): what a score loses without the tokens that a method ranks first, and with
/// those alone. Tokens are taken away in two ways, so that no method is judged by its own, and random orders are held beside it.
/// </summary>
internal sealed class RemovalCurves(Occlusion occlusion, Tensor baseline)
{
    /// <summary>The shares of the text's tokens that are taken away or kept.</summary>
    public static IReadOnlyList<double> Shares { get; } = [0.05, 0.1, 0.2, 0.5];

    private const int RandomOrders = 5;
    private static readonly OcclusionOperator[] s_operators = [OcclusionOperator.Replace, OcclusionOperator.Mask];

    /// <summary>Each method's losses, and the random orders' mean.</summary>
    public IReadOnlyList<RemovalEffect> Of(
        TargetScore score, double whole, int[] tokens, IReadOnlyList<int> ranked, IReadOnlyList<TokenAttribution> attributions, SeededRandom random)
    {
        // The last position cannot be masked, and neither method nor chance may profit from it.
        int[] removable = [.. ranked.Where(position => position < tokens.Length - 1)];
        if (removable.Length < 2)
        {
            return [];
        }

        (AttributionMethod? Method, int[] Order)[] orders =
        [
            .. attributions.Select(each => ((AttributionMethod?)each.Method, removable.OrderByDescending(position => each.Scores[position] ?? 0).ToArray())),
            .. Enumerable.Range(0, RandomOrders).Select(_ => ((AttributionMethod?)null, Shuffled(removable, random))),
        ];
        return
        [
            .. from way in s_operators
               from effect in Effects(score, whole, tokens, orders, way).GroupBy(effect => (effect.Method, effect.Share))
               select new RemovalEffect(
                   effect.Key.Method, way, effect.Key.Share, effect.Average(each => each.Comprehensiveness), effect.Average(each => each.Sufficiency)),
        ];
    }

    private IEnumerable<RemovalEffect> Effects(
        TargetScore score, double whole, int[] tokens, (AttributionMethod? Method, int[] Order)[] orders, OcclusionOperator way)
    {
        (AttributionMethod? Method, double Share, int[] First, int[] Others)[] cells =
        [
            .. from order in orders
               from share in Shares
               let count = (int)Math.Ceiling(share * order.Order.Length)
               select (order.Method, share, order.Order[..count], order.Order[count..]),
        ];
        double[] without = occlusion.Without(score, tokens, [.. cells.Select(cell => cell.First)], way, baseline);
        double[] alone = occlusion.Without(score, tokens, [.. cells.Select(cell => cell.Others)], way, baseline);
        return cells.Select((cell, row) => new RemovalEffect(cell.Method, way, cell.Share, whole - without[row], whole - alone[row]));
    }

    private static int[] Shuffled(int[] positions, SeededRandom random)
    {
        int[] order = [.. positions];
        random.Shuffle(order);
        return order;
    }
}
