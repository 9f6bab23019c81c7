using LogitLens.Datasets;
using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Turns items into what the sweep engine does to the model, and tells what of it can act.</summary>
/// <param name="means">Mean activations; null unless they are what replaces others.</param>
internal sealed class AblationEdits(HeadAblationOptions options, SweptData data, MeanActivations? means, int layers) : ISweepEdits
{
    private readonly AblationReach _reach = new(options, data, layers);

    private readonly Replacement _replacement = (options.Patch.IsGiven, options.Ablation.Method) switch
    {
        (true, _) or (_, AblationMethod.Resample) => Replacement.Source,
        (_, AblationMethod.Mean) => Replacement.Mean(means!),
        _ => Replacement.Zero,
    };

    private readonly PositionChoice _positions = options.Ablation.Positions switch
    {
        SweptPositions.Last => PositionChoice.Last,
        SweptPositions.Label => PositionChoice.Within(example => Demonstrations(data, example).Select(demonstration => demonstration.Label.AsRange)),
        SweptPositions.Demos => PositionChoice.Within(example => Demonstrations(data, example).Select(demonstration => demonstration.Whole.AsRange)),
        _ => PositionChoice.All,
    };

    public static IReadOnlyList<Site> Sites(SweptPart what, ModelConfig config)
    {
        SiteKind kind = what switch
        {
            SweptPart.Attention => SiteKind.AttentionOut,
            SweptPart.Mlp => SiteKind.MlpOut,
            SweptPart.Resid => SiteKind.ResidPre,
            _ => SiteKind.Z,
        };
        return [.. Enumerable.Range(0, config.Layers).Select(layer => new Site(kind, layer))];
    }

    public ReplaceHead Of(HeadId head) => new(head, _replacement, _positions);

    public Variant Of(SweepItem item)
    {
        PositionChoice positions = item.Position is { } position ? PositionChoice.At(position) : _positions;
        return item.Kind switch
        {
            ItemKind.Attention => new Variant(new ReplaceActivation(new Site(SiteKind.AttentionOut, item.Layer!.Value), _replacement, positions)),
            ItemKind.Mlp => new Variant(new ReplaceActivation(new Site(SiteKind.MlpOut, item.Layer!.Value), _replacement, positions)),
            ItemKind.Resid => new Variant(new ReplaceActivation(new Site(SiteKind.ResidPre, item.Layer!.Value), _replacement, positions)),
            ItemKind.Path => throw new ArgumentException("a path to the logits is no edit of a run", nameof(item)),
            _ => new Variant([.. item.Heads.Select(Of)]),
        };
    }

    public Reach ReachOf(SweepItem item, int example) => _reach.Of(item, example);

    private static IReadOnlyList<DemonstrationSpans> Demonstrations(SweptData data, int example) => data.Examples[example].Spans?.Demonstrations ?? [];
}
