using LogitLens.Datasets;
using LogitLens.Figures;

namespace LogitLens.Experiments;

/// <summary>One colour and line for each kind of condition, the same in all figures: by the labels that demonstrations show.</summary>
internal static class ConditionStyles
{
    private const double Palest = 0.55;

    // The palette's grey is too dark for whiskers to be seen on a bar of it.
    private const double NoneIsPaler = 0.2;

    /// <summary>The style of a kind of demonstrations; null is for none.</summary>
    public static SeriesStyle Of(DemonstrationLabels? demos) => demos switch
    {
        null => new SeriesStyle(6, Pale: NoneIsPaler),
        DemonstrationLabels.Correct => new SeriesStyle(0),
        DemonstrationLabels.Incorrect => new SeriesStyle(1, LineDash.Dashed),
        _ => new SeriesStyle(3, LineDash.Dotted),
    };

    /// <summary>Styles for conditions that stand side by side: fewer demonstrations of one kind are paler.</summary>
    public static IReadOnlyList<SeriesStyle> Of(IReadOnlyList<Condition> conditions) =>
    [
        .. conditions.Select(condition =>
        {
            int[] shots = [.. conditions.Where(each => each.Demos == condition.Demos).Select(each => each.Shots).Distinct().Order()];
            SeriesStyle style = Of(condition.Demos);
            return style with { Pale = style.Pale + (Palest * (shots.Length - 1 - Array.IndexOf(shots, condition.Shots)) / Math.Max(1, shots.Length)) };
        }),
    ];
}
