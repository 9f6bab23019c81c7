using LogitLens.Experiments.Sweeps;
using LogitLens.Models;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Lists what a sweep edits.</summary>
internal static class AblationItems
{
    /// <summary>How many random heads are measured beside those that a screen has chosen.</summary>
    public const int ScreenControls = 12;

    private const int Sets = 99;
    private const int Orders = 19;

    /// <summary>The single parts of the model, and the group that was asked for with its controls.</summary>
    public static IReadOnlyList<SweepItem> Of(HeadAblationOptions options, ModelConfig config, IReadOnlyList<int> positions)
    {
        IReadOnlyList<HeadId> heads = HeadRange.Resolve(options.Ablation.Heads, config);
        IEnumerable<SweepItem> parts = options.Ablation.What switch
        {
            SweptPart.Heads => heads.Select(head => SweepItem.OfHead(head)),
            SweptPart.Paths => heads.Select(head => SweepItem.OfHead(head, ItemKind.Path)),
            SweptPart.Attention => Layers(config, ItemKind.Attention, options.Patch.IsGiven ? positions : null),
            SweptPart.Mlp => Layers(config, ItemKind.Mlp, options.Patch.IsGiven ? positions : null),
            _ => Layers(config, ItemKind.Resid, positions),
        };
        return options.Ablation.Group ? [.. parts, .. Group(heads, config, options)] : [.. parts];
    }

    /// <summary>The heads by the size of their estimated effect.</summary>
    public static IEnumerable<HeadId> Ranked(double[] estimates, ModelConfig config) =>
        HeadId.All(config).OrderByDescending(head => Math.Abs(estimates[head.Layer * config.Heads + head.Head]));

    /// <summary>The heads that a screen has chosen, and random others.</summary>
    public static IReadOnlyList<SweepItem> Screened(IReadOnlyList<HeadId> chosen, ModelConfig config, long seed)
    {
        HeadId[] rest = [.. HeadId.All(config).Except(chosen)];
        new SeededRandom(seed, "screen controls").Shuffle(rest);
        return
        [
            .. chosen.Order().Select(head => SweepItem.OfHead(head)),
            .. rest.Take(ScreenControls).Order().Select(head => SweepItem.OfHead(head) with { Draw = 1 }),
        ];
    }

    /// <summary>The first one, two, three and so on of a greedy order, and of random orders.</summary>
    public static IEnumerable<SweepItem> Cumulative(IReadOnlyList<HeadId> order, ModelConfig config, AblationOptions options, long seed)
    {
        for (int count = 1; count <= order.Count; count++)
        {
            yield return new SweepItem(Numbered("first", count), ItemKind.Cumulative) { Heads = [.. order.Take(count)] };
        }

        for (int draw = 1; draw <= (options.Controls ?? Orders); draw++)
        {
            string name = Numbered("random order", draw);
            HeadId[] random = [.. RandomHeads.Drawn([.. HeadId.All(config)], order, options.MatchLayers, seed, name)];
            for (int count = 1; count <= order.Count; count++)
            {
                yield return new SweepItem($"{name}, {Numbered("first", count)}", ItemKind.RandomCumulative)
                {
                    Heads = [.. random.Take(count)],
                    Draw = draw,
                };
            }
        }
    }

    private static IEnumerable<SweepItem> Layers(ModelConfig config, ItemKind kind, IReadOnlyList<int>? positions)
    {
        string name = kind.ToString().ToLowerInvariant();
        for (int layer = 0; layer < config.Layers; layer++)
        {
            if (positions is null)
            {
                yield return new SweepItem(Numbered(name, layer), kind) { Layer = layer };
                continue;
            }

            foreach (int position in positions)
            {
                yield return new SweepItem($"{Numbered(name, layer)} at {position.ToString(CultureInfo.InvariantCulture)}", kind)
                {
                    Layer = layer,
                    Position = position,
                };
            }
        }
    }

    private static IEnumerable<SweepItem> Group(IReadOnlyList<HeadId> heads, ModelConfig config, HeadAblationOptions options)
    {
        yield return new SweepItem("group", ItemKind.Group) { Heads = heads };
        HeadId[] others = [.. HeadId.All(config).Except(heads)];
        RandomHeads.Require(others, heads, options.Ablation.MatchLayers);
        for (int draw = 1; draw <= (options.Ablation.Controls ?? Sets); draw++)
        {
            string name = Numbered("random group", draw);
            yield return new SweepItem(name, ItemKind.RandomGroup)
            {
                Heads = [.. RandomHeads.Drawn(others, heads, options.Ablation.MatchLayers, options.Run.Seed, name).Order()],
                Draw = draw,
            };
        }
    }

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
}
