using LogitLens.Experiments.Sweeps;
using LogitLens.Options;

namespace LogitLens.Experiments.Steering;

/// <summary>Lists the settings of a run: layers by strengths, of the direction, then of those that are tried in its place.</summary>
internal static class SteerItems
{
    /// <summary>The settings.</summary>
    /// <param name="options">Layers, strengths and the operation.</param>
    /// <param name="windows">Layers that are steered at once.</param>
    /// <param name="strengths">The strengths.</param>
    /// <param name="random">How many random directions.</param>
    /// <param name="shuffled">How many directions of shuffled labels.</param>
    public static IReadOnlyList<SweepItem> Of(SteerOperationOptions options, IReadOnlyList<LayerWindow> windows, IReadOnlyList<double> strengths, int random,
        int shuffled) =>
    [
        .. Grid(options, windows, strengths, ItemKind.Direction, null),
        .. Draws(random).SelectMany(draw => Grid(options, windows, strengths, ItemKind.RandomDirection, draw)),
        .. Draws(shuffled).SelectMany(draw => Grid(options, windows, strengths, ItemKind.ShuffledDirection, draw)),
    ];

    private static IEnumerable<int> Draws(int count) => Enumerable.Range(1, count);

    private static IEnumerable<SweepItem> Grid(
        SteerOperationOptions options, IReadOnlyList<LayerWindow> windows, IReadOnlyList<double> strengths, ItemKind kind, int? draw) =>
        windows.SelectMany(window => strengths.Select(strength => new SweepItem(Name(options.Operation, window, kind, draw, strength), kind)
        {
            Layer = window.First,
            LastLayer = window.Last,
            Strength = strength,
            Draw = draw,
        }));

    private static string Name(SteerOperation operation, LayerWindow window, ItemKind kind, int? draw, double strength)
    {
        string done = operation == SteerOperation.Ablate
            ? EnumWords.Of(operation)
            : string.Create(CultureInfo.InvariantCulture, $"{EnumWords.Of(operation)} {strength}");
        string what = kind switch
        {
            ItemKind.RandomDirection => $", random {draw}",
            ItemKind.ShuffledDirection => $", shuffled {draw}",
            _ => "",
        };
        return $"{done}, L{window}{what}";
    }
}
