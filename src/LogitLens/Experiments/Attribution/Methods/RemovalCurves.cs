namespace LogitLens.Experiments.Attribution;

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

    /// <summary>Each method's losses, and the random orders' mean, prompt by prompt.</summary>
    /// <param name="prompts">The prompts, with the positions of each that are ranked, what the methods say of it, and what draws its random orders.</param>
    public IReadOnlyList<IReadOnlyList<RemovalEffect>> Of(
        IReadOnlyList<(ScoredPrompt Prompt, IReadOnlyList<int> Ranked, IReadOnlyList<TokenAttribution> Attributions, SeededRandom Random)> prompts)
    {
        Cell[][] cells = [.. prompts.Select(each => Cells(each.Ranked, each.Prompt.Tokens.Length, each.Attributions, each.Random))];

        // Small shares of a short text are the same tokens, and methods may agree: what is taken away more than once is scored once.
        int[][][] gone = [.. cells.Select(own => own.SelectMany(cell => (int[][])[cell.First, cell.Others]).DistinctBy(Name).ToArray())];
        List<RemovalEffect>[] effects = [.. prompts.Select(_ => new List<RemovalEffect>())];
        foreach (OcclusionOperator way in s_operators)
        {
            Queue<double> scores = new(occlusion.Scores(
                [.. prompts.SelectMany((each, prompt) => gone[prompt].Select(positions => new OccludedPrompt(each.Prompt, positions)))], way, baseline));
            for (int prompt = 0; prompt < prompts.Count; prompt++)
            {
                double whole = prompts[prompt].Prompt.Score;
                Dictionary<string, double> lost = gone[prompt].ToDictionary(Name, _ => whole - scores.Dequeue());
                effects[prompt].AddRange(cells[prompt].GroupBy(cell => (cell.Method, cell.Share)).Select(group => new RemovalEffect(
                    group.Key.Method, way, group.Key.Share, group.Average(cell => lost[Name(cell.First)]), group.Average(cell => lost[Name(cell.Others)]))));
            }
        }

        return effects;
    }

    private static string Name(int[] positions) => string.Join(',', positions.Order());

    // The last position cannot be masked, and neither method nor chance may profit from it.
    private static Cell[] Cells(IReadOnlyList<int> ranked, int length, IReadOnlyList<TokenAttribution> attributions, SeededRandom random)
    {
        int[] removable = [.. ranked.Where(position => position < length - 1)];
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
            .. from order in orders
               from share in Shares
               let count = (int)Math.Ceiling(share * order.Order.Length)
               select new Cell(order.Method, share, order.Order[..count], order.Order[count..]),
        ];
    }

    private static int[] Shuffled(int[] positions, SeededRandom random)
    {
        int[] order = [.. positions];
        random.Shuffle(order);
        return order;
    }

    // The positions that an order has first, which are taken away, or alone are kept.
    private sealed record Cell(AttributionMethod? Method, double Share, int[] First, int[] Others);
}
