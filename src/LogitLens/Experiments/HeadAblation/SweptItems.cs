using System.Globalization;
using LogitLens.Datasets;
using LogitLens.Models;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Lists what a sweep edits.</summary>
internal static class SweptItems
{
    /// <summary>How many random heads are measured beside those that a screen has chosen.</summary>
    public const int ScreenControls = 12;

    /// <summary>The single parts of the model, and the group that was asked for with its controls.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="config">The model's shape.</param>
    /// <param name="positions">Tokens of the longest prompt, for edits by position.</param>
    public static IReadOnlyList<SweptItem> Of(HeadAblationOptions options, ModelConfig config, int positions)
    {
        IReadOnlyList<HeadId> heads = HeadRange.Resolve(options.Ablation.Heads, config);
        IEnumerable<SweptItem> parts = options.Ablation.What switch
        {
            SweptPart.Heads => heads.Select(head => SweptItem.OfHead(head)),
            SweptPart.Paths => heads.Select(head => SweptItem.OfHead(head, ItemKind.Path)),
            SweptPart.Attention => Layers(config, ItemKind.Attention, options.Patch.IsGiven ? positions : null),
            SweptPart.Mlp => Layers(config, ItemKind.Mlp, options.Patch.IsGiven ? positions : null),
            _ => Layers(config, ItemKind.Resid, positions),
        };
        return options.Ablation.Group ? [.. parts, .. Group(heads, config, options)] : [.. parts];
    }

    /// <summary>The heads that a screen has chosen, and random others.</summary>
    /// <param name="estimates">The screen's estimate for each head, by layer.</param>
    /// <param name="count">How many to choose.</param>
    /// <param name="config">The model's shape.</param>
    /// <param name="seed">Draws the others.</param>
    public static IReadOnlyList<SweptItem> Screened(double[] estimates, int count, ModelConfig config, long seed)
    {
        HeadId[] all = [.. HeadId.All(config)];
        HeadId[] ranked = [.. all.OrderByDescending(head => Math.Abs(estimates[head.Layer * config.Heads + head.Head]))];
        HeadId[] rest = ranked[Math.Min(count, ranked.Length)..];
        new SeededRandom(seed, "screen controls").Shuffle(rest);
        return
        [
            .. ranked.Take(count).Order().Select(head => SweptItem.OfHead(head)),
            .. rest.Take(ScreenControls).Order().Select(head => SweptItem.OfHead(head) with { Draw = 1 }),
        ];
    }

    /// <summary>The first one, two, three and so on of a greedy order, and of random orders.</summary>
    public static IEnumerable<SweptItem> Cumulative(IReadOnlyList<HeadId> order, ModelConfig config, int controls, long seed)
    {
        for (int count = 1; count <= order.Count; count++)
        {
            yield return new SweptItem(Numbered("first", count), ItemKind.Cumulative) { Heads = [.. order.Take(count)] };
        }

        for (int draw = 1; draw <= controls; draw++)
        {
            HeadId[] random = [.. HeadId.All(config)];
            new SeededRandom(seed, Numbered("random order", draw)).Shuffle(random);
            for (int count = 1; count <= order.Count; count++)
            {
                yield return new SweptItem($"{Numbered("random order", draw)}, {Numbered("first", count)}", ItemKind.RandomCumulative)
                {
                    Heads = [.. random.Take(count)],
                    Draw = draw,
                };
            }
        }
    }

    private static IEnumerable<SweptItem> Layers(ModelConfig config, ItemKind kind, int? positions)
    {
        string name = kind.ToString().ToLowerInvariant();
        for (int layer = 0; layer < config.Layers; layer++)
        {
            if (positions is not { } count)
            {
                yield return new SweptItem(Numbered(name, layer), kind) { Layer = layer };
                continue;
            }

            for (int position = 0; position < count; position++)
            {
                yield return new SweptItem($"{Numbered(name, layer)} at {position.ToString(CultureInfo.InvariantCulture)}", kind)
                {
                    Layer = layer,
                    Position = position,
                };
            }
        }
    }

    private static IEnumerable<SweptItem> Group(IReadOnlyList<HeadId> heads, ModelConfig config, HeadAblationOptions options)
    {
        yield return new SweptItem("group", ItemKind.Group) { Heads = heads };
        HeadId[] others = [.. HeadId.All(config).Except(heads)];
        if (others.Length < heads.Count)
        {
            throw new InputException(
                $"--group removes {heads.Count} heads and only {others.Length} others are left for random control; group at most half of the model's heads");
        }

        for (int draw = 1; draw <= options.Ablation.Controls; draw++)
        {
            HeadId[] random = [.. others];
            new SeededRandom(options.Run.Seed, Numbered("random group", draw)).Shuffle(random);
            yield return new SweptItem(Numbered("random group", draw), ItemKind.RandomGroup) { Heads = [.. random.Take(heads.Count).Order()], Draw = draw };
        }
    }

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
}
