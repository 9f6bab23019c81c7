using System.Globalization;
using LogitLens.Datasets.Prompts;
using LogitLens.Experiments.AttentionMask.Regions;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Lists what is hidden, one after the other.</summary>
internal static class MaskItems
{
    /// <summary>The regions that were typed, then those of the sweep.</summary>
    public static IReadOnlyList<MaskItem> Of(MaskOptions options, SweptData data, ModelConfig config)
    {
        IEnumerable<MaskItem> typed = options.Region is { } text ? RegionParser.Parse(text).Select(MaskItem.Of) : [];
        MaskSweep? sweep = options.Sweep ?? (options.Region is null ? MaskSweep.Heads : null);
        return sweep is { } asked ? [.. typed, .. Swept(asked, options.Window, data, config)] : [.. typed];
    }

    private static IEnumerable<MaskItem> Swept(MaskSweep sweep, int? window, SweptData data, ModelConfig config)
    {
        if (sweep == MaskSweep.Heads)
        {
            return HeadId.All(config).Select(head => new MaskItem(head.ToString(), Text($"L{head.Layer}.H{head.Head}"))
            {
                Sweep = sweep,
                Layer = head.Layer,
                LastLayer = head.Layer,
                Head = head.Head,
            });
        }

        int size = Math.Min(config.Layers, window ?? (sweep == MaskSweep.Spans ? Math.Max(1, config.Layers / 4) : config.Layers));
        (string Target, string Conditions)[] targets = [.. Targets(sweep, data)];
        return Enumerable.Range(0, config.Layers - size + 1).SelectMany(layer => targets.Select(target =>
        {
            string layers = size == config.Layers ? "L*" : size == 1 ? Text($"L{layer}") : Text($"L{layer}-{layer + size - 1}");
            string name = TargetName(sweep, target.Target);
            return new MaskItem(size == config.Layers ? name : $"{name}, {layers}", $"{layers}.H*:{target.Conditions}")
            {
                Sweep = sweep,
                Layer = layer,
                LastLayer = layer + size - 1,
                Target = target.Target,
            };
        }));
    }

    private static IEnumerable<(string Target, string Conditions)> Targets(MaskSweep sweep, SweptData data)
    {
        int longest = data.Examples.Max(example => example.Ids.Length);
        IEnumerable<int> positions = Enumerable.Range(0, longest);
        return sweep switch
        {
            MaskSweep.Spans => Parts(data).Select(part => (part, $"row=last,span={part}")),
            MaskSweep.Distance => positions.Select(distance => (Text($"{distance}"), Text($"distance={distance}"))),
            MaskSweep.Rows => positions.Select(position => (Text($"{position}"), Text($"row={position}"))),
            MaskSweep.Cols => positions.Select(position => (Text($"{position}"), Text($"col={position}"))),
            _ when HasParts(data) => Enumerable.Range(0, data.Examples.Max(example => example.Spans!.Text.Length))
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

    private static string TargetName(MaskSweep sweep, string target) => sweep switch
    {
        MaskSweep.Spans => target,
        MaskSweep.Distance => $"distance {target}",
        MaskSweep.Rows => $"row {target}",
        MaskSweep.Cols => $"column {target}",
        _ => $"token {target}",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
