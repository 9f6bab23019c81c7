using LogitLens.Datasets;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Lists what is hidden, one after the other.</summary>
internal static class RegionItems
{
    /// <summary>The regions that were typed, then those of the series.</summary>
    public static IReadOnlyList<SweepItem> Of(MaskOptions options, SweptDraws data, ModelConfig config)
    {
        IEnumerable<SweepItem> typed = options.Region is { } text ? RegionParser.Parse(text).Select(Typed) : [];
        RegionSeries? series = options.Sweep ?? (options.Region is null ? RegionSeries.Heads : null);
        return series is { } asked ? [.. typed, .. Swept(asked, options.Window, data, config)] : [.. typed];
    }

    /// <summary>A series as results have it.</summary>
    public static string Name(RegionSeries series) => series.ToString().ToLowerInvariant();

    private static SweepItem Typed(Region region) => new(region.Text, ItemKind.Region) { Region = region.Text };

    private static IEnumerable<SweepItem> Swept(RegionSeries series, int? window, SweptDraws data, ModelConfig config)
    {
        if (series == RegionSeries.Heads)
        {
            return HeadId.All(config).Select(head => new SweepItem(head.ToString(), ItemKind.Region)
            {
                Region = Text($"L{head.Layer}.H{head.Head}"),
                Series = Name(series),
                Layer = head.Layer,
                LastLayer = head.Layer,
                Head = head.Head,
            });
        }

        if (window > config.Layers)
        {
            throw new InputException($"--window {window}: the model has {config.Layers} layers");
        }

        int size = Math.Min(config.Layers, window ?? (series == RegionSeries.Spans ? Math.Max(1, config.Layers / 4) : config.Layers));
        (string Target, string Conditions)[] targets = [.. Targets(series, data)];
        return Enumerable.Range(0, config.Layers - size + 1).SelectMany(layer => targets.Select(target =>
        {
            string layers = size == config.Layers ? "L*" : size == 1 ? Text($"L{layer}") : Text($"L{layer}-{layer + size - 1}");
            string name = TargetName(series, target.Target);
            return new SweepItem(size == config.Layers ? name : $"{name}, {layers}", ItemKind.Region)
            {
                Region = $"{layers}.H*:{target.Conditions}",
                Series = Name(series),
                Layer = layer,
                LastLayer = layer + size - 1,
                Target = target.Target,
            };
        }));
    }

    private static IEnumerable<(string Target, string Conditions)> Targets(RegionSeries series, SweptDraws data)
    {
        int longest = data.Draws.Max(draw => draw.Examples.Max(example => example.Ids.Length));
        IEnumerable<int> positions = Enumerable.Range(0, longest);
        return series switch
        {
            RegionSeries.Spans => Parts(data.First).Select(part => (part, $"row=last,span={part}")),
            RegionSeries.Distance => positions.Select(distance => (Text($"{distance}"), Text($"distance={distance}"))),
            RegionSeries.Rows => positions.Select(position => (Text($"{position}"), Text($"row={position}"))),
            RegionSeries.Cols => positions.Select(position => (Text($"{position}"), Text($"col={position}"))),
            _ when HasParts(data.First) => Enumerable.Range(0, data.First.Examples.Max(example => example.Spans!.Text.Length))
                .Select(token => (Text($"{token}"), Text($"span=text[{token}]"))),
            _ => positions.Select(position => (Text($"{position}"), Text($"col={position}"))),
        };
    }

    /// <summary>Whether the prompts' parts are known.</summary>
    public static bool HasParts(SweptData data) => data.Examples.All(example => example.Spans is not null);

    private static string[] Parts(SweptData data)
    {
        if (!HasParts(data))
        {
            throw new InputException("--sweep spans is about the parts of a prompt, which data that comes as token ids has not: use --region with positions");
        }

        PromptSpans spans = data.Examples[0].Spans!;
        return [.. Named(spans).Where(part => part.Exists).Select(part => part.Part.ToString().ToLowerInvariant())];
    }

    private static IEnumerable<(PromptPart Part, bool Exists)> Named(PromptSpans spans) =>
    [
        (PromptPart.Text, true),
        (PromptPart.Instruction, spans.Instruction.Count > 0),
        (PromptPart.Cue, spans.Cue.Length > 0),
        (PromptPart.Demos, spans.Demonstrations.Count > 0),
        (PromptPart.Label, spans.Demonstrations.Count > 0),
    ];

    private static string TargetName(RegionSeries series, string target) => series switch
    {
        RegionSeries.Spans => target,
        RegionSeries.Distance => $"distance {target}",
        RegionSeries.Rows => $"row {target}",
        RegionSeries.Cols => $"column {target}",
        _ => $"token {target}",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
