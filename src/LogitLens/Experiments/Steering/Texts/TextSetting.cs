using LogitLens.Experiments.Sweeps;

namespace LogitLens.Experiments.Steering;

/// <summary>Kinds of settings under which texts are written.</summary>
internal enum TextSettingKind
{
    /// <summary>The model as it is.</summary>
    Unsteered,

    /// <summary>The direction that was asked for.</summary>
    Direction,

    /// <summary>A random direction of the same length.</summary>
    RandomDirection,

    /// <summary>The difference of means under shuffled labels, as long.</summary>
    ShuffledDirection,

    /// <summary>Texts of the class that is wanted before the prompt.</summary>
    Prompting,
}

/// <summary>One setting under which texts are written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Aim">1 where texts should be of the class that the direction points to, -1 where of another, 0 where neither, or the other than
/// without.</param>
/// <param name="Item">Layers, strength and draw of a direction; null for others.</param>
internal sealed record TextSetting(string Name, TextSettingKind Kind, int Aim, SweepItem? Item)
{
    /// <summary>Which draw of a direction, or of demonstrations, from 1; null for what is not drawn.</summary>
    public int? Draw { get; init; } = Item?.Draw;

    /// <summary>All settings, the unsteered one first.</summary>
    /// <param name="options">The run's options.</param>
    /// <param name="windows">Layers that are steered at once.</param>
    /// <param name="words">The classes.</param>
    /// <param name="towards">The class that the direction points to.</param>
    public static IReadOnlyList<TextSetting> Of(SteerOptions options, IReadOnlyList<LayerWindow> windows, IReadOnlyList<string> words, int towards)
    {
        bool finds = options.Direction.Direction.Kind == DirectionKind.MeanDifference;
        IReadOnlyList<SweepItem> items = SteerItems.Of(
            options.Steering, windows, options.Steering.StrengthsFor(SteerTask.Generation), options.Direction.RandomDirections,
            finds ? options.Direction.ShuffledDirections : 0);
        string other = words.Count == 2 ? words[1 - towards] : $"not {words[towards]}";
        return
        [
            new TextSetting("unsteered", TextSettingKind.Unsteered, 0, null),
            .. items.Select(item => new TextSetting(item.Name, KindOf(item.Kind), AimOf(options.Steering.Operation, item.Strength!.Value), item)),
            .. Enumerable.Range(1, options.Texts.PromptingDraws).SelectMany(draw => (TextSetting[])
            [
                new($"prompted {words[towards]}{Numbered(draw)}", TextSettingKind.Prompting, 1, null) { Draw = draw },
                new($"prompted {other}{Numbered(draw)}", TextSettingKind.Prompting, -1, null) { Draw = draw },
            ]),
        ];
    }

    private static string Numbered(int draw) => draw == 1 ? "" : $", draw {draw}";

    private static TextSettingKind KindOf(ItemKind kind) => kind switch
    {
        ItemKind.RandomDirection => TextSettingKind.RandomDirection,
        ItemKind.ShuffledDirection => TextSettingKind.ShuffledDirection,
        _ => TextSettingKind.Direction,
    };

    private static int AimOf(SteerOperation operation, double strength) => operation is SteerOperation.Add or SteerOperation.Set ? Math.Sign(strength) : 0;
}
