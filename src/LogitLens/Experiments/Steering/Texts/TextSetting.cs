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

    /// <summary>A text before the prompt that asks for the class.</summary>
    Instruction,
}

/// <summary>One setting under which texts are written.</summary>
/// <param name="Aim">1 where texts should be of the class that the direction points to, -1 where of another, 0 where neither, or the other than
/// without.</param>
/// <param name="Item">Layers, strength and draw of a direction; null for others.</param>
internal sealed record TextSetting(string Name, TextSettingKind Kind, int Aim, SweepItem? Item)
{
    /// <summary>Which draw of a direction, of demonstrations or of instructions, from 1; null for what is not drawn.</summary>
    public int? Draw { get; init; } = Item?.Draw;

    /// <summary>What stands before the prompt; null for nothing.</summary>
    public string? Before { get; init; }

    /// <summary>What a text is that is not of a class.</summary>
    public static string OtherThan(IReadOnlyList<string> words, int towards) => words.Count == 2 ? words[1 - towards] : $"not {words[towards]}";

    /// <summary>All settings, the unsteered one first.</summary>
    /// <param name="options">The run's options.</param>
    /// <param name="windows">Layers that are steered at once.</param>
    /// <param name="asked">Those that use no direction.</param>
    public static IReadOnlyList<TextSetting> Of(SteerOptions options, IReadOnlyList<LayerWindow> windows, IEnumerable<TextSetting> asked)
    {
        bool finds = options.Direction.Direction.Kind == DirectionKind.MeanDifference;
        IReadOnlyList<SweepItem> items = SteerItems.Of(
            options.Steering, windows, options.Steering.StrengthsFor(SteerTask.Generation), options.Direction.RandomDirections,
            finds ? options.Direction.ShuffledDirections : 0);
        return
        [
            new TextSetting("unsteered", TextSettingKind.Unsteered, 0, null),
            .. items.Select(item => new TextSetting(item.Name, KindOf(item.Kind), AimOf(options.Steering.Operation, item.Strength!.Value), item)),
            .. asked,
        ];
    }

    private static TextSettingKind KindOf(ItemKind kind) => kind switch
    {
        ItemKind.RandomDirection => TextSettingKind.RandomDirection,
        ItemKind.ShuffledDirection => TextSettingKind.ShuffledDirection,
        _ => TextSettingKind.Direction,
    };

    private static int AimOf(SteerOperation operation, double strength) => operation is SteerOperation.Add or SteerOperation.Set ? Math.Sign(strength) : 0;
}
